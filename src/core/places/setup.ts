import { mayConfigure, viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import type { Origin } from '../events.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import { rolesHeld } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import { readMembers } from './check-members.ts';

/**
 * `/esafety setup` in a channel: an administrator names it the place of the DSL team. Its members are checked now, so that he
 * knows who must leave, and again before every post.
 * @param schoolId which school, where the administrator serves several
 */
export async function namePlace(desk: Desk, identity: Identity, origin: Origin, schoolId: string): Promise<Reply> {
  const seats = identity.seats.filter((seat) => mayConfigure(seat.roles));
  const seat = seats.length > 1 ? seats.find((candidate) => candidate.profile.id === schoolId.trim()) : seats[0];
  if (!seat) return show({ name: 'notice', notice: 'not-allowed' });
  if (origin.place.kind === 'personal') return show({ name: 'notice', notice: 'setup-needs-channel' });
  const { profile } = seat;
  const found = await readMembers(desk, profile, origin.place);
  if (found.kind === 'problem') return show({ name: 'notice', notice: 'setup-unreachable' });
  const staff = await desk.staff.list(profile.id);
  const strangers = found.members.filter(({ personId }) => {
    const roles = staff.find((person) => person.personId === personId)?.roles ?? [];
    return personId === null || !viewerOf(personId, rolesHeld(profile, roles)).pupilCases;
  });
  const now = desk.clock.now();
  await desk.store.rememberPlace(origin, now);
  await desk.store.namePlace(profile.id, 'dsl', origin.place, identity.personId, now);
  return show({
    name: 'setup',
    school: headingOf(profile),
    strangers: strangers.filter(({ personId }) => personId !== identity.personId).map(({ label }) => label),
    leaveYourself: strangers.some(({ personId }) => personId === identity.personId),
    members: found.members.length,
  });
}
