import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takes } from '../support/case-steps.ts';
import { openDemoDesk, sendAway } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only, shown } from '../support/views.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDemoDesk();
});
afterEach(() => desk.close());

async function newCase(): Promise<{ case: string }> {
  const { reference } = await desk.reports('teacher', { date: '', time: '', place: 'outside' });
  await desk.deliver();
  return { case: await desk.caseIdOf(reference) };
}

async function passUp(data: { case: string }, who = 'head'): Promise<void> {
  await takes(desk, 'lead', 'escalate', data, { person: await desk.personId(who) });
  await desk.deliver();
  desk.chat.sent.length = 0;
}

/** Moves the clock by school minutes of the same day and answers who was reminded that nobody has taken it. */
async function remindedAfter(minutes: number): Promise<string[]> {
  desk.clock.forwardMinutes(minutes);
  await desk.tick();
  const told = desk.chat.sent.flatMap(({ to, target, view }) =>
    to === 'person' && view.name === 'reminder' ? [`${target}: ${view.what}`] : [],
  );
  desk.chat.sent.length = 0;
  return told.sort();
}

describe('a new case that is passed up', () => {
  it('is still new, tells the new person, and stays on its ladder until somebody takes it', async () => {
    const data = await newCase();
    await takes(desk, 'lead', 'escalate', data, { person: await desk.personId('trust') });
    await desk.deliver();
    expect(only(desk.chat.toPerson('trust'), 'case-card').map(({ reason }) => reason)).toEqual(['passed-up']);
    desk.chat.sent.length = 0;
    desk.clock.set('2026-11-11T16:00:00Z');
    await desk.tick();
    expect(only(desk.chat.toPerson('deputy'), 'case-card').map(({ reason }) => reason)).toContain('escalated');
    await desk.presses('trust', 'take', data);
    desk.clock.set('2026-11-11T16:01:00Z');
    await desk.tick();
    desk.chat.sent.length = 0;
    desk.clock.set('2026-11-12T15:00:00Z');
    await desk.tick();
    expect(desk.chat.sent.filter(({ view }) => view.name === 'case-card')).toEqual([]);
  });
});

describe('a case that was passed up and not taken', () => {
  it('reminds both, again on the next school morning, until the new person takes it', async () => {
    const data = await newCase();
    await takes(desk, 'lead', 'assess', data, { severity: 'significant' });
    await passUp(data);
    const minutes = desk.profiles[0]?.urgency.significant_harm_school_minutes ?? 0;
    expect(await remindedAfter(minutes - 1)).toEqual([]);
    expect(await remindedAfter(1)).toEqual(['head: passed-up', 'lead: passed-up']);
    desk.clock.set('2026-11-11T08:29:00Z');
    expect(await remindedAfter(0)).toEqual([]);
    expect(await remindedAfter(1)).toEqual(['head: passed-up', 'lead: passed-up']);
    await desk.presses('head', 'take', data);
    desk.clock.set('2026-11-12T08:30:00Z');
    expect(await remindedAfter(0)).toEqual([]);
    desk.clock.set('2026-11-13T08:30:00Z');
    expect(await remindedAfter(0)).toEqual(['head: idle']);
  });

  it('is brought to others where the new person is away', async () => {
    const data = await newCase();
    await takes(desk, 'lead', 'assess', data, { severity: 'significant' });
    await passUp(data);
    await sendAway(desk, 'head', 6000);
    const told = await remindedAfter(desk.profiles[0]?.urgency.significant_harm_school_minutes ?? 0);
    expect(told).toEqual(['deputy: passed-up', 'lead: passed-up']);
  });
});

describe('the people a case can be given to', () => {
  it('are marked where they are away now, and the record says their names alone', async () => {
    const data = await newCase();
    await sendAway(desk, 'head', 600);
    for (const [form, field] of [
      ['escalate', 'person'],
      ['assign', 'owner'],
    ] as const) {
      const choices = shown(await desk.opens('lead', form, data), 'desk-form').choices[field] ?? [];
      const away = choices.filter(({ label }) => label.endsWith(', away now')).map(({ value }) => value);
      expect(away, form).toEqual([await desk.personId('head')]);
    }
    await passUp(data);
    const { chronology } = shown(await desk.presses('lead', 'view-case', data), 'case-detail');
    expect(chronology.at(-1)?.facts.owner).not.toContain('away');
  });
});
