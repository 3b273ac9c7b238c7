import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomIds } from '../../src/random-ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openTestDesk, SCHOOL_MORNING, type TestDesk, VALID_REPORT } from '../support/test-desk.ts';

let desk: TestDesk;
let owner: postgres.Sql;

beforeAll(async () => {
  desk = await openTestDesk({
    profiles: ['examples/demo-school.yaml'],
    people: [
      { who: 'teacher', roles: ['class_teacher'] },
      { who: 'assistant', roles: ['staff'] },
      { who: 'lead', roles: ['dsl'] },
      { who: 'head', roles: ['head'] },
      { who: 'chair', roles: ['chair'] },
    ],
  });
  owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
});

beforeEach(() => desk.clock.set(SCHOOL_MORNING));

afterAll(async () => {
  await owner.end({ timeout: 1 });
  await desk.close();
});

const TABLES = [
  'cases',
  'chronology',
  'subjects',
  'case_people',
  'case_access',
  'idempotency_keys',
  'outbox',
  'audit_entries',
];

async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const [row] = await owner.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${table}`);
    counts[table] = row?.rows ?? 0;
  }
  return counts;
}

/** The numbers of a year's references, in order. */
async function numbersOf(year: number): Promise<number[]> {
  const rows = await owner<{ reference: string }[]>`
    select reference from cases where reference like ${`ES-${year}-%`} order by reference`;
  return rows.map((row) => Number(row.reference.slice(8)));
}

/** Makes every insert into a table fail until it is mended. */
async function breakTable(table: string): Promise<() => Promise<void>> {
  await owner.unsafe(`create or replace function fail() returns trigger language plpgsql as
    $$ begin raise exception 'broken on purpose'; end $$`);
  await owner.unsafe(`create trigger fails before insert on ${table} execute function fail()`);
  return async () => {
    await owner.unsafe(`drop trigger fails on ${table}`);
  };
}

const sendForm = (who: string, key: string, values: Record<string, string> = {}) =>
  desk.submits(who, 'report', { key }, { ...VALID_REPORT, ...values });

describe('one form, one case', () => {
  it('answers the second delivery with the first answer and writes nothing more', async () => {
    const first = await sendForm('teacher', 'twice');
    const before = await countRows();
    desk.clock.forwardMinutes(3);
    expect(await sendForm('teacher', 'twice')).toEqual(first);
    expect(await countRows()).toEqual(before);
  });

  it('records one case for twenty deliveries at once and answers all of them alike', async () => {
    const { cases: before } = await countRows();
    const replies = await Promise.all(Array.from({ length: 20 }, () => sendForm('teacher', 'twenty')));
    expect(replies[0]).toMatchObject({ kind: 'replace', view: { name: 'receipt' } });
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect((await countRows()).cases).toBe((before ?? 0) + 1);
  });

  it('records two cases for two people whose forms have the same key', async () => {
    const [one, other] = await Promise.all([sendForm('teacher', 'shared'), sendForm('assistant', 'shared')]);
    expect(one).toMatchObject({ view: { name: 'receipt' } });
    expect(other).toMatchObject({ view: { name: 'receipt' } });
    expect(one).not.toEqual(other);
  });

  it('never answers a note with the receipt of a report, or a report with what a note left', async () => {
    const caseId = await desk.caseIdOf((await desk.reports('lead', {}, 'a-report')).reference);
    const note = () => desk.submits('lead', 'note', { case: caseId, key: 'one-key' }, { note: 'Words.' });
    expect(await note()).toMatchObject({ view: { name: 'case-work', saved: true } });
    const before = await countRows();
    expect(await note()).toMatchObject({ view: { name: 'case-work', saved: true } });
    // The case is shown once more, and that view is audited.
    expect(await countRows()).toEqual({ ...before, audit_entries: (before.audit_entries ?? 0) + 1 });
    expect(await sendForm('lead', 'one-key')).toMatchObject({
      view: { name: 'receipt', recordedAt: expect.any(String) },
    });
    expect((await countRows()).cases).toBe((before.cases ?? 0) + 1);
  });
});

describe('one transaction', () => {
  it.each(TABLES)('records nothing at all when %s cannot be written, and everything on the next try', async (table) => {
    const before = await countRows();
    const mend = await breakTable(table);
    const key = `broken-${table}`;
    const reply = await sendForm('teacher', key, { adult: 'no' });
    await mend();
    expect(reply).toMatchObject({ kind: 'replace', view: { name: 'report-form', problem: 'not-saved', formKey: key } });
    expect(await countRows()).toEqual(before);
    expect(await sendForm('teacher', key)).toMatchObject({ view: { name: 'receipt' } });
    expect((await countRows()).cases).toBe((before.cases ?? 0) + 1);
  });
});

describe('references', () => {
  it('count without a gap through fifty reports at once, some of which fail', async () => {
    const mend = await breakTable('chronology');
    await Promise.all(Array.from({ length: 5 }, (_, index) => sendForm('teacher', `fails-${index}`)));
    await mend();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => desk.reports('teacher', { what: `Report ${index}.` }, `fifty-${index}`)),
    );
    const numbers = await numbersOf(2026);
    expect(numbers.length).toBeGreaterThanOrEqual(50);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
  });

  it('begin again at the New Year of the school, which is that of London', async () => {
    desk.clock.set('2026-12-31T23:59:59.999Z');
    expect((await desk.reports('teacher', {}, 'old-year')).reference).toMatch(/^ES-2026-/);
    desk.clock.set('2027-01-01T00:00:00Z');
    expect((await desk.reports('teacher', {}, 'new-year')).reference).toBe('ES-2027-0001');
  });

  it('grow past four digits without being cut', async () => {
    await owner`insert into case_counters values (${desk.profiles[0]?.id ?? ''}, 2028, 9999)`;
    desk.clock.set('2028-06-01T10:00:00Z');
    expect((await desk.reports('teacher', {}, 'many-1')).reference).toBe('ES-2028-9999');
    expect((await desk.reports('teacher', {}, 'many-2')).reference).toBe('ES-2028-10000');
  });
});

describe('restricted references', () => {
  const ids = { ...randomIds };
  const aboutAdult = async (key: string) =>
    sendForm('teacher', key, { adult: 'yes', adultPerson: await desk.personId('lead') });

  it('are drawn again when one is taken, and use up no number', async () => {
    const numbers = await numbersOf(2026);
    desk.program.desk.ids = { ...ids, restrictedReference: () => 'ES-R-TAKN' };
    expect(await aboutAdult('first')).toMatchObject({ view: { name: 'receipt', reference: 'ES-R-TAKN' } });
    const second = await aboutAdult('second');
    desk.program.desk.ids = ids;
    expect(second).toMatchObject({ view: { name: 'receipt', reference: expect.stringMatching(/^ES-R-[2-9B-Z]{4}$/) } });
    expect(second).not.toMatchObject({ view: { reference: 'ES-R-TAKN' } });
    expect(await numbersOf(2026)).toEqual(numbers);
  });

  it('that are all taken end in "not saved" with the text still there, never in a wrong receipt', async () => {
    const { desk: parts, database, keys } = desk.program;
    const store = parts.store;
    parts.store = await openStore(database, keys, () => 'ES-R-TAKN');
    parts.ids = { ...ids, restrictedReference: () => 'ES-R-TAKN' };
    const before = await countRows();
    const reply = await aboutAdult('third');
    parts.store = store;
    parts.ids = ids;
    expect(reply).toMatchObject({ view: { problem: 'not-saved', values: { what: VALID_REPORT.what } } });
    expect(await countRows()).toEqual(before);
  });
});
