import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHAIN_START, digestOf, verifyAudit } from '../../src/store/audit.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import { type TestDesk, VALID_REPORT } from '../support/test-desk.ts';

const WRITERS = 50;

let desk: TestDesk;
let owner: postgres.Sql;
let school: string;
let caseId: string;

beforeAll(async () => {
  desk = await openDemoDesk();
  owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
  school = desk.profiles[0]?.id ?? '';
  caseId = await desk.caseIdOf((await desk.reports('teacher')).reference);
});

afterAll(async () => {
  await owner.end({ timeout: 1 });
  await desk.close();
});

const check = () => verifyAudit(desk.program.database, school);

async function actions(): Promise<string[]> {
  const rows = await owner<{ action: string }[]>`
    select action from audit_entries where school_id = ${school} order by seq`;
  return rows.map((row) => row.action);
}

/** What one deed adds to the chain. */
async function addedBy(deed: () => Promise<unknown>): Promise<string[]> {
  const before = (await actions()).length;
  await deed();
  return (await actions()).slice(before);
}

describe('the audit chain', () => {
  it('[X12] has a row with actor and time for every view and every change', async () => {
    const data = { case: caseId };
    const later = { ...VALID_REPORT, what: 'Something else.' };
    expect(await addedBy(() => desk.submits('teacher', 'report', { key: 'audited' }, later))).toEqual([
      'case.recorded',
    ]);
    expect(await addedBy(() => desk.presses('lead', 'view-case', data))).toEqual(['case.viewed']);
    expect(await addedBy(() => desk.submits('lead', 'note', { ...data, key: 'n' }, { note: 'A note.' }))).toEqual([
      'case.note',
      'case.viewed',
    ]);
    expect(await addedBy(() => desk.presses('lead', 'acknowledge', data))).toEqual(['case.acknowledged']);
    expect(await addedBy(() => desk.presses('deputy', 'acknowledge', data))).toEqual([]);
    expect(await addedBy(() => desk.presses('head', 'view-case', data))).toEqual(['case.viewed']);
    const [view] = await owner`select actor_id, at, case_id from audit_entries
      where school_id = ${school} and action = 'case.viewed' order by seq desc limit 1`;
    expect(view).toEqual({ actor_id: await desk.personId('head'), at: desk.clock.now(), case_id: caseId });
    expect(await check()).toMatchObject({ whole: true, entries: (await actions()).length });
  });

  it('[X12] writes no view where nothing was shown', async () => {
    const strangers = async () => {
      await desk.presses('teacher', 'view-case', { case: caseId });
      await desk.presses('lead', 'view-case', { case: '99999999-9999-4999-8999-999999999999' });
    };
    expect(await addedBy(strangers)).toEqual([]);
  });

  it(`[X12] stays whole with ${WRITERS} writers at once`, async () => {
    const before = (await actions()).length;
    await Promise.all(
      Array.from({ length: WRITERS }, (_, index) =>
        index % 2 === 0
          ? desk.reports('teacher', { what: `Writer ${index}.` }, `writer-${index}`)
          : desk.presses('lead', 'view-case', { case: caseId }),
      ),
    );
    expect(await check()).toMatchObject({ whole: true, entries: before + WRITERS });
  });

  it('is found whole while others write', async () => {
    const writing = Promise.all(Array.from({ length: 20 }, () => desk.presses('lead', 'view-case', { case: caseId })));
    const checks = await Promise.all([check(), check(), check()]);
    await writing;
    expect(checks.map((found) => found.whole)).toEqual([true, true, true]);
  });
});

describe('tampering with the audit chain', () => {
  beforeAll(async () => {
    await owner`create table kept_entries as select * from audit_entries`;
    await owner`create table kept_heads as select * from audit_heads`;
  });

  afterEach(async () => {
    await owner`truncate audit_entries, audit_heads`;
    await owner`insert into audit_entries select * from kept_entries`;
    await owner`insert into audit_heads select * from kept_heads`;
    expect((await check()).whole).toBe(true);
  });

  it.each([
    ['who', `actor_id = '99999999-9999-4999-8999-999999999999'`],
    ['when', `at = at + interval '1 second'`],
    ['what', `action = 'case.recorded'`],
    ['which case', 'case_id = null'],
    ['the detail', `detail = '{"step": 9}'`],
    ['the link', `hash = sha256('x')`],
  ])('[X12] shows a changed row: %s', async (_, change) => {
    const [view] = await owner<{ seq: number }[]>`
      select min(seq)::int as seq from audit_entries where action = 'case.viewed'`;
    await owner.unsafe(`update audit_entries set ${change} where seq = ${view?.seq ?? 0}`);
    expect(await check()).toMatchObject({ whole: false, brokenAt: view?.seq, why: 'changed' });
  });

  it('[X12] shows a row removed in the middle', async () => {
    await owner`delete from audit_entries where seq = 5`;
    expect(await check()).toMatchObject({ whole: false, brokenAt: 5, why: 'missing' });
  });

  it('[X12] shows a row removed in the middle when the others were moved up', async () => {
    await owner`delete from audit_entries where seq = 5`;
    await owner`update audit_entries set seq = -seq where seq > 5`;
    await owner`update audit_entries set seq = -seq - 1 where seq < 0`;
    expect(await check()).toMatchObject({ whole: false, brokenAt: 5, why: 'changed' });
  });

  it('[X12] shows rows removed at the end', async () => {
    const [last] = await owner<{ seq: number }[]>`select max(seq)::int as seq from audit_entries`;
    await owner`delete from audit_entries where seq > ${(last?.seq ?? 0) - 2}`;
    expect(await check()).toMatchObject({ whole: false, brokenAt: (last?.seq ?? 0) - 1, why: 'head' });
  });

  it('[X12] shows a row put in at the end, even one with a fitting link', async () => {
    const [last] = await owner`select * from audit_entries order by seq desc limit 1`;
    const row = {
      schoolId: school,
      at: desk.clock.now(),
      actorId: null,
      action: 'case.viewed',
      caseId: null,
      detail: {},
    };
    await owner`insert into audit_entries select school_id, ${Number(last?.seq) + 1}, ${row.at}, null, ${row.action}, null, '{}',
      sha256(${last?.hash}::bytea || ${digestOf(row)}::bytea) from kept_heads`;
    expect(await check()).toMatchObject({ whole: false, why: 'head' });
  });

  it('[X12] shows two rows that changed places', async () => {
    await owner`update audit_entries set seq = -6 where seq = 6`;
    await owner`update audit_entries set seq = 6 where seq = 7`;
    await owner`update audit_entries set seq = 7 where seq = -6`;
    expect(await check()).toMatchObject({ whole: false, brokenAt: 6, why: 'changed' });
  });

  it('[X12] shows a changed end, and a chain that was emptied', async () => {
    await owner`update audit_heads set hash = ${CHAIN_START}`;
    expect(await check()).toMatchObject({ whole: false, why: 'head' });
    await owner`update audit_heads set seq = seq - 1`;
    expect(await check()).toMatchObject({ whole: false, why: 'head' });
    await owner`truncate audit_heads`;
    expect(await check()).toMatchObject({ whole: false, why: 'head' });
    await owner`truncate audit_entries`;
    expect(await check()).toMatchObject({ whole: false, brokenAt: 1, why: 'head' });
  });
});
