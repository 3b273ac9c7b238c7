import type postgres from 'postgres';
import { CHAIN_START } from './audit.ts';
import { codeOf, type Database, PATIENCE_MILLISECONDS } from './scope.ts';
import type { SealedConcern } from './seal-concern.ts';
import { together } from './together.ts';

/** Small groups and several of them: while some are committed, the program already answers others and seals the next. */
const MOST_TOGETHER = 16;
const UNDER_WAY = 4;
/** A second try that begins later could be committed after its reporter has been told that it was not saved. */
export const RETRY_WITHIN_MILLISECONDS = 500;
/**
 * Longest that a first try waits for a row somebody has locked: it holds one of few places, and other schools' reports wait
 * behind it. Then each is tried by itself, outside those places, and may wait as long as its reporter does.
 */
const LOCK_MILLISECONDS = { first: 250, alone: 3_500 };

/** The time a statement waits for a lock, as the database takes it. */
export const lockTimeout = (attempt: 'first' | 'alone'): string => String(LOCK_MILLISECONDS[attempt]);

/** The database gave up waiting for a lock (SQLSTATE 55P03). */
export const waitedForLock = (error: unknown): boolean => codeOf(error) === '55P03';

/**
 * Makes the function that records one sealed concern, together with those that arrive while others are being committed: one
 * statement, one transaction, one flush for all of them. Of one school one is recorded at a time, for its counter and its
 * audit chain are one row each. It answers the reference, or null when the key was there before.
 */
export function recordTogether(database: Database): (concern: SealedConcern) => Promise<string | null> {
  return together({
    run: (concerns: SealedConcern[], attempt) => recordAll(database, concerns, attempt),
    most: MOST_TOGETHER,
    underWay: UNDER_WAY,
    keyOf: (concern) => concern.school,
    patienceMilliseconds: PATIENCE_MILLISECONDS,
    retryWithinMilliseconds: RETRY_WITHIN_MILLISECONDS,
    stoodInTheWay: waitedForLock,
  });
}

/**
 * Writes concerns of different schools in one statement. Every insert takes its `school_id` from the function that sets the
 * scope, evaluated for each row just before row-level security checks that row: each is written in its own school's scope.
 * What depends on a key that is new reads `todo`.
 */
async function recordAll(
  database: Database,
  concerns: SealedConcern[],
  attempt: 'first' | 'alone',
): Promise<(string | null)[]> {
  return database.selfScoped((sql) => writeConcerns(sql, concerns, attempt));
}

/**
 * The statement by itself: of one school it takes one concern.
 * @returns each one's reference in its place, or null for one whose key was there before
 */
