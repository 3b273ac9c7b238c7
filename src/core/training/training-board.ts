import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { currentStaff } from '../people/current-staff.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { headingOf } from '../schools.ts';
import type { TrainingBoardView } from '../training-views.ts';
import { readProgress } from './progress.ts';
import { holdsRight, mayDo, rightsOf } from './training-rights.ts';

/** Shows how far everybody is, of the school chosen or of the first one in which somebody may see it. */
export async function showTrainingBoard(
  desk: Desk,
  { personId, seats }: Identity,
  data: Record<string, string>,
): Promise<Reply> {
  const open = seats.filter((seat) => mayDo(seat, 'figures'));
  const seat = open.find(({ profile }) => profile.id === data.school) ?? open[0];
  if (!seat) return show({ name: 'notice', notice: 'not-allowed' });
  const view = await readBoard(desk, seat.profile, seat.roles, false);
  if (view.behind !== null)
    await desk.store.training.noteNamesShown(seat.profile.id, { by: personId, at: desk.clock.now() });
  return show(view);
}

/**
 * How far everybody in a school is: figures, and for the head the names.
 * @param weekly true for the weekly message: then the names are those of people who were reminded in vain
 */
export async function readBoard(
  desk: Desk,
  profile: SchoolProfile,
  roles: Role[],
  weekly: boolean,
): Promise<TrainingBoardView> {
  const today = localDay(desk.clock.now());
  const staff = await currentStaff(desk, profile.id, today);
  const { year, items, people } = await readProgress(desk, profile, staff, today);
  const behind = people
    .filter(({ missing, late }) => (weekly ? late : missing.length > 0))
    .map(({ person, missing, induction, late }) => ({
      name: person.name,
      group: person.staffGroup,
      missing,
      induction: induction !== null,
      late,
    }));
  return {
    name: 'training-board',
    school: headingOf(profile),
    schoolId: profile.id,
    weekly,
    year,
    items: items.map(({ title, kind, groups }) => ({ title, kind, groups })),
    behind: holdsRight(roles, 'names') ? behind : null,
    classes: await desk.store.training.classCounts(profile.id, year),
    may: rightsOf({ profile, roles }),
  };
}
