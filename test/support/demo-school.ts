import type { SchoolProfile } from '../../src/core/school/profile.ts';
import { addAbsence } from '../../src/store/people.ts';
import { loadFirst } from '../config/example-profiles.ts';
import { openTestDesk, type TestDesk, type TestPerson } from './test-desk.ts';

/** The demo school's id. */
export const DEMO_SCHOOL = 'larkfield-demo';

/** A case id that was never given. */
export const NO_CASE = '99999999-9999-4999-8999-999999999999';

/** Who works in the demo school of these tests: one of each function that matters, and a trust lead. */
export const DEMO_STAFF: TestPerson[] = [
  { who: 'teacher', roles: ['class_teacher'] },
  { who: 'colleague', roles: ['class_teacher'] },
  { who: 'lead', roles: ['dsl'] },
  { who: 'deputy', roles: ['deputy_head'] },
  { who: 'head', roles: ['head'] },
  { who: 'chair', roles: ['chair'] },
  { who: 'trust', roles: ['trust_lead'] },
  { who: 'ict', roles: ['ict_lead'] },
  { who: 'admin', roles: ['administrator'] },
];

/** Opens the demo school with one of each function, or with other people or settings. */
export function openDemoDesk(
  given: { at?: string; people?: TestPerson[]; change?: (profile: SchoolProfile) => SchoolProfile } = {},
): Promise<TestDesk> {
  const profile = loadFirst('demo-school');
  return openTestDesk({
    profiles: [given.change ? given.change(profile) : profile],
    people: given.people ?? DEMO_STAFF,
    ...(given.at ? { at: given.at } : {}),
  });
}

/** Marks somebody of the demo school as away from now on. */
export async function sendAway(desk: TestDesk, who: string, minutes: number): Promise<void> {
  const [personId, startsAt] = [await desk.personId(who), desk.clock.now()];
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  const absence = { id: desk.program.desk.ids.uuid(), personId, startsAt, endsAt };
  await addAbsence(desk.program.database, DEMO_SCHOOL, absence);
}
