import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayKnow, type Viewer } from '../../../src/core/access.ts';
import type { CaseQuery } from '../../../src/core/incidents/list-store.ts';
import { DEMO_SCHOOL, NO_CASE, openDemoDesk } from '../../support/demo-school.ts';
import { recordCase } from '../../support/record-case.ts';
import type { TestDesk } from '../../support/test-desk.ts';

const PEOPLE = ['teacher', 'lead', 'deputy', 'head', 'chair'];
const PUPILS = ['Wren Applegarth', 'Pip Thistle', 'Ona Fenn'];
const STATUSES = ['new', 'assessing', 'closed'];
const WORD = 'kittiwake';
const RUNS = 6;
const NOTHING: CaseQuery = { status: null, category: null, pupil: null, text: null, before: null };

/** One case as it is drawn: whom it is about, who was given it and who lost it again, which pupils it names. */
interface Drawn {
  restricted: boolean;
  status: string;
  overdue: boolean;
  adults: string[];
  keptFrom: string[];
  granted: string[];
  withdrawn: string[];
  pupils: string[];
}

const some = <T>(values: readonly T[], most: number) => fc.subarray([...values], { maxLength: most });
const drawnCase: fc.Arbitrary<Drawn> = fc.record({
  restricted: fc.boolean(),
  status: fc.constantFrom(...STATUSES),
  overdue: fc.boolean(),
  adults: some(PEOPLE, 2),
  keptFrom: some(PEOPLE, 1),
  granted: some(PEOPLE, 3),
  withdrawn: some(PEOPLE, 2),
  pupils: some(PUPILS, 2),
});

let desk: TestDesk;
const ids = new Map<string, string>();
let sequence = 0;
beforeAll(async () => {
  desk = await openDemoDesk();
  for (const who of PEOPLE) ids.set(who, await desk.personId(who));
});
afterAll(() => desk.close());

const idOf = (who: string): string => ids.get(who) as string;
const inSchool = (statement: ReturnType<typeof sql>) =>
  desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.execute(statement));

async function record(drawn: Drawn, index: number) {
  const access = drawn.granted.map((who) => ({ personId: idOf(who), reason: 'test' }));
  sequence += 1;
  const item = await recordCase(desk, DEMO_SCHOOL, {
    drawnReference: drawn.restricted ? `ES-R-${sequence}` : null,
    reportedAt: new Date(Date.parse('2026-10-01T09:00:00Z') + index * 60_000),
    adultIds: drawn.adults.map(idOf),
    keptFromIds: drawn.keptFrom.map(idOf),
    access,
    pupils: drawn.pupils,
    body: { what: `A ${WORD} of case ${sequence}.` },
  });
  const review = drawn.overdue ? '2026-10-02T09:00:00Z' : null;
  await inSchool(
    sql`update cases set status = ${drawn.status}, review_at = ${review}::timestamptz where id = ${item.caseId}::uuid`,
  );
  for (const who of drawn.withdrawn)
    await inSchool(
      sql`update case_access set withdrawn_at = now() where case_id = ${item.caseId}::uuid and person_id = ${idOf(who)}::uuid`,
    );
  const accessIds = drawn.granted.filter((who) => !drawn.withdrawn.includes(who)).map(idOf);
  return {
    ...item,
    drawn,
    rule: { restricted: drawn.restricted, adultIds: [...drawn.adults, ...drawn.keptFrom].map(idOf), accessIds },
  };
}
type Recorded = Awaited<ReturnType<typeof record>>;

/** Owner's rights: the record itself only ever grows. */
async function clear(): Promise<void> {
  const { default: postgres } = await import('postgres');
  const owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
  await owner`truncate cases, chronology, subjects, case_people, case_access, outbox`;
  await owner.end();
}

