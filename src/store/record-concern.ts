import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { NewCase, ReceiptAnswer, Recorded } from '../core/incidents/new-case.ts';
import { CHAIN_START, digestOf } from './audit.ts';
import type { KeyRing } from './key-ring.ts';
import { codeOf, type Database, type Transaction } from './scope.ts';
import { blindIndex, sealJson } from './seal.ts';

/** Contexts that sealed case data belong to; see `sealBytes`. */
export const caseRecordName = (caseId: string): string => `case|${caseId}`;
/** The context of a subject's sealed details. */
export const subjectRecordName = (subjectId: string): string => `subject|${subjectId}`;

/** A key as it is stored: it is made of what was typed, so only its keyed fingerprint is kept. */
export function idempotencyKey(keys: KeyRing, schoolId: string, key: string): string {
  return createHmac('sha256', keys.school(schoolId)).update(`idempotency|${key}`).digest('base64url');
}

/** A restricted reference is drawn from about 700,000; drawing one that is taken is tried again this often. */
const REFERENCE_ATTEMPTS = 5;
const UNIQUE_VIOLATION = '23505';

/**
 * Records a concern in one transaction and one statement: key, case, first chronology entry, people, access, audit row and
 * messages. The same key again answers with what was recorded first.
 * @param drawReference draws another restricted reference when one is taken
 */
export async function recordConcern(
  database: Database,
  keys: KeyRing,
  input: NewCase,
  drawReference: () => string,
): Promise<Recorded> {
  for (let attempt = 1; ; attempt += 1) {
    const reference = attempt === 1 ? input.restrictedReference : drawReference();
    try {
      return await database.inSchool(input.schoolId, async (tx) => {
        const inserted = await insertOnce(tx, keys, input, input.restrictedReference && reference);
        return inserted ?? (await findRecorded(tx, keys, input));
      });
    } catch (error) {
      if (input.restrictedReference === null || codeOf(error) !== UNIQUE_VIOLATION || attempt === REFERENCE_ATTEMPTS)
        throw error;
    }
  }
}

/** What was recorded under a key before. */
async function findRecorded(tx: Transaction, keys: KeyRing, input: NewCase): Promise<Recorded> {
  const rows = await tx.execute<{ case_id: string; reference: string; answer: ReceiptAnswer }>(sql`
    select k.case_id, c.reference, k.answer from idempotency_keys k
    join cases c on c.school_id = k.school_id and c.id = k.case_id
    where k.school_id = ${input.schoolId} and k.key = ${idempotencyKey(keys, input.schoolId, input.key)}`);
  const [row] = rows;
  if (!row) throw new Error('an idempotency key has no case');
  return { caseId: row.case_id, reference: row.reference, answer: row.answer };
}

