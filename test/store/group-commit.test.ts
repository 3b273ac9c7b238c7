import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewCase } from '../../src/core/incidents/new-case.ts';
import { randomIds } from '../../src/random-ids.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { connect } from '../../src/store/connect.ts';
import { createMessageReads } from '../../src/store/message-reads.ts';
import { createRecordConcern } from '../../src/store/record-concern.ts';
import { Database } from '../../src/store/scope.ts';
import { loadFirst } from '../config/example-profiles.ts';
import { openTestDesk, SCHOOL_MORNING, type TestDesk } from '../support/test-desk.ts';

const SCHOOLS = ['school-one', 'school-two', 'school-three', 'school-four'];

let desk: TestDesk;
let owner: postgres.Sql;

beforeAll(async () => {
  const profile = loadFirst('demo-school');
  desk = await openTestDesk({
    profiles: SCHOOLS.map((id) => ({ ...profile, id, name: id })),
    people: SCHOOLS.flatMap((school) => [
      { who: `teacher-${school}`, roles: ['class_teacher' as const], school },
      { who: `lead-${school}`, roles: ['dsl' as const], school },
    ]),
  });
  owner = postgres(desk.databaseUrl, { max: 2, onnotice: () => undefined });
});

beforeEach(() => desk.clock.set(SCHOOL_MORNING));

afterAll(async () => {
  await owner.end({ timeout: 1 });
  await desk.close();
});

let forms = 0;
async function reportAt(school: string, values: Record<string, string> = {}): Promise<string | 'not-saved'> {
  forms += 1;
  try {
    return (await desk.reports(`teacher-${school}`, values, `form-${forms}`)).reference;
  } catch {
    return 'not-saved';
  }
}

/** Makes the record of one school fail until it is mended. */
async function breakSchool(school: string): Promise<() => Promise<unknown>> {
  await owner.unsafe(`create or replace function fail() returns trigger language plpgsql as
    $$ begin if new.school_id = '${school}' then raise exception 'broken on purpose'; end if; return new; end $$`);
  await owner`create trigger fails before insert on chronology for each row execute function fail()`;
  return () => owner`drop trigger fails on chronology`;
}

describe('reports that arrive together', () => {
  it('are committed together', async () => {
    const record = createRecordConcern(desk.program.database, desk.program.keys, randomIds.restrictedReference);
    const inputs = await Promise.all(SCHOOLS.map(newCase));
    await Promise.all(inputs.map((input) => record(input)));
    const transactions = await owner`
      select distinct xmin::text from cases where id = any(${inputs.map(({ caseId }) => caseId)}::uuid[])`;
    expect(transactions).toHaveLength(1);
  });

  it('each have their own school, number, audit row and messages', async () => {
    const references = await Promise.all([...SCHOOLS, ...SCHOOLS, ...SCHOOLS].map((school) => reportAt(school)));
    expect(references.filter((reference) => /^ES-2026-\d{4}$/.test(reference))).toHaveLength(12);
    for (const school of SCHOOLS) {
      const rows = await owner<{ reference: string; messages: number; entries: number; people: number }[]>`
        select c.reference, (select count(*)::int from outbox o where o.school_id = c.school_id and o.intent->>'caseId' = c.id::text) as messages,
          (select count(*)::int from chronology e where e.school_id = c.school_id and e.case_id = c.id) as entries,
          (select count(*)::int from case_people p where p.school_id = c.school_id and p.case_id = c.id) as people
        from cases c where c.school_id = ${school} and c.reference = any(${references}) order by reference`;
      expect(rows.map(({ reference }) => reference)).toEqual(['ES-2026-0002', 'ES-2026-0003', 'ES-2026-0004']);
      expect(rows.every(({ messages, entries, people }) => messages >= 2 && entries === 1 && people === 1)).toBe(true);
      expect(await verifyAudit(desk.program.database, school)).toMatchObject({ whole: true });
    }
  });

  it('do not fail with the one among them that cannot be recorded', async () => {
    const mend = await breakSchool('school-two');
    const outcomes = await Promise.all(SCHOOLS.map((school) => reportAt(school)));
    await mend();
    expect(outcomes.map((outcome) => outcome !== 'not-saved')).toEqual([true, false, true, true]);
    expect(await reportAt('school-two')).toMatch(/^ES-2026-/);
    for (const school of SCHOOLS)
      expect(await verifyAudit(desk.program.database, school)).toMatchObject({ whole: true });
  });

  it('do not wait for a school of which somebody holds a lock', async () => {
    const held = await owner.begin(async (tx) => {
      await tx`select 1 from audit_heads where school_id = 'school-three' for update`;
      const waiting = reportAt('school-three');
      const started = performance.now();
      const others = await Promise.all(SCHOOLS.filter((school) => school !== 'school-three').map((s) => reportAt(s)));
      return { waiting, others, took: performance.now() - started };
    });
    expect(held.others.every((reference) => reference.startsWith('ES-2026-'))).toBe(true);
    expect(held.took).toBeLessThan(4_000);
    expect(await held.waiting).toMatch(/^ES-2026-/);
  });

  it('are each tried once more when their connection is cut, and recorded once', async () => {
    const [{ rows: before } = { rows: 0 }] = await owner<{ rows: number }[]>`select count(*)::int as rows from cases`;
    const record = createRecordConcern(desk.program.database, desk.program.keys, randomIds.restrictedReference);
    const inputs = await Promise.all(SCHOOLS.map(newCase));
    // The first statement that writes a case loses its connection in the middle.
    await owner`create sequence writes`;
    await owner.unsafe(`create function cut() returns trigger language plpgsql security definer as
      $$ begin if nextval('writes') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$`);
    await owner`create trigger cuts before insert on cases for each row execute function cut()`;
    const answers = await Promise.all(inputs.map((input) => record(input)));
    await owner`drop trigger cuts on cases`;
    expect(answers.map(({ caseId }) => caseId)).toEqual(inputs.map(({ caseId }) => caseId));
    const [{ rows } = { rows: 0 }] = await owner<{ rows: number }[]>`select count(*)::int as rows from cases`;
    expect(rows).toBe(before + SCHOOLS.length);
  });
});

