import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countAlerts } from '../../../src/core/filtering/count-alerts.ts';
import { readAlertLines } from '../../../src/core/filtering/read-alerts.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import { CASE_CHANNEL, clearMessages, everybodyIn, openSchool } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { notificationOf, only, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
let profile: SchoolProfile;
let deliveries = 0;

beforeAll(async () => {
  desk = await openSchool('milverton', { at: '2026-11-05T10:00:00Z' });
  profile = desk.profiles[0] as SchoolProfile;
  const place = await desk.addPlace(CASE_CHANNEL, ['head', 'dsl']);
  await desk.program.store.namePlace(profile.id, 'dsl', place, await desk.personId('admin'), desk.clock.now());
});

afterAll(() => desk.close());

beforeEach(() => clearMessages(desk));

async function arrives(...lines: Record<string, unknown>[]): Promise<void> {
  deliveries += 1;
  const { alerts } = readAlertLines(lines);
  await countAlerts(desk.program.desk, profile, { key: `delivery ${deliveries}`, via: 'hook', alerts });
}

const line = (time: string, more: Record<string, unknown> = {}) => ({
  time,
  url: 'https://parrots.example/x',
  user: 'pip@pupils.example',
  category: 'Weapons',
  ...more,
});

/** Finds out what is due and answers the summaries that went out, by where they went. */
async function summaries() {
  await desk.remind();
  return desk.chat.sent.flatMap(({ to, target, view }) =>
    only([view], 'filter-summary').map((summary) => ({ to, target, view: summary })),
  );
}

describe('the daily summary of the web filter', () => {
  it('[M16] goes once a school day to the named people 1:1 and to the restricted channel, and nowhere else', async () => {
    await arrives(
      line('2026-11-04T09:00:00Z', { count: 3 }),
      line('2026-11-04T11:00:00Z', { url: 'games.example', category: 'Games', count: 2 }),
      // A colleague's own account is in no number, and neither is today.
      line('2026-11-04T11:00:00Z', { user: 'teacher@school.example', count: 40 }),
      line('2026-11-05T08:00:00Z', { url: 'other.example' }),
    );
    await clearMessages(desk);
    const sent = await summaries();
    expect(sent.map(({ to, target }) => `${to} ${target}`).sort()).toEqual([
      'person dsl',
      'person head',
      `place ${CASE_CHANNEL}`,
    ]);
    for (const { view } of sent)
      expect(view).toMatchObject({
        from: '2026-11-04',
        to: '2026-11-04',
        alerts: 2,
        attempts: 5,
        urgent: 0,
        waiting: 1,
      });
    const words = sent.map(({ view }) => `${wordsOf(view)} ${notificationOf(view)}`).join(' ');
    expect(words).not.toMatch(/parrots|games|pip|Weapons/i);
    desk.chat.sent.length = 0;
    desk.clock.set('2026-11-05T13:00:00Z');
    expect(await summaries()).toEqual([]);
  });

  it('covers the weekend on Monday, and stays silent on the weekend itself', async () => {
    await arrives(
      line('2026-11-06T20:00:00Z', { url: 'friday.example', category: 'Games' }),
      line('2026-11-07T20:00:00Z', { url: 'saturday.example', category: 'Games' }),
      line('2026-11-08T20:00:00Z', { url: 'sunday.example', category: 'Games' }),
    );
    for (const instant of ['2026-11-07T10:00:00Z', '2026-11-08T10:00:00Z']) {
      desk.clock.set(instant);
      expect(await summaries()).toEqual([]);
    }
    desk.clock.set('2026-11-09T10:00:00Z');
    const [sent] = await summaries();
    expect(sent?.view).toMatchObject({ from: '2026-11-06', to: '2026-11-08' });
  });

  it('is posted nowhere once somebody in the channel may not know, and still reaches the named people', async () => {
    await desk.addPlace(CASE_CHANNEL, ['head', 'dsl', 'teacher']);
    desk.clock.set('2026-11-10T10:00:00Z');
    const sent = await summaries();
    expect(sent.map(({ to, target }) => `${to} ${target}`).sort()).toEqual(['person dsl', 'person head']);
    const reached = desk.chat.sent.map(({ target }) => target);
    expect(everybodyIn('milverton').filter((who) => reached.includes(who))).toEqual(['head', 'dsl']);
  });

  it('does not come at all where nothing was reported and nothing waits', async () => {
    const quiet = await openSchool('ingol', { at: '2026-11-10T10:00:00Z' });
    await quiet.remind();
    expect(
      only(
        quiet.chat.sent.map(({ view }) => view),
        'filter-summary',
      ),
    ).toEqual([]);
    await quiet.close();
  });
});
