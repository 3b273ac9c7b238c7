import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepName } from '../../../src/core/events.ts';
import type { Reply } from '../../../src/core/replies.ts';
import { fills, STEP_VALUES, takes } from '../../support/case-steps.ts';
import { DEMO_SCHOOL, NO_CASE } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { shown } from '../../support/views.ts';
import { caseIn, openMatrixDesk, type StandingCase } from '../access/cases-in-every-status.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openMatrixDesk();
});
afterAll(() => desk.close());

const count = async (caseId: string, table = 'chronology'): Promise<number> => {
  const query = sql`select 1 from ${sql.identifier(table)} where case_id = ${caseId}::uuid`;
  return (await desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.execute(query))).length;
};

/** Sends a form that was never shown, as somebody who makes his own requests can. */
const forges = (who: string, form: StepName, data: Record<string, string>, values: Record<string, string> = {}) =>
  desk.submits(
    who,
    form,
    { key: `forged-${form}-${JSON.stringify(data)}`, ...data },
    { ...STEP_VALUES[form], ...values },
  );

const problemOf = (reply: Reply): string | null => shown(reply, 'desk-form').problem;

/** Nothing is written to a case, whatever is tried. */
async function leavesAlone(cases: StandingCase[], work: () => Promise<unknown>): Promise<void> {
  const all = () => Promise.all(cases.map(({ caseId }) => count(caseId)));
  const before = await all();
  await work();
  expect(await all()).toEqual(before);
}

describe('ids that do not belong together', () => {
  let here: StandingCase;
  let there: StandingCase;
  let restricted: StandingCase;
  beforeAll(async () => {
    here = await caseIn(desk, false, 'referred');
    there = await caseIn(desk, false, 'referred');
    restricted = await caseIn(desk, true, 'referred');
  });

  it('settle no task of another case, and none that a person may not know of', () =>
    leavesAlone([here, there, restricted], async () => {
      // The task says which case it belongs to: the case that was planted beside it counts for nothing.
      await desk.presses('lead', 'work-case', { case: here.caseId });
      const own = await forges('lead', 'finish-task', { case: here.caseId, task: NO_CASE });
      expect(problemOf(own)).toBe('not-now');
      for (const task of ['', 'x', `${there.taskId}'`]) {
        const reply = await forges('lead', 'finish-task', { case: here.caseId, task });
        expect(problemOf(reply)).toBe('not-now');
      }
      const foreign = await forges('lead', 'finish-task', { case: here.caseId, task: restricted.taskId });
      expect(problemOf(foreign)).toBe('not-served');
      expect(foreign).not.toMatchObject({ view: { reference: restricted.reference } });
    }));

  it('answer no referral of another case', () =>
    leavesAlone([here, there], async () => {
      for (const referral of [there.referralId, restricted.referralId, NO_CASE, 'x', ''])
        expect(problemOf(await forges('lead', 'answer', { case: here.caseId, referral }))).toBe('not-now');
    }));

  it('settle no step of another playbook', () =>
    leavesAlone([here], async () => {
      const bullying = desk.program.desk.ids.keyOf('Online bullying|Meet the pupils and their parents').slice(0, 16);
      for (const step of [bullying, 'x', ''])
        expect(problemOf(await forges('lead', 'check', { case: here.caseId, step }))).toBe('not-now');
    }));

  it('link no case that was planted in the button, but the one whose reference was typed', () =>
    leavesAlone([here, there, restricted], async () => {
      for (const reference of [restricted.reference, 'ES-2026-9999', 'x', ''])
        expect(
          await forges('lead', 'link', { case: here.caseId, other: restricted.caseId }, { reference }),
        ).toMatchObject({
          view: { problem: 'check-fields', errors: { reference: expect.anything() } },
        });
      expect(await count(here.caseId, 'case_links')).toBe(0);
    }));

  it('refer to no agency that is not on the list', () =>
    leavesAlone([here], async () => {
      for (const agency of ['nobody', 'Police', ''])
        expect(problemOf(await forges('lead', 'refer', { case: here.caseId, agency }, { agency }))).toBe(
          'check-fields',
        );
    }));

  it('a form without its key saves nothing', () =>
    leavesAlone([here], async () => {
      const reply = await desk.submits('lead', 'note', { case: here.caseId }, { note: 'No key.' });
      expect(reply).toMatchObject({ view: { problem: 'not-served', values: { note: 'No key.' } } });
    }));
});

