import { createHmac } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/** Contexts that sealed case data belong to; see `sealBytes`. */
export const caseRecordName = (caseId: string): string => `case|${caseId}`;
/** The context of a subject's sealed details. */
export const subjectRecordName = (subjectId: string): string => `subject|${subjectId}`;

/** A key as it is stored: it is made of what was typed, so only its keyed fingerprint is kept. */
export function idempotencyKey(keys: KeyRing, schoolId: string, key: string): string {
  return createHmac('sha256', keys.school(schoolId)).update(`idempotency|${key}`).digest('base64url');
}
