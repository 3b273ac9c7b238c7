import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../src/core/incidents/taxonomy.ts';
import { nextEscalation } from '../../src/core/incidents/urgency.ts';
import { oneWorkingDayLater } from '../../src/core/school/calendar.ts';
import { loadFirst } from '../config/example-profiles.ts';

const demo = loadFirst('demo-school');
const due = (severity: Parameters<typeof nextEscalation>[1], from: string) =>
  nextEscalation(demo, severity, new Date(from)).toISOString();

describe('when the next one on the ladder is told', () => {
  it.each([
    ['in danger: after 15 minutes of the clock', 'immediate', '2026-11-10T10:00:00Z', '2026-11-10T10:15:00.000Z'],
    ['in danger at night in the holidays: the same', 'immediate', '2026-08-08T02:00:00Z', '2026-08-08T02:15:00.000Z'],
    ['significant harm: after a school hour', 'significant', '2026-11-10T10:00:00Z', '2026-11-10T11:00:00.000Z'],
    [
      'significant harm in the evening: after the first hour',
      'significant',
      '2026-11-10T20:00:00Z',
      '2026-11-11T09:30:00.000Z',
    ],
    ['a concern: on the next school morning', 'concern', '2026-11-10T10:00:00Z', '2026-11-11T08:30:00.000Z'],
    ['a concern on a Friday: on Monday morning', 'concern', '2026-11-13T10:00:00Z', '2026-11-16T08:30:00.000Z'],
    ['a concern in the holidays: after one working day', 'concern', '2026-08-05T10:00:00Z', '2026-08-06T10:00:00.000Z'],
    ['something minor: on the next school morning', 'minor', '2026-11-10T10:00:00Z', '2026-11-11T08:30:00.000Z'],
    ['not assessed: after a school hour', null, '2026-11-10T10:00:00Z', '2026-11-10T11:00:00.000Z'],
  ] as const)('%s', (_, severity, from, expected) => {
    expect(due(severity, from)).toBe(expected);
  });

  it('is as the school’s profile sets it', () => {
    const urgency = { immediate_repeat_minutes: 5, significant_harm_school_minutes: 30, unassessed_school_minutes: 90 };
    const from = new Date('2026-11-10T10:00:00Z');
    const minutes = (['immediate', 'significant', null] as const).map(
      (severity) => (nextEscalation({ ...demo, urgency }, severity, from).getTime() - from.getTime()) / 60_000,
    );
    expect(minutes).toEqual([5, 30, 90]);
  });

  it('is later than now and never later than one working day, whenever and however grave', () => {
    const first = Date.parse('2025-09-02T00:00:00Z') / 60_000;
    fc.assert(
      fc.property(
        fc.integer({ min: first, max: first + 3 * 366 * 24 * 60 }),
        fc.constantFrom(...SEVERITIES, null),
        (minute, severity) => {
          const from = new Date(minute * 60_000);
          const next = nextEscalation(demo, severity, from).getTime();
          expect(next).toBeGreaterThan(from.getTime());
          expect(next).toBeLessThanOrEqual(oneWorkingDayLater(demo, from).getTime());
        },
      ),
      { seed: 8, numRuns: 400 },
    );
  });
});
