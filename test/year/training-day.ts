import { isCurrent } from '../../src/core/people/membership.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import type { TestDesk } from '../support/test-desk.ts';

/** The day on which everybody does every course there is, as schools do in September; `recorder` writes it down. */
export async function holdTrainingDay(
  desk: TestDesk,
  profile: SchoolProfile,
  day: string,
  recorder: string,
): Promise<void> {
  const { store } = desk.program;
  const staff = (await store.listStaff(profile.id)).filter((person) => isCurrent(person, day));
  const records = staff.flatMap(({ personId }) =>
    profile.training.map(({ name }) => ({
      personId,
      course: name,
      completedOn: day,
      how: 'chat' as const,
      source: null,
      certificate: null,
    })),
  );
  if (records.length === 0) return;
  const by = await desk.personId(recorder, profile.id);
  await store.training.recordCourses(profile.id, records, { by, at: desk.clock.now() });
}
