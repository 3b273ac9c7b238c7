import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseQuery } from '../../src/core/incidents/list-store.ts';
import { findCases } from '../../src/store/find-cases.ts';
import { matchWords } from '../../src/store/match-words.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import { recordCase } from '../support/record-case.ts';
import type { TestDesk } from '../support/test-desk.ts';

const CASES = 450;
const DAY = 24 * 60 * 60_000;
const FIRST = Date.parse('2024-01-01T09:00:00Z');

let desk: TestDesk;
let lead: string;
beforeAll(async () => {
  desk = await openDemoDesk();
  lead = await desk.personId('lead');
  for (let index = 0; index < CASES; index += 1) {
    const what = index === 5 ? 'A lapwing, long ago.' : 'Nothing of note.';
    await recordCase(desk, DEMO_SCHOOL, { reportedAt: new Date(FIRST + index * DAY), body: { what } });
  }
});
afterAll(() => desk.close());

const query = (text: string, before: Date | null = null): CaseQuery => ({
  status: null,
  category: null,
  pupil: null,
  text,
  before,
});
/** A clock that goes on by so much whenever it is read. */
const ticking = (milliseconds: number) => {
  let now = 0;
  return () => {
    now += milliseconds;
    return now;
  };
};
const search = (given: CaseQuery, monotonic: () => number) =>
  findCases(
    desk.program.database,
    desk.program.keys,
    DEMO_SCHOOL,
    { personId: lead, pupilCases: true },
    given,
    { at: desk.clock.now(), limit: 15, patienceMilliseconds: 1_500 },
    monotonic,
  );
const openedLast = async (): Promise<number> => {
  const [row] = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.execute<{ opened: number }>(sql`select (detail->>'opened')::int as opened from audit_entries
      where action = 'cases.searched' order by seq desc limit 1`),
  );
  return row?.opened ?? 0;
};

describe('a search in sealed texts', () => {
  it('looks through everything while there is time', async () => {
    const found = await search(query('lapwing'), () => 0);
    expect(found.cases).toHaveLength(1);
    expect(found.lookedBackTo).toBeNull();
    expect(await openedLast()).toBe(CASES);
  });

  it('stops when its time is up, says how far it came, and goes on from there', async () => {
    const first = await search(query('lapwing'), ticking(1_000));
    expect(first.cases).toEqual([]);
    // Two batches of 200: the clock is read once at the beginning and once after each.
    expect(first.lookedBackTo).toEqual(new Date(FIRST + (CASES - 400) * DAY));
    expect(await openedLast()).toBe(400);
    const second = await search(query('lapwing', first.lookedBackTo), ticking(1_000));
    expect(second.cases).toHaveLength(1);
    expect(second.lookedBackTo).toBeNull();
  });

  it('never stops within the day it began with, so that going on is always possible', async () => {
    const sameDay = await openDemoDesk();
    try {
      for (let index = 0; index < 250; index += 1) {
        const reportedAt = new Date(FIRST + index * 60_000);
        await recordCase(sameDay, DEMO_SCHOOL, { reportedAt, body: { what: index === 0 ? 'A lapwing.' : 'None.' } });
      }
      const found = await findCases(
        sameDay.program.database,
        sameDay.program.keys,
        DEMO_SCHOOL,
        { personId: await sameDay.personId('lead'), pupilCases: true },
        query('lapwing'),
        { at: sameDay.clock.now(), limit: 15, patienceMilliseconds: 1 },
        ticking(1_000),
      );
      expect(found).toMatchObject({ cases: [{ reportedAt: new Date(FIRST) }], lookedBackTo: null });
    } finally {
      await sameDay.close();
    }
  });

  it('stops when a page is full, with one more so that it is known that there are more', async () => {
    const found = await search(query('nothing note'), () => 0);
    expect(found.cases).toHaveLength(16);
    expect(found.lookedBackTo).toEqual(found.cases[15]?.reportedAt);
    expect(await openedLast()).toBe(200);
  });
});

describe('words in texts', () => {
  it('are found without case, accents and kinds of apostrophes, as parts, over all texts of a case', () => {
    expect(matchWords('cafe')(['In the Café'])).toBe(true);
    expect(matchWords('CAFÉ')(['in the cafe'])).toBe(true);
    expect(matchWords("didn't")(['She didn’t'])).toBe(true);
    expect(matchWords('łódź')(['ŁÓDŹ'])).toBe(true);
    expect(matchWords('one two')(['two here', 'one there'])).toBe(true);
    expect(matchWords('one three')(['two here', 'one there'])).toBe(false);
    expect(matchWords('http://bad.example')(['hxxp://bad[.]example/room'])).toBe(true);
    expect(matchWords('.*')(['anything'])).toBe(false);
  });

  it('do not run from one text into the next', () => {
    expect(matchWords('onetwo')(['one', 'two'])).toBe(false);
  });
});