describe('row-level security', () => {
  it('refuses a row of a report that would go into another school', async () => {
    const app = connect(desk.databaseUrl, 1);
    const elsewhere = app`
      insert into chronology (school_id, case_id, at, entry)
      select case when set_config('esafety.school', 'school-one', true) is not null then 'school-two' end,
        ${randomIds.uuid()}::uuid, now(), 'recorded'`;
    await expect(elsewhere).rejects.toMatchObject({ code: '42501' });
    await app.end({ timeout: 1 });
  });

  it('leaves no scope behind on the connection that recorded', async () => {
    await Promise.all(SCHOOLS.map((school) => reportAt(school)));
    const rows = await desk.program.database.outside((sql) => sql`select 1 from cases`);
    expect(rows).toHaveLength(0);
  });

  it.each(['nestloop', 'hashjoin', 'mergejoin', 'indexscan', 'memoize', 'material'])(
    'lets each school be read in its own scope whatever the planner prefers (%s off)',
    async (method) => {
      const url = new URL(desk.databaseUrl);
      const database = new Database(() => connect(url.href, 1));
      database.workspaceOf = desk.program.database.workspaceOf;
      await database.outside((sql) => sql.unsafe(`set enable_${method} = off`));
      const record = createRecordConcern(database, desk.program.keys, randomIds.restrictedReference);
      const reads = createMessageReads(database);
      const inputs = await Promise.all([...SCHOOLS, ...SCHOOLS].map(newCase));
      const recorded = await Promise.all(inputs.map((input) => record(input)));
      expect(new Set(recorded.map(({ caseId }) => caseId)).size).toBe(inputs.length);
      const read = await Promise.all(inputs.map(({ schoolId, caseId }) => reads.caseForMessage(schoolId, caseId)));
      expect(read.map((item) => item && [item.schoolId, item.caseId])).toEqual(
        inputs.map(({ schoolId, caseId }) => [schoolId, caseId]),
      );
      const others = inputs.map(({ caseId }, at) =>
        reads.caseForMessage(SCHOOLS[(at + 1) % SCHOOLS.length] as string, caseId),
      );
      expect(await Promise.all(others)).toEqual(inputs.map(() => null));
      const accounts = await Promise.all(
        inputs.map(({ schoolId, reporterId }) => reads.accountOf(schoolId, reporterId)),
      );
      expect(accounts.map((account) => account?.accountId)).toEqual(
        inputs.map(({ schoolId }) => `teacher-${schoolId}`),
      );
      await database.close();
    },
  );
});

async function newCase(schoolId: string): Promise<NewCase> {
  const at = desk.clock.now();
  const caseId = randomIds.uuid();
  return {
    schoolId,
    key: caseId,
    caseId,
    restricted: false,
    drawnReference: null,
    year: 2026,
    severity: null,
    category: 'conduct',
    type: null,
    handleAs: 'safeguarding',
    route: 'safeguarding team',
    source: 'self',
    victim: null,
    place: 'school',
    occurredAt: at,
    occurredTimeKnown: true,
    noticedOn: null,
    reportedAt: at,
    reporterId: await desk.personId(`teacher-${schoolId}`, schoolId),
    body: {
      what: 'Words.',
      who: [],
      adult: null,
      childWords: null,
      urls: [],
      device: null,
      immediateAction: null,
      purpose: null,
    },
    pupils: [],
    adultIds: [],
    keptFromIds: [],
    access: [],
    escalateAt: null,
    deadlineAt: null,
    remindAt: null,
    tasks: [],
    messages: [],
    answer: { readers: [], notReadUntil: null, immediate: false, restricted: false, recordedAt: at.toISOString() },
  };
}