async function insertOnce(
  tx: Transaction,
  keys: KeyRing,
  input: NewCase,
  restrictedReference: string | null,
): Promise<Recorded | null> {
  const { schoolId, caseId } = input;
  const record = caseRecordName(caseId);
  const dataKey = keys.newDataKey(schoolId, record);
  const body = sealJson(dataKey.key, input.body, `${record}|body`);
  const at = input.reportedAt.toISOString();
  const digest = digestOf({
    schoolId,
    at: input.reportedAt,
    actorId: input.reporterId,
    action: 'case.recorded',
    caseId,
    detail: { route: input.route },
  });
  const subjects = sealSubjects(keys, input);
  const people = [
    ...input.adultIds.map((personId) => ({ part: 'adult', person_id: personId, subject_id: null })),
    ...subjects.map((subject) => ({ part: 'involved', person_id: null, subject_id: subject.id })),
  ];
  const messages = input.messages.map((message) => ({
    lane: message.lane,
    dedupe_key: message.dedupeKey,
    intent: message.intent,
    due_at: message.dueAt.toISOString(),
  }));
  const rows = await tx.execute<{ reference: string }>(sql`
    with fresh as (
      insert into idempotency_keys (school_id, key, case_id, answer, created_at)
      values (${schoolId}, ${idempotencyKey(keys, schoolId, input.key)}, ${caseId}::uuid, ${JSON.stringify(input.answer)}::jsonb, ${at}::timestamptz)
      on conflict do nothing returning school_id),
    counter as (
      insert into case_counters (school_id, year, next)
      select school_id, ${input.year}::int, 2 from fresh where ${restrictedReference}::text is null
      on conflict (school_id, year) do update set next = case_counters.next + 1 returning next - 1 as number),
    recorded as (
      insert into cases (school_id, id, reference, restricted, status, severity, category, type, handle_as, route, source,
        victim, place, occurred_at, occurred_time_known, noticed_on, reported_at, reporter_id, wrapped_key, body_sealed,
        escalate_at, escalation_step)
      select school_id, ${caseId}::uuid,
        coalesce(${restrictedReference}::text,
          (select 'ES-' || ${input.year}::int || '-' || lpad(number::text, greatest(4, length(number::text)), '0') from counter)),
        ${restrictedReference !== null}, 'new', ${input.severity}, ${input.category}, ${input.type}, ${input.handleAs},
        ${input.route}, ${input.source}, ${input.victim}, ${input.place}, ${input.occurredAt.toISOString()}::timestamptz,
        ${input.occurredTimeKnown}::boolean, ${input.noticedOn}::date, ${at}::timestamptz, ${input.reporterId}::uuid, ${dataKey.wrapped}::bytea,
        ${body}::bytea, ${input.escalateAt?.toISOString() ?? null}::timestamptz, 0
      from fresh returning school_id, id, reference),
    first_entry as (
      insert into chronology (school_id, case_id, at, actor_id, entry)
      select school_id, id, ${at}::timestamptz, ${input.reporterId}::uuid, 'recorded' from recorded),
    new_subjects as (
      insert into subjects (school_id, id, wrapped_key, details_sealed, name_index)
      select ${schoolId}, s.id, decode(s.wrapped_key, 'base64'), decode(s.details_sealed, 'base64'), decode(s.name_index, 'base64')
      from fresh, jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as s(id uuid, wrapped_key text, details_sealed text, name_index text)),
    new_people as (
      insert into case_people (school_id, case_id, id, part, person_id, subject_id)
      select ${schoolId}, ${caseId}::uuid, gen_random_uuid(), p.part, p.person_id, p.subject_id
      from fresh, jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(part text, person_id uuid, subject_id uuid)),
    new_access as (
      insert into case_access (school_id, case_id, person_id, reason, granted_at)
      select ${schoolId}, ${caseId}::uuid, a."personId", a.reason, ${at}::timestamptz
      from fresh, jsonb_to_recordset(${JSON.stringify(input.access)}::jsonb) as a("personId" uuid, reason text)),
    head as (
      insert into audit_heads (school_id, seq, hash)
      select school_id, 1, sha256(${CHAIN_START}::bytea || ${digest}::bytea) from fresh
      on conflict (school_id) do update set seq = audit_heads.seq + 1, hash = sha256(audit_heads.hash || ${digest}::bytea)
      returning seq, hash),
    audited as (
      insert into audit_entries (school_id, seq, at, actor_id, action, case_id, detail, hash)
      select ${schoolId}, seq, ${at}::timestamptz, ${input.reporterId}::uuid, 'case.recorded', ${caseId}::uuid,
        ${JSON.stringify({ route: input.route })}::jsonb, hash from head),
    queued as (
      insert into outbox (school_id, lane, dedupe_key, intent, due_at, created_at)
      select ${schoolId}, m.lane, m.dedupe_key, m.intent, m.due_at, ${at}::timestamptz
      from fresh, jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m(lane text, dedupe_key text, intent jsonb, due_at timestamptz))
    select reference from recorded`);
  const [row] = rows;
  return row ? { caseId, reference: row.reference, answer: input.answer } : null;
}

/** One row per pupil named, each under a key of its own, so that one can be shredded without the others. */
function sealSubjects(
  keys: KeyRing,
  input: NewCase,
): { id: string; wrapped_key: string; details_sealed: string; name_index: string }[] {
  const indexKey = input.pupils.length > 0 ? keys.pupilIndex(input.schoolId) : Buffer.alloc(0);
  return input.pupils.map((pupil) => {
    const record = subjectRecordName(pupil.subjectId);
    const dataKey = keys.newDataKey(input.schoolId, record);
    const details = sealJson(dataKey.key, { name: pupil.name, details: pupil.details }, `${record}|details`);
    return {
      id: pupil.subjectId,
      wrapped_key: dataKey.wrapped.toString('base64'),
      details_sealed: details.toString('base64'),
      name_index: blindIndex(indexKey, pupil.name).toString('base64'),
    };
  });
}