describe('people who must not get a case', () => {
  let ordinary: StandingCase;
  let restricted: StandingCase;
  const id = (who: string) => desk.personId(who);
  beforeAll(async () => {
    ordinary = await caseIn(desk, false, 'assessing');
    restricted = await caseIn(desk, true, 'assessing');
  });

  it('are not its owner, do no task of it and are given no sight of it: whom it is about, a leaver, a stranger', async () => {
    // The day after somebody left.
    desk.clock.set('2026-11-11T10:00:00Z');
    for (const item of [ordinary, restricted])
      await leavesAlone([item], async () => {
        const who = item.aboutColleague ? 'head' : 'lead';
        for (const person of [
          await id('subject'),
          await id('leaver'),
          await desk.personId('outsider', 'other-demo'),
          NO_CASE,
        ]) {
          const data = { case: item.caseId };
          expect(problemOf(await forges(who, 'assign', data, { owner: person }))).toBe('check-fields');
          expect(problemOf(await forges(who, 'task', data, { owner: person }))).toBe('check-fields');
          expect(problemOf(await forges(who, 'escalate', data, { person }))).toBe('check-fields');
          expect(problemOf(await forges(who, 'people', data, { what: 'give', person }))).toBe('check-fields');
        }
      });
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('are not given it by name: whoever configures, and who only governs', () =>
    leavesAlone([ordinary], async () => {
      for (const who of ['admin', 'governor']) {
        const reply = await forges(
          'lead',
          'people',
          { case: ordinary.caseId },
          { what: 'give', person: await id(who) },
        );
        expect(reply, who).toMatchObject({ view: { errors: { person: expect.stringContaining('cannot be given') } } });
        for (const form of ['assign', 'escalate'] as const) {
          const values = { owner: await id(who), person: await id(who) };
          expect(problemOf(await forges('lead', form, { case: ordinary.caseId }, values))).toBe('check-fields');
        }
      }
    }));

  it('have it in hand only where they can work it: not somebody who was only let in to read', () =>
    leavesAlone([ordinary, restricted], async () => {
      const owner = await id('reader');
      expect(problemOf(await forges('lead', 'assign', { case: ordinary.caseId }, { owner }))).toBe('check-fields');
      expect(problemOf(await forges('head', 'assign', { case: restricted.caseId }, { owner }))).toBe('check-fields');
    }));

  it('nobody notes a case as about himself, so that he could hide from it', () =>
    leavesAlone([ordinary], async () => {
      const values = { what: 'adult', person: await id('lead') };
      expect(await forges('lead', 'people', { case: ordinary.caseId }, values)).toMatchObject({
        view: { errors: { person: expect.stringContaining('about yourself') } },
      });
    }));

  it('a case about a colleague is never left with nobody who can work it', async () => {
    const { caseId } = await caseIn(desk, true, 'assessing');
    const end = (who: string) => async () =>
      forges('head', 'people', { case: caseId }, { what: 'end', person: await id(who) });
    for (const who of ['deputy', 'chair', 'leaver'])
      expect(await end(who)()).toMatchObject({ view: { name: 'case-work' } });
    // The reader still has access, but could take no step.
    const before = await count(caseId);
    expect(await end('head')()).toMatchObject({ view: { errors: { person: expect.stringContaining('Nobody else') } } });
    expect(await count(caseId)).toBe(before);
  });

  it('whoever ends his own access is told that it was saved, also when the form arrives twice', async () => {
    const { caseId } = await caseIn(desk, true, 'assessing');
    const values = { what: 'end', person: await id('head') };
    for (let times = 0; times < 2; times += 1)
      expect(await forges('head', 'people', { case: caseId }, values)).toMatchObject({
        view: { notice: 'step-saved' },
      });
    expect(await desk.presses('head', 'work-case', { case: caseId })).toMatchObject({
      view: { notice: 'no-such-case' },
    });
  });

  it('access that a function gives is not ended by name', () =>
    leavesAlone([ordinary], async () => {
      for (const who of ['deputy', 'head']) {
        const values = { what: 'end', person: await id(who) };
        expect(await forges('lead', 'people', { case: ordinary.caseId }, values)).toMatchObject({
          view: { errors: { person: expect.stringContaining('function opens the case') } },
        });
      }
    }));
});

describe('texts at the limits', () => {
  it.each([
    ['note', 'note', 10_000],
    ['reopen', 'reason', 4_000],
  ] as const)(
    '%s takes its longest text whole, and refuses one character more with the words kept',
    async (form, field, limit) => {
      const { caseId } = await caseIn(desk, false, 'closed');
      const longest = 'é'.repeat(limit);
      const tooLong = await fills(desk, 'lead', form, { case: caseId }, { [field]: `${longest}é` });
      expect(tooLong).toMatchObject({
        view: { problem: 'check-fields', errors: { [field]: expect.stringContaining('longer') } },
      });
      expect(shown(tooLong, 'desk-form').values[field]).toHaveLength(limit + 1);
      await takes(desk, 'lead', form, { case: caseId }, { [field]: longest });
      const first = shown(await desk.presses('lead', 'view-case', { case: caseId }), 'case-detail');
      // A long entry stands on a page of its own.
      const before = first.page.older?.before ?? '';
      const next = shown(await desk.presses('lead', 'view-case', { case: caseId, before }), 'case-detail');
      expect([first, next].flatMap(({ chronology }) => chronology.map(({ text }) => text))).toContain(longest);
    },
  );
});

describe('linking', () => {
  it('leaves no reference of a case about a colleague where others read it', async () => {
    const [ordinary, restricted] = [await caseIn(desk, false, 'assessing'), await caseIn(desk, true, 'assessing')];
    const work = await takes(desk, 'head', 'link', { case: ordinary.caseId }, { reference: restricted.reference });
    expect(work.links).toMatchObject([{ reference: restricted.reference }]);
    for (const who of ['lead'])
      for (const action of ['view-case', 'work-case'] as const)
        expect(JSON.stringify(await desk.presses(who, action, { case: ordinary.caseId }))).not.toContain(
          restricted.reference,
        );
  });

  it('as a duplicate is refused while something is open in it', async () => {
    const [one, other] = [await caseIn(desk, false, 'assessing'), await caseIn(desk, false, 'assessing')];
    await leavesAlone([one, other], async () => {
      const values = { kind: 'duplicate-of', reference: other.reference };
      expect(await forges('lead', 'link', { case: one.caseId }, values)).toMatchObject({
        view: { errors: { kind: expect.stringContaining('task is still open') } },
      });
    });
  });
});
