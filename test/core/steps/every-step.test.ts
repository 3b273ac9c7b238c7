import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepName } from '../../../src/core/events.ts';
import { STATUSES, type Status } from '../../../src/core/incidents/taxonomy.ts';
import { STEP_VALUES, sends, takes } from '../../support/case-steps.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';
import { caseIn, openMatrixDesk } from '../access/cases-in-every-status.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openMatrixDesk();
});
afterAll(() => desk.close());

/** Steps that leave a case where it stands, and the status of those that move it. */
const STAYS: readonly StepName[] = ['note', 'assign', 'people', 'escalate', 'link', 'check', 'finish-task'];
const MOVES: [StepName, Status][] = [
  ['task', 'actions_open'],
  ['refer', 'referred'],
  ['monitor', 'monitoring'],
];

describe.each(STATUSES.filter((status) => status !== 'closed'))('in a case that is %s', (status) => {
  it('every step that may be taken is taken, and leaves it where it belongs', async () => {
    const item = await caseIn(desk, false, status);
    const other = await caseIn(desk, false, 'new');
    const person = await desk.personId('trust');
    const data = { case: item.caseId };
    const ids: Partial<Record<StepName, Record<string, string>>> = {
      check: { ...data, step: item.stepId },
      'finish-task': { task: item.taskId },
    };
    const values = { owner: person, person, reference: other.reference };
    for (const [index, step] of STAYS.entries()) {
      const work = await takes(desk, 'lead', step, ids[step] ?? data, values);
      // The first look of somebody who works it acknowledges a new case; a note does not.
      const seen = status === 'new' && index > 0 ? 'acknowledged' : status;
      expect(work, step).toMatchObject({ saved: true, status: seen });
    }
    for (const [step, moved] of MOVES) {
      const later = STATUSES.indexOf(status) > STATUSES.indexOf('actions_open');
      const expected = step === 'task' && later ? status : moved;
      expect(await takes(desk, 'lead', step, data, values), step).toMatchObject({ status: expected });
    }
    const { chronology } = shown(await desk.presses('lead', 'view-case', data), 'case-detail');
    for (const entry of [
      'note',
      'assigned',
      'access-given',
      'passed-up',
      'linked',
      'check-done',
      'task-done',
      'task-added',
      'referred',
      'monitoring',
    ])
      expect(chronology.map((one) => one.entry)).toContain(entry);
  });
});

describe('a form that arrives twice', () => {
  it.each([
    ['note', {}],
    ['people', { what: 'give' }],
    ['people', { what: 'adult' }],
    ['people', { what: 'pupil', pupil: 'Sam Invented' }],
    ['link', { kind: 'duplicate-of' }],
    ['monitor', {}],
    ['task', {}],
    ['escalate', {}],
  ] as [StepName, Record<string, string>][])('%s %j is written once, and answered the same', async (step, more) => {
    const { reference } = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
    const other = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
    const data = { case: await desk.caseIdOf(reference) };
    const person = await desk.personId(step === 'escalate' ? 'trust' : 'colleague');
    const form = shown(await desk.opens('lead', step, data), 'desk-form');
    const values = { ...STEP_VALUES[step], owner: person, person, reference: other.reference, ...more };
    const first = await sends(desk, 'lead', form, values);
    expect(shown(first, 'case-work').saved).toBe(true);
    expect(await sends(desk, 'lead', form, values)).toEqual(first);
    const { chronology } = shown(await desk.presses('lead', 'view-case', data), 'case-detail');
    expect(chronology).toHaveLength(2);
  });

  it('tells the reporter once that somebody has seen the case, whatever the first step was', async () => {
    desk.clock.forwardMinutes(1);
    const { reference } = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
    const data = { case: await desk.caseIdOf(reference) };
    await desk.deliver();
    desk.chat.sent.length = 0;
    await takes(desk, 'lead', 'assign', data, { owner: await desk.personId('deputy') });
    await desk.presses('deputy', 'acknowledge', data);
    await takes(desk, 'deputy', 'escalate', data, { person: await desk.personId('head') });
    await desk.deliver();
    expect(only(desk.chat.toPerson('teacher'), 'reporter-update').map(({ update }) => update)).toEqual(['seen']);
    const mine = shown(await desk.says('teacher', 'mine'), 'my-reports').reports;
    expect(mine.find((report) => report.reference === reference)?.state).toBe('seen');
  });
});
