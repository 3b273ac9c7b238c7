import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sends, takes, workOf } from '../../support/case-steps.ts';
import { refusedStep, settles, stepOf } from '../../support/checklist-steps.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

/** A case that turned out to be one for the filter only when it was assessed. */
async function becomesFilterCase(): Promise<string> {
  const { reference } = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
  const caseId = await desk.caseIdOf(reference);
  await takes(desk, 'lead', 'assess', { case: caseId }, { type: 'filter_failure', category: 'content' });
  return caseId;
}

async function reportsFilterCase(): Promise<string> {
  const urls = 'https://bad.example/x';
  const { reference } = await desk.reports('teacher', { type: 'filter_failure', category: 'content', urls });
  return desk.caseIdOf(reference);
}

const toldIn = async (caseId: string) => stepOf(await workOf(desk, 'lead', caseId), 'told');

describe('the step that says that others were told', () => {
  it('offers the hand-off where nobody has a task for it, and is ticked once that was opened', async () => {
    const caseId = await becomesFilterCase();
    const before = await workOf(desk, 'lead', caseId);
    expect(wordsOf(before)).toContain('Hand it to whoever looks after the filter?');
    const form = shown(await desk.opens('lead', 'task', { case: caseId, kind: 'ict' }), 'desk-form');
    expect(form.values).toEqual({ kind: 'ict', owner: await desk.personId('ict') });
    const { tasks } = shown(await sends(desk, 'lead', form, { due: '2026-11-12' }), 'case-work');
    expect((await toldIn(caseId)).state).toBe('waiting');
    const task = tasks.find(({ kind }) => kind === 'ict')?.taskId as string;
    const words = wordsOf(await workOf(desk, 'lead', caseId));
    expect(words).toContain('once the task was opened by: Staff ict');
    expect(words).not.toContain('Hand it to whoever');
    await desk.presses('ict', 'open-task', { task });
    expect((await toldIn(caseId)).state).toBe('done');
  });

  it('is ticked by hand where there is no such task, with a note who was told', async () => {
    const caseId = await becomesFilterCase();
    const { stepId } = await toldIn(caseId);
    const form = shown(await desk.opens('lead', 'check', { case: caseId, step: stepId }), 'desk-form');
    expect(wordsOf(form)).toContain('Who was told, when and by whom?');
    expect(await refusedStep(desk, 'lead', caseId, 'told', { state: 'done', note: ' ' })).toMatchObject({
      note: expect.stringContaining('who was told'),
    });
    const work = await settles(desk, 'lead', caseId, 'told', { note: 'Rang the ICT lead at ten.' });
    expect(stepOf(work, 'told')).toMatchObject({ state: 'done', settled: { note: 'Rang the ICT lead at ten.' } });
  });

  it('is not ticked by a task that somebody else settled unseen, and says whose is missing', async () => {
    const caseId = await reportsFilterCase();
    const { tasks } = await workOf(desk, 'lead', caseId);
    const [ict, head] = ['ict', 'head'].map((who) =>
      tasks.find(({ owner, kind }) => owner === `Staff ${who}` && kind === 'ict'),
    );
    await desk.presses('head', 'open-task', { task: head?.taskId as string });
    await takes(desk, 'lead', 'finish-task', { task: ict?.taskId as string }, { state: 'not-needed' });
    expect((await toldIn(caseId)).state).toBe('waiting');
    const refused = await refusedStep(desk, 'lead', caseId, 'told', { state: 'done', note: 'All told.' });
    expect(refused.state).toContain('Staff ict, whose task was settled unseen');
    expect(refused.state).not.toContain('Staff head');
    await desk.presses('ict', 'open-task', { task: ict?.taskId as string });
    expect((await toldIn(caseId)).state).toBe('done');
  });
});
