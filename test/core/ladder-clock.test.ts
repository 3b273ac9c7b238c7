import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { escalateDue } from '../../src/core/incidents/escalate.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDemoDesk({
    // As a profile that lists no bank holiday.
    change: (profile) => ({ ...profile, closed_days: [] }),
  });
});
afterEach(() => desk.close());

/** Reports at an instant; what is told at once is delivered and forgotten. */
async function reportAt(instant: string, values: Record<string, string> = {}): Promise<void> {
  desk.clock.set(instant);
  await desk.reports('teacher', { date: '', time: '', place: 'outside', ...values });
  await desk.deliver();
  desk.chat.sent.length = 0;
}

/** Moves the clock, runs the ladder, and answers who was told by it. */
async function toldAt(instant: string): Promise<string[]> {
  desk.clock.set(instant);
  await escalateDue(desk.program.desk);
  await desk.deliver();
  const told = desk.chat.sent.flatMap(({ to, target, view }) =>
    to === 'person' && view.name === 'case-card' && view.reason !== 'place-not-used'
      ? [`${target}: ${view.reason}`]
      : [],
  );
  desk.chat.sent.length = 0;
  return told.sort();
}

async function sayAway(who: string, values: Record<string, string>): Promise<void> {
  const origin = desk.origin(who);
  const reply = await desk.event({ kind: 'submit', origin, form: 'cover', data: { key: `away-${who}` }, values });
  expect(reply).toMatchObject({ view: { name: 'cover', saved: true } });
}

describe('an outage', () => {
  it('of an hour misses no rung, and takes each once', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    await reportAt('2026-11-10T10:20:00Z', { what: 'Another.' });
    // Down from 10.30 to 11.45: both rungs fell due meanwhile.
    expect(await toldAt('2026-11-10T11:45:00Z')).toEqual(['deputy: escalated', 'deputy: escalated']);
    expect(await toldAt('2026-11-10T11:46:00Z')).toEqual([]);
    expect(await toldAt('2026-11-10T12:45:00Z')).toEqual(['head: escalated', 'head: escalated']);
  });

  it('by night keeps nobody in danger waiting longer than it lasted', async () => {
    await reportAt('2026-11-14T23:00:00Z', { danger: 'yes' });
    const everybody = ['deputy: repeat', 'head: repeat', 'lead: repeat'];
    expect(await toldAt('2026-11-15T01:00:00Z')).toEqual(everybody);
    expect(await toldAt('2026-11-15T01:14:00Z')).toEqual([]);
    expect(await toldAt('2026-11-15T01:15:00Z')).toEqual(everybody);
  });

  it('of the rules between two rungs leaves nothing half done: what was written is sent afterwards', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    desk.clock.set('2026-11-10T11:00:00Z');
    expect(await escalateDue(desk.program.desk)).toBe(1);
    // Stopped before anything was delivered, and started again an hour later.
    expect(await toldAt('2026-11-10T11:59:00Z')).toEqual(['deputy: escalated']);
    expect(await toldAt('2026-11-10T12:00:00Z')).toEqual(['head: escalated']);
  });
});

describe('a clock that is set back', () => {
  it('tells nobody twice, and goes on when it has caught up', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    expect(await toldAt('2026-11-10T11:00:00Z')).toEqual(['deputy: escalated']);
    expect(await toldAt('2026-11-10T10:00:00Z')).toEqual([]);
    expect(await toldAt('2026-11-10T11:00:00Z')).toEqual([]);
    expect(await toldAt('2026-11-10T12:00:00Z')).toEqual(['head: escalated']);
  });
});

describe('a bank holiday', () => {
  it('is no working day, whether the school lists it or not', async () => {
    // The Friday before the early May bank holiday, half an hour before the end of school.
    await reportAt('2026-05-01T14:30:00Z');
    expect(await toldAt('2026-05-04T12:00:00Z')).toEqual([]);
    expect(await toldAt('2026-05-05T07:59:00Z')).toEqual([]);
    expect(await toldAt('2026-05-05T08:00:00Z')).toEqual(['deputy: escalated']);
  });

  it('keeps nobody in danger waiting', async () => {
    await reportAt('2026-12-25T09:00:00Z', { danger: 'yes' });
    expect(await toldAt('2026-12-25T09:15:00Z')).toEqual(['deputy: repeat', 'head: repeat', 'lead: repeat']);
  });
});

describe('somebody whose turn it would be and who is away', () => {
  it('is passed over for the time of the absence', async () => {
    await sayAway('deputy', { from: '2026-11-10' });
    await reportAt('2026-11-10T10:00:00Z');
    expect(await toldAt('2026-11-10T11:00:00Z')).toEqual(['head: escalated']);
  });

  it('is told in danger all the same', async () => {
    await sayAway('deputy', { from: '2026-11-10' });
    await reportAt('2026-11-10T10:00:00Z', { danger: 'yes' });
    expect(await toldAt('2026-11-10T10:15:00Z')).toEqual(['deputy: repeat', 'head: repeat', 'lead: repeat']);
  });
});

describe('a case somebody has acknowledged', () => {
  it('climbs no further, whatever the clock does', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    const [first] = await desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => {
      const { cases } = await import('../../src/store/schema.ts');
      return tx.select({ id: cases.id }).from(cases);
    });
    await desk.presses('lead', 'acknowledge', { case: first?.id ?? '' });
    expect(await toldAt('2027-01-11T10:00:00Z')).toEqual([]);
  });
});
