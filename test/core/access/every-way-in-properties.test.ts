import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayKnow, viewerOf } from '../../../src/core/access.ts';
import { CASE_FILTERS } from '../../../src/core/case-views.ts';
import type { Intent } from '../../../src/core/intents.ts';
import type { Reply } from '../../../src/core/replies.ts';
import { rolesHeld } from '../../../src/core/school/profile.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import { DEMO_SCHOOL, DEMO_STAFF, NO_CASE, openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';

/** Everybody but the teacher, who reports. */
const PEOPLE = DEMO_STAFF.map(({ who }) => who).filter((who) => who !== 'teacher');
const NO_REFERENCE = { 'ES-2': 'ES-2026-9999', 'ES-R': 'ES-R-ZZZZ' };

/** One case: whom it is about, who was given it by name, and whose access was ended since. */
const anyCase = fc.record({
  restricted: fc.boolean(),
  about: fc.subarray(PEOPLE, { maxLength: 2 }),
  given: fc.subarray(PEOPLE),
  ended: fc.subarray(PEOPLE, { maxLength: 3 }),
});
const anySchool = fc.record({
  cases: fc.array(anyCase, { minLength: 2, maxLength: 3 }),
  left: fc.subarray(PEOPLE, { maxLength: 2 }),
});
type AnySchool = typeof anySchool extends fc.Arbitrary<infer Item> ? Item : never;

interface MadeCase {
  caseId: string;
  reference: string;
  subjectId: string;
  /** Who may know of it by the rule. */
  known: Set<string>;
}

let desk: TestDesk;
const ids = new Map<string, string>();
/** Every case so far: what was made for one school of this test stays in the next one's lists. */
const made: (Omit<MadeCase, 'known'> & { restricted: boolean; adultIds: string[]; accessIds: string[] })[] = [];

beforeAll(async () => {
  desk = await openDemoDesk();
  for (const { who } of DEMO_STAFF) ids.set(who, await desk.personId(who));
});
afterAll(() => desk.close());

const inSchool = (query: ReturnType<typeof sql>) =>
  desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.execute(query));
const idOf = (who: string): string => ids.get(who) as string;

async function make({ cases, left }: AnySchool): Promise<MadeCase[]> {
  desk.clock.forwardMinutes(1);
  await inSchool(sql`update memberships set ends_on = null`);
  for (const item of cases) {
    const about: Record<string, string> = item.restricted ? { adult: 'unsure', adultPerson: 'not-listed' } : {};
    const { reference } = await desk.reports('teacher', { place: 'outside', type: '', ...about });
    const caseId = await desk.caseIdOf(reference);
    for (const who of item.about)
      await inSchool(sql`insert into case_people (school_id, case_id, id, part, person_id)
        values (${DEMO_SCHOOL}, ${caseId}::uuid, gen_random_uuid(), ${who < 'i' ? 'adult' : 'kept-from'}, ${idOf(who)}::uuid)`);
    for (const who of item.given)
      await inSchool(sql`insert into case_access (school_id, case_id, person_id, reason, granted_at)
        values (${DEMO_SCHOOL}, ${caseId}::uuid, ${idOf(who)}::uuid, 'added', now()) on conflict do nothing`);
    for (const who of item.ended)
      await inSchool(
        sql`update case_access set withdrawn_at = now() where case_id = ${caseId}::uuid and person_id = ${idOf(who)}::uuid`,
      );
    const read = await desk.program.store.caseForMessage(DEMO_SCHOOL, caseId);
    const [pupil] = await inSchool(
      sql`select subject_id from case_people where case_id = ${caseId}::uuid and subject_id is not null`,
    );
    made.push({
      caseId,
      reference,
      subjectId: (pupil?.subject_id as string | undefined) ?? NO_CASE,
      restricted: item.restricted,
      adultIds: item.about.map(idOf),
      accessIds: read?.accessIds ?? [],
    });
  }
  for (const who of left)
    await inSchool(sql`update memberships set ends_on = '2026-11-09' where person_id = ${idOf(who)}::uuid`);
  desk.program.desk.staff.clear();
  return made.map((item) => ({
    ...item,
    known: new Set(PEOPLE.filter((who) => !left.includes(who) && knows(who, item))),
  }));
}

function knows(who: string, item: { restricted: boolean; adultIds: string[]; accessIds: string[] }): boolean {
  const [profile] = desk.profiles;
  const roles = DEMO_STAFF.find((person) => person.who === who)?.roles as Role[];
  return profile !== undefined && mayKnow(viewerOf(idOf(who), rolesHeld(profile, roles)), item);
}

/** Every way to one case by its id or its reference. */
async function waysTo(who: string, caseId: string, reference: string, subjectId: string): Promise<Reply[]> {
  const data = { case: caseId };
  return [
    await desk.presses(who, 'view-case', data),
    await desk.presses(who, 'work-case', data),
    await desk.says(who, `/esafety case ${reference}`),
    await desk.says(who, `/esafety steps ${reference}`),
    await desk.opens(who, 'note', data),
    await desk.submits(who, 'note', { ...data, key: 'empty' }, { note: '' }),
    await desk.presses(who, 'pupil', { subject: subjectId }),
  ];
}

