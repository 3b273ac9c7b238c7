import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startPlayground } from '../../playground/server.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import { listMornings } from '../../src/demo-calendar.ts';
import { DemoClock } from '../../src/demo-clock.ts';
import { loadFirst } from '../config/example-profiles.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { WORLD } from './demo-world.ts';
import { BOT, startEchoBot } from './echo-bot.ts';

const folder = makeTemporaryFolder();
afterAll(() => folder.remove());

const HOUR_MILLISECONDS = 60 * 60_000;

describe('the clock of the demo', () => {
  it('can be put forward, not back, and stays where it was put when the program starts again', () => {
    const file = join(folder.path, 'clock.json');
    const clock = new DemoClock(file);
    const later = new Date(clock.now().getTime() + 30 * 24 * HOUR_MILLISECONDS);
    clock.moveTo(later);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(later.getTime());
    clock.moveTo(new Date(0));
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(later.getTime());
    expect(new DemoClock(file).now().getTime()).toBeGreaterThanOrEqual(later.getTime());
  });

  const profile: SchoolProfile = loadFirst('demo-school');
  const from = new Date('2026-11-22T11:00:00Z');
  const days = (skip: Parameters<typeof listMornings>[2]) =>
    listMornings(profile, from, skip).map((morning) => morning.toISOString().slice(0, 16));

  it('stops on each school morning on its way, and on no other day', () => {
    expect(days('school-day')).toEqual(['2026-11-23T08:35']);
    expect(days('week')).toEqual([23, 24, 25, 26, 27, 30].map((day) => `2026-11-${day}T08:35`));
    const untilTerm = days('term');
    // The fourth of January is a training day.
    expect(untilTerm.slice(-2)).toEqual(['2026-12-18T08:35', '2027-01-05T08:35']);
    expect(untilTerm).toHaveLength(21);
  });

  it('goes nowhere once the term dates end', () => {
    expect(listMornings(profile, new Date('2028-08-01T11:00:00Z'), 'school-day')).toEqual([]);
  });
});

describe('the page of the playground', () => {
  it('shows the clock, puts it forward and dates messages by it', async () => {
    let now = new Date('2026-11-23T08:35:00Z');
    const asked: string[] = [];
    const clock = {
      now: () => now,
      skips: [{ name: 'week', label: 'A week on' }],
      skip: async (name: string, onStop: () => void) => {
        asked.push(name);
        now = new Date('2026-11-30T08:35:00Z');
        onStop();
      },
    };
    const bot = await startEchoBot();
    const playground = await startPlayground({ world: WORLD, port: 0, botUrl: bot.botUrl, ...BOT, clock });
    try {
      const world = (await (await fetch(`${playground.url}api/world`)).json()) as { clock: unknown };
      expect(world.clock).toEqual({ now: '2026-11-23T08:35:00.000Z', skips: clock.skips });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${playground.url}api/skip`, { method: 'POST', headers, body: '{"to":"week"}' });
      expect(await answer.json()).toEqual({ now: '2026-11-30T08:35:00.000Z' });
      expect(asked).toEqual(['week']);
    } finally {
      await playground.close();
      await bot.close();
    }
  });
});
