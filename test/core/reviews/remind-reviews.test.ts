import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import { duePolicies } from '../../../src/core/reviews/due-policies.ts';
import { reviewOccasion } from '../../../src/core/reviews/review-occasion.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import { loadStaff } from '../../../src/load-staff.ts';
import { clearMessages, openSchool, takeReached } from '../../support/five-schools.ts';
import { staffRow } from '../../support/staff-rows.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

describe('the occasions of a review', () => {
  it.each([
    ['2026-05-01', null],
    ['2026-06-01', '2026-07-31|60'],
    ['2026-06-30', '2026-07-31|60'],
    ['2026-07-01', '2026-07-31|30'],
    ['2026-07-24', '2026-07-31|7'],
    ['2026-07-31', '2026-07-31|7'],
    ['2026-08-01', '2026-07-31|late-0'],
    ['2026-08-06', '2026-07-31|late-0'],
    ['2026-08-07', '2026-07-31|late-1'],
    ['2026-08-14', '2026-07-31|late-2'],
  ])('on %s: %s', (today, key) => {
    expect(reviewOccasion('2026-07-31', today)?.key ?? null).toBe(key);
  });

  it('tell the head from the fourteenth day on', () => {
    expect(reviewOccasion('2026-07-31', '2026-08-13')).toMatchObject({ overdue: true, tellsHead: false });
    expect(reviewOccasion('2026-07-31', '2026-08-14')).toMatchObject({ overdue: true, tellsHead: true });
  });
});

describe('St Andrew’s overdue E-Safety Policy', () => {
  let desk: TestDesk;
  let profile: SchoolProfile;
  const run = async (): Promise<string[]> => {
    // Each time as a program that has just started, which remembers nothing.
    await createRemindSchools(desk.program.desk, [duePolicies])();
    await desk.deliver();
    return takeReached(desk);
  };

  beforeAll(async () => {
    desk = await openSchool('st-andrews');
    profile = desk.profiles[0] as SchoolProfile;
    await clearMessages(desk);
  });
  afterAll(() => desk.close());

  it('waits for school time', async () => {
    desk.clock.set('2026-11-08T11:00:00Z');
    expect(await run()).toEqual([]);
    desk.clock.set('2026-11-10T06:00:00Z');
    expect(await run()).toEqual([]);
  });

  it('[A13] reminds the co-ordinator, and the head because it is long overdue, once in a week', async () => {
    desk.clock.set('2026-11-10T10:00:00Z');
    await createRemindSchools(desk.program.desk, [duePolicies])();
    await desk.deliver();
    expect(only(desk.chat.toPerson('coordinator'), 'review-due')).toMatchObject([
      { policy: 'E-Safety Policy', dueOn: '2022-09-30', overdue: true, workedOn: null },
    ]);
    const [card] = only(desk.chat.toPerson('coordinator'), 'review-due');
    const form = shown(
      await desk.opens('coordinator', 'policy-draft', { document: card?.policyId ?? '' }),
      'desk-form',
    );
    // The policy's own cycle, three years, from today.
    expect(form.values).toMatchObject({ policy: card?.policyId, nextReview: '2029-11-10' });
    expect(takeReached(desk)).toEqual(['coordinator', 'head']);
    expect(await run()).toEqual([]);
  });

  it('[A13] goes to whoever holds the function then, not to the person who once did', async () => {
    const rows = [
      staffRow(profile.id, 'coordinator', ['class_teacher']),
      staffRow(profile.id, 'teacher', ['class_teacher', 'esafety_coordinator']),
    ];
    await loadStaff(desk.program, profile, rows, { dryRun: false, beginAll: true });
    desk.clock.set('2026-11-17T10:00:00Z');
    expect(await run()).toEqual(['head', 'teacher']);
  });

  it('is sent once where several programs run', async () => {
    desk.clock.set('2026-11-24T10:00:00Z');
    const programs = Array.from({ length: 3 }, () => createRemindSchools(desk.program.desk, [duePolicies]));
    const sent = await Promise.all(programs.map((program) => program()));
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(1);
    await clearMessages(desk);
  });

  it('does not reach somebody who has given the function up since it was found due', async () => {
    desk.clock.set('2026-12-01T10:00:00Z');
    await createRemindSchools(desk.program.desk, [duePolicies])();
    const rows = [staffRow(profile.id, 'teacher', ['class_teacher'])];
    await loadStaff(desk.program, profile, rows, { dryRun: false, beginAll: true });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
  });

  it('goes to the head from the first reminder on where nobody holds the function', async () => {
    const staff = await desk.program.store.listStaff(profile.id);
    const heads = staff.filter(({ roles }) => roles.includes('head'));
    const [occasion] = await duePolicies({
      desk: desk.program.desk,
      profile,
      now: new Date('2022-09-05T10:00:00Z'),
      today: '2022-09-05',
      staff,
      holdersOf: (roles) => (roles.includes('head') ? heads : []),
    });
    const head = await desk.personId('head');
    expect(occasion?.messages.map(({ intent }) => 'personId' in intent && intent.personId)).toEqual([head]);
  });
});
