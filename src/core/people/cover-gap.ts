import type { CoverGap } from '../desk-views.ts';
import { decideRoute } from '../incidents/route.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Absence } from './cover-store.ts';
import type { StaffMember } from './membership.ts';

/** A school with everybody's absences. */
interface CoverSchool {
  profile: SchoolProfile;
  staff: readonly StaffMember[];
  absences: readonly Absence[];
}

/**
 * The time in which an absence leaves the head alone to take cases, or nobody; null where somebody of the safeguarding team
 * or its cover is there all along, or where it is no different without this absence. Asks routing itself, so that it says
 * what will happen.
 */
export function findGap(school: CoverSchool, absence: Absence, now: Date): CoverGap | null {
  const begins = absence.startsAt > now ? absence.startsAt : now;
  const others = school.absences.filter(({ id }) => id !== absence.id);
  // Who is there changes only when somebody goes or comes back.
  const moments = others
    .flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])
    .filter((at) => at > begins && at < absence.endsAt)
    .map((at) => at.getTime());
  const times = [...new Set([begins.getTime(), ...moments])].sort((a, b) => a - b).map((at) => new Date(at));
  const left = times.map((at) => {
    const withIt = whoIsLeft(school, [...others, absence], at);
    return withIt === whoIsLeft(school, others, at) ? 'somebody' : withIt;
  });
  for (const worst of ['nobody', 'head'] as const) {
    const first = left.indexOf(worst);
    if (first < 0) continue;
    const end = left.findIndex((level, index) => index > first && level !== worst);
    const from = times[first] ?? begins;
    const to = (end < 0 ? undefined : times[end]) ?? absence.endsAt;
    return { left: worst, from: from.toISOString(), to: to.toISOString() };
  }
  return null;
}

/** Who would be told first of an ordinary concern. */
function whoIsLeft(
  { profile, staff }: CoverSchool,
  absences: readonly Absence[],
  at: Date,
): CoverGap['left'] | 'somebody' {
  const away = absences.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
  const { ladder } = decideRoute(
    { profile, staff, absent: new Set(away.map(({ personId }) => personId)) },
    { adult: 'no', adultIds: [], type: null, category: 'content', severity: null, reporterRoles: [], at },
  );
  const [first = []] = ladder;
  if (first.length === 0) return 'nobody';
  const headAlone = first.every((id) => {
    const held = rolesHeld(profile, staff.find(({ personId }) => personId === id)?.roles ?? []);
    return held.includes('head') && !held.includes('dsl') && !held.includes('deputy_dsl');
  });
  return headAlone ? 'head' : 'somebody';
}