/** Every list, and every page that gathers cases. */
async function lists(who: string): Promise<Reply[]> {
  const replies: Reply[] = [await desk.event({ kind: 'home', origin: desk.origin(who) })];
  for (const filter of CASE_FILTERS) replies.push(await desk.presses(who, 'cases', { filter }));
  for (const values of [{ status: 'new' }, { pupil: 'Robin Invented' }, { text: 'upset' }] as Record<string, string>[])
    replies.push(await desk.submits(who, 'find', { key: 'find' }, values));
  replies.push(await desk.presses(who, 'my-tasks', {}), await desk.presses(who, 'my-reports', {}));
  return replies;
}

/** Sends everything about a case that can go to one person, to everybody. */
async function sendEverything(cases: MadeCase[], run: number): Promise<void> {
  desk.chat.sent.length = 0;
  const now = desk.clock.now();
  for (const { caseId } of cases) {
    const intents = PEOPLE.flatMap((who): Intent[] => {
      const personId = idOf(who);
      return [
        { kind: 'alert', caseId, personId, reason: 'added' },
        { kind: 'place-stopped', caseId, personId, why: 'stranger' },
        { kind: 'reminder', caseId, personId, what: 'review', dueAt: now.toISOString() },
        { kind: 'case-taken', caseId, personId, byId: personId },
      ];
    });
    const rows = intents.map((intent, index) => {
      const key = `${run}|${caseId}|${index}`;
      return { lane: key, dedupeKey: key, intent, dueAt: now };
    });
    await desk.program.store.enqueue(DEMO_SCHOOL, rows, now);
  }
  for (let left = 1; left > 0; ) left = await desk.deliver();
}

describe('whatever somebody tries', () => {
  let run = 0;
  it('[X13] [A03] nobody reads of a case that the rules keep from him, and everybody of one that is his to know', async () => {
    await fc.assert(
      fc.asyncProperty(anySchool, async (school) => {
        run += 1;
        const all = await make(school);
        const fresh = all.slice(-school.cases.length);
        for (const who of PEOPLE) {
          const hidden = all.filter(({ known }) => !known.has(who));
          const seesNone = (replies: unknown, what: string) => {
            const text = JSON.stringify(replies);
            for (const { caseId, reference } of hidden)
              expect(text.includes(caseId) || text.includes(reference), `${who}: ${what}`).toBe(false);
          };
          for (const { caseId, reference, subjectId, known } of fresh) {
            const replies = await waysTo(who, caseId, reference, subjectId);
            if (known.has(who)) {
              const names = replies.slice(0, 6).map((reply) => (reply.kind === 'nothing' ? '' : reply.view.name));
              expect(names, who).toEqual([
                'case-detail',
                'case-work',
                'case-detail',
                'case-work',
                'desk-form',
                'desk-form',
              ]);
              const others = replies.filter((_, index) => index !== 6);
              expect(JSON.stringify(others), who).toContain(reference);
              seesNone(replies, 'a case of his own');
              continue;
            }
            const none = NO_REFERENCE[reference.slice(0, 4) as keyof typeof NO_REFERENCE];
            const missing = await waysTo(who, NO_CASE, none, NO_CASE);
            expect(replies.slice(0, 6), `${who} to ${reference}`).toEqual(missing.slice(0, 6));
            seesNone(replies, 'a hidden case');
          }
          const listed = await lists(who);
          seesNone(listed, 'lists');
          // A count would betray a case as well as a line does: every case of this test is new.
          const count = all.length - hidden.length;
          const counted = JSON.stringify(listed.slice(0, 2)).match(/"fresh":\d+/g) ?? [];
          for (const text of counted) expect(text, `${who}: counts`).toBe(`"fresh":${count}`);
          if (count > 0) expect(counted, who).toHaveLength(2);
          const mine = fresh.filter(({ known }) => known.has(who));
          for (const { reference } of mine) expect(JSON.stringify(listed[1]), `${who}: open`).toContain(reference);
        }
        await sendEverything(fresh, run);
        for (const { target, view } of desk.chat.sent.filter(({ to }) => to === 'person')) {
          const text = JSON.stringify(view);
          // The reporter hears of his own report; nobody else of one that is not his to know.
          for (const { caseId, reference, known } of target === 'teacher' ? [] : fresh)
            if (!known.has(target)) expect(text.includes(caseId) || text.includes(reference), target).toBe(false);
        }
        for (const { known, caseId } of fresh)
          for (const who of known) expect(JSON.stringify(desk.chat.toPerson(who)), `${who} is told`).toContain(caseId);
      }),
      { numRuns: 6, seed: 20261110, endOnFailure: true },
    );
  }, 60_000);
});
