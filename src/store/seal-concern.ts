import type { NewCase } from '../core/incidents/new-case.ts';
import { digestOf } from './audit.ts';
import { taskContext } from './case-work.ts';
import type { KeyRing } from './key-ring.ts';
import { caseRecordName, idempotencyKey, subjectRecordName } from './record-names.ts';
import { blindIndex, sealBytes, sealJson } from './seal.ts';

/** A new case as the recording statement reads it: everything sealed, bytes in base64. Times are ISO 8601. */
export type SealedConcern = ReturnType<typeof sealConcern>;

/**
 * Seals a new case for storage.
 * @param drawnReference null for a case that gets the school's next number
 */
export function sealConcern(keys: KeyRing, input: NewCase, drawnReference: string | null) {
  const { schoolId, caseId } = input;
  const record = caseRecordName(caseId);
  const dataKey = keys.newDataKey(schoolId, record);
  const subjects = sealSubjects(keys, input);
  const audited = { schoolId, at: input.reportedAt, actorId: input.reporterId, action: 'case.recorded', caseId };
  return {
    school: schoolId,
    id: caseId,
    key: idempotencyKey(keys, schoolId, input.key),
    answer: input.answer,
    at: input.reportedAt.toISOString(),
    restricted: input.restricted,
    drawn_reference: drawnReference,
    year: input.year,
    severity: input.severity,
    category: input.category,
    type: input.type,
    handle_as: input.handleAs,
    route: input.route,
    source: input.source,
    victim: input.victim,
    place: input.place,
    occurred_at: input.occurredAt.toISOString(),
    occurred_time_known: input.occurredTimeKnown,
    noticed_on: input.noticedOn,
    reporter: input.reporterId,
    escalate_at: input.escalateAt?.toISOString() ?? null,
    deadline_at: input.deadlineAt?.toISOString() ?? null,
    remind_at: input.remindAt?.toISOString() ?? null,
    wrapped_key: dataKey.wrapped.toString('base64'),
    body: sealJson(dataKey.key, input.body, `${record}|body`).toString('base64'),
    digest: digestOf({ ...audited, detail: { route: input.route } }).toString('base64'),
    subjects,
    people: [
      ...input.adultIds.map((personId) => ({ part: 'adult', person_id: personId, subject_id: null })),
      ...input.keptFromIds.map((personId) => ({ part: 'kept-from', person_id: personId, subject_id: null })),
      ...subjects.map((subject) => ({ part: 'involved', person_id: null, subject_id: subject.id })),
    ],
    access: input.access.map(({ personId, reason }) => ({ person_id: personId, reason })),
    tasks: input.tasks.map(({ taskId, kind, text, ownerId, dueAt, remindAt }) => ({
      id: taskId,
      kind,
      text_sealed:
        text === null
          ? null
          : sealBytes(dataKey.key, Buffer.from(text, 'utf8'), taskContext(taskId, 'text')).toString('base64'),
      owner: ownerId,
      due_at: dueAt?.toISOString() ?? null,
      remind_at: remindAt?.toISOString() ?? null,
    })),
    messages: input.messages.map((message) => ({
      lane: message.lane,
      dedupe_key: message.dedupeKey,
      intent: message.intent,
      due_at: message.dueAt.toISOString(),
    })),
  };
}

/** One row per pupil named, each under a key of its own, so that one can be shredded without the others. */
function sealSubjects(
  keys: KeyRing,
  input: NewCase,
): { id: string; wrapped_key: string; details_sealed: string; name_index: string }[] {
  return input.pupils.map((pupil) => {
    const record = subjectRecordName(pupil.subjectId);
    const dataKey = keys.newDataKey(input.schoolId, record);
    const details = sealJson(dataKey.key, { name: pupil.name, details: pupil.details }, `${record}|details`);
    return {
      id: pupil.subjectId,
      wrapped_key: dataKey.wrapped.toString('base64'),
      details_sealed: details.toString('base64'),
      name_index: blindIndex(keys.pupilIndex(input.schoolId), pupil.name).toString('base64'),
    };
  });
}
