import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStep, PRESS_NAMES, STEP_NAMES, type StepName } from '../../../src/core/events.ts';
import { STATUSES } from '../../../src/core/incidents/taxonomy.ts';
import type { Reply } from '../../../src/core/replies.ts';
import { STEP_VALUES } from '../../support/case-steps.ts';
import { DEMO_SCHOOL, NO_CASE } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { caseIn, caseInEveryStatus, openMatrixDesk, type StandingCase } from './cases-in-every-status.ts';
import { ACTIONS, expected, type Outcome, PEOPLE, type Relation } from './matrix.ts';

let desk: TestDesk;
let cases: StandingCase[];
let values: Record<StepName, Record<string, string>>;
const ids: Record<string, string> = {};

beforeAll(async () => {
  desk = await openMatrixDesk();
  cases = await caseInEveryStatus(desk);
  for (const { who } of PEOPLE) if (who !== 'outsider') ids[who] = await desk.personId(who);
  // Nobody of the matrix is any of these, so that every form is filled in rightly for whoever sends it.
  const person = ids.trust as string;
  values = {
    ...STEP_VALUES,
    assign: { ...STEP_VALUES.assign, owner: person },
    task: { ...STEP_VALUES.task, owner: person },
    people: { ...STEP_VALUES.people, person },
    escalate: { ...STEP_VALUES.escalate, person },
  };
  // The day after: whoever left yesterday is gone.
  desk.clock.set('2026-11-11T10:00:00Z');
});
afterAll(() => desk.close());

const isPress = (name: string): name is (typeof PRESS_NAMES)[number] => PRESS_NAMES.some((known) => known === name);

function dataFor(item: StandingCase, action: string): Record<string, string> {
  switch (action) {
    case 'open-task':
      return { task: item.taskId };
    case 'finish-task':
      return { case: item.caseId, task: item.taskId };
    case 'check':
      return { case: item.caseId, step: item.stepId };
    case 'answer':
      return { case: item.caseId, referral: item.referralId };
    default:
      return { case: item.caseId };
  }
}

/** The same with ids that were never given. */
const unknown = (data: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.keys(data).map((name) => [name, NO_CASE]));

function tries(who: string, action: string, data: Record<string, string>): Promise<Reply> {
  return isPress(action) ? desk.presses(who, action, data) : desk.opens(who, action as StepName, data);
}

function valuesFor(form: StepName, aboutColleague: boolean): Record<string, string> {
  return form === 'close' && aboutColleague ? { ...values.close, outcome: 'unfounded' } : values[form];
}

function sends(
  who: string,
  form: StepName,
  data: Record<string, string>,
  sent: Record<string, string>,
): Promise<Reply> {
  // A referral is complete once its agency was chosen.
  const more: Record<string, string> = form === 'refer' && sent.agency ? { agency: sent.agency } : {};
  return desk.submits(who, form, { ...data, ...more, key: `try-${form}` }, sent);
}

function outcomeOf(reply: Reply): string {
  if (reply.kind === 'nothing') return 'nothing';
  const { view } = reply;
  if (view.name === 'notice') return view.notice;
  if (view.name === 'emergency') return view.reason;
  if (view.name === 'desk-form') return view.problem === null || view.problem === 'check-fields' ? 'yes' : view.problem;
  return ['case-card', 'case-detail', 'case-work', 'task-detail'].includes(view.name) ? 'yes' : view.name;
}

async function countEntries(): Promise<number> {
  const rows = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.execute(sql`select 1 from chronology`));
  return rows.length;
}

/** What `who` gets from every button and form, and from sending each form: empty where it is one's to send, so that nothing changes. */
async function attempt(who: string, relation: Relation, item: StandingCase, action: string) {
  const outcome = expected(relation, { ...item, action });
  const data = dataFor(item, action);
  // Buttons that act at once are only pressed where they are refused or change nothing.
  if (outcome === 'yes' && (action === 'take' || action === 'acknowledge')) return { action, found: [], wanted: [] };
  const replies = [await tries(who, action, data)];
  const wanted: string[] = [outcome];
  if (isStep(action as StepName)) {
    const sent = outcome === 'yes' ? {} : valuesFor(action as StepName, item.aboutColleague);
    replies.push(await sends(who, action as StepName, data, sent));
    wanted.push(afterSending(outcome, relation));
  }
  if (relation === 'stranger' || relation === 'left') expect(replies).toEqual(await unknownReplies(who, item, action));
  return { action, found: replies.map(outcomeOf), wanted };
}

