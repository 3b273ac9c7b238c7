import type { KeyRing } from './key-ring.ts';
import { deriveKey } from './seal.ts';

/**
 * The secret with which a school's filter signs its alerts. It is derived from the school's key, so that it is stored nowhere.
 * @param version from the profile; another one makes another secret
 */
export function filterSecret(keys: KeyRing, schoolId: string, version: number): string {
  return deriveKey(keys.school(schoolId), `filter-alerts|${version}`).toString('base64url');
}