export async function writeConcerns(
  sql: postgres.ISql,
  concerns: SealedConcern[],
  attempt: 'first' | 'alone',
): Promise<(string | null)[]> {
  const rows = await sql<{ id: string; reference: string }[]>`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(concerns)}::text::jsonb) as g(school text, id uuid, key text,
        answer jsonb, at timestamptz, restricted boolean, drawn_reference text, year int, severity text, category text, type text,
        handle_as text, route text, source text, victim text, place text, occurred_at timestamptz,
        occurred_time_known boolean, noticed_on date, reporter uuid, escalate_at timestamptz, wrapped_key text, body text,
        digest text, deadline_at timestamptz, remind_at timestamptz, subjects jsonb, people jsonb, access jsonb, tasks jsonb,
        messages jsonb)
      where set_config('lock_timeout', ${lockTimeout(attempt)}, true) is not null),
    fresh as (
      insert into idempotency_keys (school_id, key, case_id, answer, created_at)
      select set_config('esafety.school', school, true), key, id, answer, at from given
      on conflict do nothing returning case_id),
    todo as materialized (
      select given.* from fresh join given on given.id = fresh.case_id),
    counter as (
      insert into case_counters (school_id, year, next)
      select set_config('esafety.school', school, true), year, 2 from todo where drawn_reference is null
      on conflict (school_id, year) do update set next = case_counters.next + 1 returning school_id, next - 1 as number),
    recorded as (
      insert into cases (school_id, id, reference, restricted, status, severity, category, type, handle_as, route, source,
        victim, place, occurred_at, occurred_time_known, noticed_on, reported_at, reporter_id, wrapped_key, body_sealed,
        escalate_at, escalation_step, deadline_at, remind_at)
      select set_config('esafety.school', t.school, true), t.id,
        coalesce(t.drawn_reference,
          'ES-' || t.year || '-' || lpad(c.number::text, greatest(4, length(c.number::text)), '0')),
        t.restricted, 'new', t.severity, t.category, t.type, t.handle_as, t.route, t.source,
        t.victim, t.place, t.occurred_at, t.occurred_time_known, t.noticed_on, t.at, t.reporter,
        decode(t.wrapped_key, 'base64'), decode(t.body, 'base64'), t.escalate_at, 0, t.deadline_at,
        t.remind_at
      from todo t left join counter c on c.school_id = t.school returning id, reference),
    first_entry as (
      insert into chronology (school_id, case_id, at, actor_id, entry)
      select set_config('esafety.school', school, true), id, at, reporter, 'recorded' from todo),
    new_subjects as (
      insert into subjects (school_id, id, wrapped_key, details_sealed, name_index)
      select set_config('esafety.school', t.school, true), s.id, decode(s.wrapped_key, 'base64'),
        decode(s.details_sealed, 'base64'), decode(s.name_index, 'base64')
      from todo t, jsonb_to_recordset(t.subjects) as s(id uuid, wrapped_key text, details_sealed text, name_index text)),
    new_people as (
      insert into case_people (school_id, case_id, id, part, person_id, subject_id)
      select set_config('esafety.school', t.school, true), t.id, gen_random_uuid(), p.part, p.person_id, p.subject_id
      from todo t, jsonb_to_recordset(t.people) as p(part text, person_id uuid, subject_id uuid)),
    new_access as (
      insert into case_access (school_id, case_id, person_id, reason, granted_at)
      select set_config('esafety.school', t.school, true), t.id, a.person_id, a.reason, t.at
      from todo t, jsonb_to_recordset(t.access) as a(person_id uuid, reason text)),
    new_tasks as (
      insert into case_tasks (school_id, id, case_id, kind, text_sealed, owner_id, due_at, state, created_at, remind_at)
      select set_config('esafety.school', t.school, true), k.id, t.id, k.kind, decode(k.text_sealed, 'base64'), k.owner,
        k.due_at, 'open', t.at, k.remind_at
      from todo t, jsonb_to_recordset(t.tasks) as k(id uuid, kind text, text_sealed text, owner uuid, due_at timestamptz,
        remind_at timestamptz)),
    head as (
      insert into audit_heads (school_id, seq, hash)
      select set_config('esafety.school', school, true), 1, sha256(${CHAIN_START}::bytea || decode(digest, 'base64')) from todo
      on conflict (school_id) do update set seq = audit_heads.seq + 1,
        hash = sha256(audit_heads.hash || (select decode(t.digest, 'base64') from todo t where t.school = audit_heads.school_id))
      returning school_id, seq, hash),
    audited as (
      insert into audit_entries (school_id, seq, at, actor_id, action, case_id, detail, hash)
      select set_config('esafety.school', t.school, true), h.seq, t.at, t.reporter, 'case.recorded', t.id,
        jsonb_build_object('route', t.route), h.hash
      from todo t join head h on h.school_id = t.school),
    queued as (
      insert into outbox (school_id, lane, dedupe_key, intent, due_at, created_at)
      select set_config('esafety.school', t.school, true), m.lane, m.dedupe_key, m.intent, m.due_at, t.at
      from todo t, jsonb_to_recordset(t.messages) as m(lane text, dedupe_key text, intent jsonb, due_at timestamptz))
    select id, reference from recorded`;
  const references = new Map(rows.map((row) => [row.id, row.reference]));
  return concerns.map((concern) => references.get(concern.id) ?? null);
}