async function everythingShown(viewer: Viewer, recorded: readonly Recorded[]) {
  const { store } = desk.program;
  const now = desk.clock.now();
  const lists: Record<string, string[]> = {};
  for (const filter of ['open', 'mine', 'overdue', 'closed'] as const)
    lists[filter] = (await store.listCases(DEMO_SCHOOL, viewer, filter, { now, limit: 100, after: null })).map(
      ({ reference }) => reference,
    );
  const counts = await store.countOpen(DEMO_SCHOOL, viewer, now);
  const search = { at: now, limit: 100, patienceMilliseconds: 60_000 };
  const find = async (query: Partial<CaseQuery>) =>
    (await store.findCases(DEMO_SCHOOL, viewer, { ...NOTHING, ...query }, search)).cases.map(
      ({ reference }) => reference,
    );
  const byText = await find({ text: WORD });
  const byPupil: Record<string, string[]> = {};
  for (const pupil of PUPILS) byPupil[pupil] = await find({ pupil });
  const earlier: Record<string, string[]> = {};
  const pages: Record<string, { caseOf: string; cases: string[]; entries: string[]; texts: string } | null> = {};
  for (const { caseId, reference } of recorded) {
    const detail = await store.viewCase(DEMO_SCHOOL, caseId, viewer, now);
    const work = await store.workOf(DEMO_SCHOOL, caseId, viewer, now, false);
    if (detail) {
      earlier[reference] = detail.pupils.flatMap((pupil) => pupil.earlier);
      expect(work?.pupils.reduce((sum, pupil) => sum + pupil.earlier, 0)).toBe(earlier[reference].length);
    }
    const told = await store.earlierCases(DEMO_SCHOOL, caseId, viewer);
    earlier[`told|${reference}`] = told;
    const rows = await inSchool(
      sql`select subject_id as id from case_people where case_id = ${caseId}::uuid and subject_id is not null`,
    );
    for (const { id } of rows as unknown as { id: string }[]) {
      const page = await store.pupilPage(DEMO_SCHOOL, id, viewer, { at: now, before: null });
      pages[id] = page && {
        caseOf: reference,
        cases: page.cases.map((item) => item.reference),
        entries: page.entries.map((entry) => entry.reference),
        texts: JSON.stringify(page.entries),
      };
    }
  }
  return { lists, counts, byText, byPupil, earlier, pages };
}

describe('law 4: finding', () => {
  it('reads for nobody, by list, count, search, pupil or earlier reference, what the access rule denies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawnCase, { minLength: 1, maxLength: 6 }), fc.boolean(), async (drawn, pupilCases) => {
        await clear();
        const recorded: Recorded[] = [];
        for (const [index, item] of drawn.entries()) recorded.push(await record(item, index));
        for (const who of PEOPLE) {
          const viewer = { personId: idOf(who), pupilCases };
          const known = recorded.filter(({ rule }) => mayKnow(viewer, rule));
          const references = (fits: (item: Drawn) => boolean) =>
            known
              .filter((item) => fits(item.drawn))
              .map(({ reference }) => reference)
              .sort();
          const all = references(() => true);
          const seen = await everythingShown(viewer, recorded);
          expect([...(seen.lists.open ?? [])].sort()).toEqual(references(({ status }) => status !== 'closed'));
          expect([...(seen.lists.closed ?? [])].sort()).toEqual(references(({ status }) => status === 'closed'));
          expect(seen.lists.mine).toEqual([]);
          const overdue = references((item) => item.overdue && item.status !== 'closed');
          expect([...(seen.lists.overdue ?? [])].sort()).toEqual(overdue);
          expect(seen.counts).toEqual({
            fresh: references(({ status }) => status === 'new').length,
            overdue: overdue.length,
          });
          expect([...seen.byText].sort()).toEqual(all);
          for (const pupil of PUPILS)
            expect([...(seen.byPupil[pupil] ?? [])].sort()).toEqual(references(({ pupils }) => pupils.includes(pupil)));
          for (const found of Object.values(seen.earlier)) expect(all).toEqual(expect.arrayContaining(found));
          for (const page of Object.values(seen.pages)) {
            if (!page) continue;
            expect(all).toContain(page.caseOf);
            expect(all).toEqual(expect.arrayContaining([...page.cases, ...page.entries]));
            for (const { reference } of recorded)
              if (!all.includes(reference)) expect(page.texts).not.toContain(`"${reference}"`);
          }
          const missing = await desk.program.store.pupilPage(DEMO_SCHOOL, NO_CASE, viewer, {
            at: desk.clock.now(),
            before: null,
          });
          const hidden = Object.entries(seen.pages).filter(([, page]) => page === null);
          const shouldBeHidden = recorded.filter(({ reference }) => !all.includes(reference));
          expect(hidden).toHaveLength(shouldBeHidden.reduce((sum, item) => sum + item.drawn.pupils.length, 0));
          expect(missing).toBeNull();
        }
      }),
      { numRuns: RUNS, seed: 42, endOnFailure: true },
    );
  }, 120_000);
});
