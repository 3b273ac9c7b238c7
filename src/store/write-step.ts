import type { EntryText } from '../core/incidents/case-record.ts';
import type { CaseStep } from '../core/store-port.ts';
import { appendAudit } from './audit.ts';
import { queueMessages } from './outbox.ts';
import { caseRecordName } from './record-names.ts';
import { chronology } from './schema.ts';
import type { Transaction } from './scope.ts';
import { openJson, sealJson } from './seal.ts';

/** What a step leaves behind besides its change: a chronology entry, an audit row and messages. */
export interface WrittenStep {
  schoolId: string;
  caseId: string;
  step: CaseStep;
  entry: string;
  action: string;
  text?: Buffer;
  detail?: Record<string, string | number>;
}

/** Writes the traces of a step within its transaction. */
export async function writeStep(tx: Transaction, written: WrittenStep): Promise<void> {
  const { schoolId, caseId, step, entry, action } = written;
  await tx
    .insert(chronology)
    .values({ schoolId, caseId, at: step.at, actorId: step.actorId, entry, textSealed: written.text ?? null });
  await appendAudit(tx, [
    { schoolId, at: step.at, actorId: step.actorId, action, caseId, detail: written.detail ?? {} },
  ]);
  await queueMessages(tx, schoolId, step.messages, step.at);
}

/** Seals the text of an entry: it opens only beside its own time and author, so that two entries cannot change places. */
export function sealEntry(key: Buffer, said: EntryText, caseId: string, at: Date, actorId: string | null): Buffer {
  return sealJson(key, said, entryContext(caseId, at, actorId));
}

/** Opens the text of an entry. */
export function openEntry(key: Buffer, sealed: Buffer, caseId: string, at: Date, actorId: string | null): EntryText {
  return openJson<EntryText>(key, sealed, entryContext(caseId, at, actorId));
}

function entryContext(caseId: string, at: Date, actorId: string | null): string {
  return `${caseRecordName(caseId)}|entry|${at.toISOString()}|${actorId ?? ''}`;
}