const remembered = new Map<string, Reply[]>();

/** What the same person gets for a case that does not exist: the same in every status, so it is asked for once. */
async function unknownReplies(who: string, item: StandingCase, action: string): Promise<Reply[]> {
  const key = `${who}|${action}|${action === 'close' && item.aboutColleague}`;
  const known = remembered.get(key);
  if (known) return known;
  const data = unknown(dataFor(item, action));
  const replies = [await tries(who, action, data)];
  if (isStep(action as StepName))
    replies.push(await sends(who, action as StepName, data, valuesFor(action as StepName, item.aboutColleague)));
  remembered.set(key, replies);
  return replies;
}

function afterSending(outcome: Outcome, relation: Relation): string {
  if (outcome === 'yes') return 'yes';
  return outcome === 'not-now' && relation === 'worker' ? 'not-now' : 'not-served';
}

const table = STATUSES.flatMap((status) =>
  PEOPLE.flatMap(({ who, pupil, colleague }) => [
    { status, who, relation: pupil, kind: 'a pupil’s case', aboutColleague: false },
    { status, who, relation: colleague, kind: 'a case about a colleague', aboutColleague: true },
  ]),
);

const caseFor = (aboutColleague: boolean, status: string): StandingCase =>
  cases.find((item) => item.aboutColleague === aboutColleague && item.status === status) as StandingCase;

describe('every status, action and function', () => {
  it.each(table)('$kind that is $status: $who is $relation', async ({ status, who, relation, aboutColleague }) => {
    const item = caseFor(aboutColleague, status);
    const before = await countEntries();
    const attempts = await Promise.all(ACTIONS.map((action) => attempt(who, relation, item, action)));
    const tableOf = (what: 'found' | 'wanted') => Object.fromEntries(attempts.map((one) => [one.action, one[what]]));
    expect(tableOf('found')).toEqual(tableOf('wanted'));
    expect(await countEntries()).toBe(before);
  });

  it.each(PEOPLE.filter(({ colleague }) => colleague === 'stranger'))(
    '[X13] to $who an empty form comes back as for a case that does not exist, not as one to fill in',
    async ({ who }) => {
      const item = caseFor(true, 'assessing');
      for (const form of STEP_NAMES) {
        const data = dataFor(item, form);
        const reply = await sends(who, form, data, {});
        expect(reply).toEqual(await sends(who, form, unknown(data), {}));
        expect(reply).toMatchObject({ view: { problem: 'not-served', data: {}, errors: {} } });
      }
    },
  );

  it('keeps the words of a refused form, whether it is too late or not one’s to send', async () => {
    const closed = caseFor(false, 'closed');
    const late = await desk.submits('lead', 'monitor', { case: closed.caseId, key: 'late' }, values.monitor);
    expect(late).toMatchObject({ view: { problem: 'not-now', values: values.monitor, data: { case: closed.caseId } } });
    const read = await desk.submits('reader', 'monitor', { case: closed.caseId, key: 'late' }, values.monitor);
    expect(read).toMatchObject({ view: { problem: 'not-served', values: values.monitor, data: {} } });
  });

  it('acknowledging again changes nothing, and a reader stops no ladder', async () => {
    const item = await caseIn(desk, false, 'new');
    expect(outcomeOf(await desk.presses('reader', 'acknowledge', { case: item.caseId }))).toBe('read-only');
    expect(outcomeOf(await desk.presses('deputy', 'acknowledge', { case: item.caseId }))).toBe('yes');
    const before = await countEntries();
    expect(await desk.presses('lead', 'acknowledge', { case: item.caseId })).toMatchObject({
      view: { acknowledged: { by: 'Staff deputy' } },
    });
    expect(await countEntries()).toBe(before);
  });
});
