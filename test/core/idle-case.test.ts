import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sends, takes } from '../support/case-steps.ts';
import { settlesAll } from '../support/checklist-steps.ts';
import { openDemoDesk, sendAway } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only, shown } from '../support/views.ts';

let desk: TestDesk;
beforeEach(async () => {
  // Tuesday, 10.00.
  desk = await openDemoDesk();
});
afterEach(() => desk.close());

async function acknowledged(values: Record<string, string> = {}): Promise<{ case: string }> {
  const { reference } = await desk.reports('teacher', { date: '', time: '', place: 'outside', ...values });
  const data = { case: await desk.caseIdOf(reference) };
  await desk.presses('lead', 'acknowledge', data);
  await desk.tick();
  desk.chat.sent.length = 0;
  return data;
}

/** Moves the clock, lets everything that is due leave, and answers who was reminded of what. */
async function remindedAt(instant: string): Promise<string[]> {
  desk.clock.set(instant);
  await desk.tick();
  const told = desk.chat.sent.flatMap(({ to, target, view }) =>
    to === 'person' && view.name === 'reminder' ? [`${target}: ${view.what}`] : [],
  );
  desk.chat.sent.length = 0;
  return told.sort();
}

describe('a case that was acknowledged and forgotten', () => {
  it('is brought up on the next school morning after a working day, then every fifth, until it is closed', async () => {
    const data = await acknowledged();
    expect(await remindedAt('2026-11-12T08:29:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['lead: idle']);
    expect(await remindedAt('2026-11-19T08:29:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-19T08:30:00Z')).toEqual(['lead: idle']);
    await takes(desk, 'lead', 'close', data);
    expect(await remindedAt('2026-12-10T08:30:00Z')).toEqual([]);
    expect(await desk.program.store.dueReminders(desk.clock.now(), 10)).toEqual([]);
  });

  it('is not brought up while somebody works on it, and is again when that ends', async () => {
    const data = await acknowledged();
    desk.clock.set('2026-11-12T08:00:00Z');
    await takes(desk, 'lead', 'note', data);
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-16T08:30:00Z')).toEqual(['lead: idle']);
  });

  it('is not put off by what the reporter adds', async () => {
    const data = await acknowledged();
    desk.clock.set('2026-11-12T08:00:00Z');
    const form = shown(await desk.opens('teacher', 'add-to-report', { report: data.case }), 'desk-form');
    const reply = await sends(desk, 'teacher', form, { wish: 'add', more: 'There was another one.' });
    expect(reply).toMatchObject({ view: { notice: 'added-to-report' } });
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['lead: idle']);
  });

  it('while the owner is away is brought to somebody who is there', async () => {
    await acknowledged();
    desk.clock.set('2026-11-12T08:00:00Z');
    await sendAway(desk, 'lead', 600);
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['deputy: idle']);
  });

  it('as immediate danger is brought up after an hour by the clock, and each hour until it is assessed', async () => {
    desk.clock.set('2026-11-10T22:00:00Z');
    const data = await acknowledged({ danger: 'yes' });
    expect(await remindedAt('2026-11-10T22:59:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-10T23:00:00Z')).toEqual(['lead: idle']);
    expect(await remindedAt('2026-11-11T00:00:00Z')).toEqual(['lead: idle']);
    await takes(desk, 'lead', 'assess', data, { severity: 'immediate' });
    expect(await remindedAt('2026-11-11T03:00:00Z')).toEqual([]);
  });

  it('in which a task waits is looked at once a week beside it', async () => {
    const data = await acknowledged();
    await takes(desk, 'lead', 'task', data, { owner: await desk.personId('colleague'), due: '2026-11-30' });
    expect(await remindedAt('2026-11-16T08:30:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-17T08:30:00Z')).toEqual(['lead: idle']);
  });

  it('whose review or deadline is set waits for that day alone', async () => {
    await takes(desk, 'lead', 'monitor', await acknowledged());
    expect(await remindedAt('2026-11-20T08:30:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-24T08:30:00Z')).toEqual(['lead: review']);
  });

  it('by a step other than pressing the button is brought up, too', async () => {
    const { reference } = await desk.reports('teacher', { date: '', time: '', place: 'outside' });
    await takes(desk, 'lead', 'assess', { case: await desk.caseIdOf(reference) });
    await desk.tick();
    desk.chat.sent.length = 0;
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['lead: idle']);
  });
});

describe('a case that is opened again', () => {
  it('is brought up again', async () => {
    const data = await acknowledged();
    await takes(desk, 'lead', 'close', data);
    await takes(desk, 'deputy', 'reopen', data);
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['deputy: idle']);
  });

  it('as a data breach has its 72 hours again: the first ones, or new ones once they have ended', async () => {
    const data = await acknowledged({ type: 'data_breach' });
    await settlesAll(desk, 'lead', data.case);
    await takes(desk, 'lead', 'close', data, { type: 'data_breach' });
    desk.clock.set('2026-11-11T10:00:00Z');
    expect(await takes(desk, 'lead', 'reopen', data)).toMatchObject({ deadlineAt: '2026-11-13T10:00:00.000Z' });
    await takes(desk, 'lead', 'close', data, { type: 'data_breach', rationale: 'Once more.' });
    desk.clock.set('2026-11-16T10:00:00Z');
    const again = await takes(desk, 'lead', 'reopen', data, { reason: 'More was taken.' });
    expect(again).toMatchObject({ deadlineAt: '2026-11-19T10:00:00.000Z' });
    expect(await remindedAt('2026-11-18T10:00:00Z')).toEqual(['deputy: deadline', 'lead: deadline']);
  });

  it('does not have them again where the Commissioner was told', async () => {
    const data = await acknowledged({ type: 'data_breach' });
    await takes(desk, 'lead', 'refer', data, { agency: 'ico', responseDue: '', peopleAffected: '12', risk: 'Low.' });
    await settlesAll(desk, 'lead', data.case);
    await takes(desk, 'lead', 'close', data, { type: 'data_breach' });
    expect(await takes(desk, 'lead', 'reopen', data)).toMatchObject({ deadlineAt: null });
  });
});

it('a reminder of a case that lies still says nothing of what happened', async () => {
  await acknowledged();
  desk.clock.set('2026-11-12T08:30:00Z');
  await desk.tick();
  const [view] = only(desk.chat.toPerson('lead'), 'reminder');
  expect(Object.keys(view ?? {}).sort()).toEqual(['caseId', 'dueAt', 'name', 'reference', 'school', 'what']);
});
