import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fills, takes } from '../../support/case-steps.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

/** A task of a new case, given to somebody, and settled by that person: what is shown then. */
async function settlesOwn(who: string) {
  const { reference } = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
  const data = { case: await desk.caseIdOf(reference) };
  const { tasks } = await takes(desk, 'lead', 'task', data, { owner: await desk.personId(who) });
  const task = tasks[0]?.taskId as string;
  return fills(desk, who, 'finish-task', { task }, { state: 'done', result: 'Seen to.' });
}

describe('a task of one’s own that is settled', () => {
  it('leads back into the case whoever works it', async () => {
    const work = shown(await settlesOwn('lead'), 'case-work');
    expect(work).toMatchObject({ saved: true, tasks: [{ state: 'done', result: 'Seen to.' }] });
  });

  it('shows nothing of the case to anybody else', async () => {
    const reply = await settlesOwn('colleague');
    expect(wordsOf(shown(reply, 'notice'))).not.toMatch(/ES-2026|Robin/);
    expect(reply).toMatchObject({ view: { notice: 'task-saved' } });
  });
});
