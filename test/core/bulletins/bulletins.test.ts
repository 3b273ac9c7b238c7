import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfile } from '../../../src/config/load-profile.ts';
import { dueBulletins } from '../../../src/core/bulletins/due-bulletins.ts';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import { loadStaff } from '../../../src/load-staff.ts';
import { takeReached } from '../../support/five-schools.ts';
import { staffRow } from '../../support/staff-rows.ts';
import { openTestDesk, type TestDesk } from '../../support/test-desk.ts';
import { notificationOf, only, shown, wordsOf } from '../../support/views.ts';

const WRITTLE = 'writtle-infant';
const ST_ANDREWS = 'st-andrews-ce-junior';
const TEXT = 'Marmalade settings are switched off from Monday.';

let desk: TestDesk;
let forms = 0;
beforeAll(async () => {
  const terms = [
    { from: '2026-09-01', to: '2026-12-18' },
    { from: '2027-01-05', to: '2027-03-25' },
  ];
  const profiles = ['writtle', 'st-andrews']
    .flatMap((name) => loadProfile(`examples/${name}.yaml`).profiles)
    .map((profile) => (profile.id === WRITTLE ? { ...profile, terms } : profile));
  desk = await openTestDesk({
    profiles,
    people: [
      { who: 'head', roles: ['head'], school: WRITTLE },
      { who: 'teacher', roles: ['class_teacher'], school: WRITTLE },
      { who: 'other', roles: ['class_teacher'], school: WRITTLE },
      { who: 'office', roles: ['office'], school: WRITTLE },
      { who: 'a-coordinator', roles: ['esafety_coordinator'], school: ST_ANDREWS },
      { who: 'a-teacher', roles: ['class_teacher'], school: ST_ANDREWS },
    ],
  });
  const office = { ...staffRow(WRITTLE, 'office', ['office']), group: 'office' as const };
  await loadStaff(desk.program, profiles[0] as (typeof profiles)[number], [office], { dryRun: false, beginAll: true });
});
afterAll(() => desk.close());

async function sends(who: string, values: Record<string, string> = {}, key?: string) {
  forms += 1;
  const given = { title: 'Settings', text: TEXT, group: 'everybody', ...values };
  return desk.submits(who, 'bulletin', { key: key ?? `bulletin-${forms}` }, given);
}

async function remind(): Promise<string[]> {
  await createRemindSchools(desk.program.desk, [dueBulletins])();
  await desk.deliver();
  return takeReached(desk);
}

describe('what the co-ordinator tells everybody', () => {
  it('[A15] can be sent by the co-ordinator, and not by other staff', async () => {
    for (const who of ['a-teacher', 'teacher', 'office']) {
      expect(shown(await desk.says(who, '/esafety bulletin'), 'notice').notice, who).toBe('not-allowed');
      expect(shown(await sends(who), 'desk-form').problem, who).toBe('not-served');
      expect(shown(await desk.presses(who, 'bulletins', {}), 'notice').notice, who).toBe('not-allowed');
    }
    expect(wordsOf(shown(await desk.says('a-coordinator', '/esafety bulletin'), 'desk-form'))).toContain(
      'name no child',
    );
    expect(shown(await sends('a-coordinator'), 'bulletins').sent).toBe(true);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['a-teacher']);
  });

  it('comes to each 1:1 with its text, which no notification repeats, once however often the form arrives', async () => {
    await sends('head', {}, 'the-form');
    await sends('head', {}, 'the-form');
    await desk.deliver();
    expect(desk.chat.sent).toHaveLength(3);
    const [card] = only(desk.chat.toPerson('teacher'), 'bulletin');
    if (!card) throw new Error('no bulletin');
    expect(wordsOf(card)).toContain(TEXT);
    expect(notificationOf(card)).toBe('News on online safety');
    expect(takeReached(desk)).toEqual(['office', 'other', 'teacher']);
    const stored = await desk.program.database.inSchool(WRITTLE, (tx) =>
      tx.execute(sql`select b.*, o.intent::text, o.dedupe_key from bulletins b, outbox o`),
    );
    expect(JSON.stringify(stored)).not.toContain('Marmalade');
  });

  it('[W19] shows how many of each staff group have read it', async () => {
    const [listed] = shown(await desk.presses('head', 'bulletins', {}), 'bulletins').schools;
    expect(listed?.bulletins[0]?.groups).toEqual([
      { group: 'teachers', people: 2, done: 0 },
      { group: 'office', people: 1, done: 0 },
    ]);
    const [bulletin] = await desk.program.store.bulletins.listBulletins(WRITTLE, 1);
    const data = { bulletin: bulletin?.bulletinId ?? '' };
    expect(shown(await desk.presses('teacher', 'read-bulletin', data), 'bulletin').read).toBe(true);
    expect(shown(await desk.presses('teacher', 'read-bulletin', data), 'bulletin').read).toBe(true);
    await desk.presses('office', 'read-bulletin', data);
    // It was not for somebody of another school.
    expect(shown(await desk.presses('a-teacher', 'read-bulletin', data), 'notice').notice).toBe('nothing-found');
    const words = wordsOf(shown(await desk.presses('head', 'bulletins', {}), 'bulletins'));
    expect(words).toContain('Teachers\n50% (1 of 2)');
    expect(words).toContain('Office\n100% (1 of 1)');
    expect(words).not.toContain('Staff teacher');
  });

  it('is shown once more after a week to those who have not read it, and then no more', async () => {
    desk.clock.set('2026-11-16T10:00:00Z');
    expect(await remind()).toEqual([]);
    desk.clock.set('2026-11-17T10:00:00Z');
    expect(await remind()).toEqual(['a-teacher', 'other']);
    desk.clock.set('2026-11-24T10:00:00Z');
    expect(await remind()).toEqual([]);
  });

  it('goes to one group where that is chosen, and asks for what is missing', async () => {
    const wrong = shown(await sends('head', { title: ' ', group: 'trustees' }), 'desk-form');
    expect(wrong.errors).toEqual({
      title: 'Please give it a title.',
      group: 'Nobody is in this group. Please choose another one.',
    });
    await sends('head', { group: 'office' });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['office']);
  });

  it('comes once on the morning after the holidays it was sent in: the week begins then', async () => {
    desk.clock.set('2026-12-21T10:00:00Z');
    await sends('head', { group: 'office', title: 'After the holidays' });
    await desk.deliver();
    expect(takeReached(desk)).toEqual([]);
    const cards = async (day: string) => {
      desk.clock.set(`${day}T10:00:00Z`);
      await createRemindSchools(desk.program.desk, [dueBulletins])();
      await desk.deliver();
      const found = only(desk.chat.toPerson('office'), 'bulletin').filter(
        ({ title }) => title === 'After the holidays',
      );
      desk.chat.sent.length = 0;
      return found.length;
    };
    expect(await cards('2027-01-05')).toBe(1);
    expect(await cards('2027-01-11')).toBe(0);
    expect(await cards('2027-01-12')).toBe(1);
  });
});
