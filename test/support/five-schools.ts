import { loadProfile } from '../../src/config/load-profile.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import { openTestDesk, type TestDesk, type TestPerson } from './test-desk.ts';

/** The DSL team's channel in tests that add the bot to one. */
export const CASE_CHANNEL = 'teams:19:cases@thread.tacv2';

/** The five schools, by the name of their profile in `examples/`. */
export type FiveSchools = 'writtle' | 'st-andrews' | 'wessex' | 'milverton' | 'ingol';

/** Who works in each school: the functions its policy names, and a teacher and a cleaner. */
const STAFF: Record<FiveSchools, TestPerson[]> = {
  writtle: [
    { who: 'head', roles: ['head'] },
    { who: 'deputy', roles: ['deputy_head'] },
    { who: 'ict', roles: ['ict_lead'] },
    { who: 'office', roles: ['office'] },
    { who: 'governor', roles: ['governor'], group: 'governors' },
    { who: 'teacher', roles: ['class_teacher'] },
    { who: 'cleaner', roles: ['staff'], group: 'site' },
    { who: 'admin', roles: ['administrator'] },
  ],
  'st-andrews': [
    { who: 'head', roles: ['head'] },
    { who: 'coordinator', roles: ['esafety_coordinator'] },
    { who: 'technician', roles: ['network_manager'] },
    { who: 'governor', roles: ['governor'], group: 'governors' },
    { who: 'teacher', roles: ['class_teacher'] },
    { who: 'cleaner', roles: ['staff'], group: 'site' },
    { who: 'admin', roles: ['administrator'] },
  ],
  wessex: [
    { who: 'head-a', roles: ['head'], school: 'wessex-school-a' },
    { who: 'dsl-a', roles: ['dsl'], school: 'wessex-school-a' },
    { who: 'it-a', roles: ['ict_lead'], school: 'wessex-school-a' },
    { who: 'teacher-a', roles: ['class_teacher'], school: 'wessex-school-a' },
    { who: 'both', roles: ['class_teacher'], school: 'wessex-school-a' },
    { who: 'head-b', roles: ['head'], school: 'wessex-school-b' },
    { who: 'dsl-b', roles: ['dsl'], school: 'wessex-school-b' },
    { who: 'it-b', roles: ['ict_lead'], school: 'wessex-school-b' },
    { who: 'teacher-b', roles: ['class_teacher'], school: 'wessex-school-b' },
    { who: 'both', roles: ['class_teacher'], school: 'wessex-school-b' },
  ],
  milverton: [
    { who: 'head', roles: ['head'] },
    { who: 'dsl', roles: ['deputy_dsl'] },
    { who: 'chair', roles: ['chair'] },
    { who: 'sendco', roles: ['sendco'] },
    { who: 'teacher', roles: ['class_teacher'] },
    { who: 'ict', roles: ['ict_lead'] },
    { who: 'office', roles: ['office'] },
    { who: 'cleaner', roles: ['staff'], group: 'site' },
    { who: 'admin', roles: ['administrator'] },
  ],
  ingol: [
    { who: 'head', roles: ['head'] },
    { who: 'deputy', roles: ['deputy_head'] },
    { who: 'ict', roles: ['ict_lead'] },
    { who: 'ict-team', roles: ['network_manager'] },
    { who: 'governor', roles: ['governor'], group: 'governors' },
    { who: 'teacher', roles: ['class_teacher'] },
    { who: 'cleaner', roles: ['staff'], group: 'site' },
    { who: 'admin', roles: ['administrator'] },
  ],
};

/**
 * Opens one of the five schools on its own profile with its own staff.
 * @param change what the school has settled since its policy was written, such as who the deputy DSL is
 */
export async function openSchool(
  name: FiveSchools,
  given: { at?: string; more?: TestPerson[]; change?: (profile: SchoolProfile) => SchoolProfile } = {},
): Promise<TestDesk> {
  const { profiles, problems } = loadProfile(`examples/${name}.yaml`);
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'));
  return openTestDesk({
    profiles: given.change ? profiles.map(given.change) : profiles,
    people: [...STAFF[name], ...(given.more ?? [])],
    ...(given.at ? { at: given.at } : {}),
  });
}

/** Everybody in a school's cast, for "and nobody else". */
export const everybodyIn = (name: FiveSchools): string[] => [...new Set(STAFF[name].map((person) => person.who))];

/** Who got anything 1:1 since the last call, in alphabetical order; what was sent is forgotten. */
export function takeReached(desk: TestDesk): string[] {
  const reached = desk.chat.sent.filter(({ to }) => to === 'person').map(({ target }) => target);
  desk.chat.sent.length = 0;
  return [...new Set(reached)].sort();
}

/** Delivers what earlier tests left and forgets it, so that a test sees its own messages alone. */
export async function clearMessages(desk: TestDesk): Promise<void> {
  await desk.deliver();
  desk.chat.sent.length = 0;
}
