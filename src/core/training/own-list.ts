import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { OwnListReason } from '../intents.ts';
import type { StaffMember } from '../people/membership.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { headingOf } from '../schools.ts';
import type { OwnListView } from '../training-views.ts';
import { familyDocuments } from './asked-documents.ts';
import type { PersonProgress } from './person-progress.ts';
import { readProgress } from './progress.ts';
import { holdsRight } from './training-rights.ts';

/** `/esafety training`: what one still has to read and learn, of the school chosen or of the first in which something is missing. */
export async function showOwnList(desk: Desk, identity: Identity, data: Record<string, string>): Promise<Reply> {
  const chosen = identity.seats.find(({ profile }) => profile.id === data.school);
  let view: OwnListView | null = null;
  for (const seat of chosen ? [chosen] : identity.seats) {
    const found = await ownListOf(desk, identity, seat);
    if (!found) continue;
    view ??= found;
    if (!hasMissing(found)) continue;
    view = found;
    break;
  }
  return show(view ?? { name: 'notice', notice: 'not-allowed' });
}

/** What somebody who acted has to read and learn in one of his schools; null where he is not on its list any more. */
export async function ownListOf(desk: Desk, identity: Identity, seat: SchoolSeat): Promise<OwnListView | null> {
  const { profile, roles } = seat;
  const person = (await desk.staff.list(profile.id)).find(({ personId }) => personId === identity.personId);
  if (!person) return null;
  const view = await readOwnList(desk, profile, person, roles, 'asked');
  const others = identity.seats.filter((other) => other !== seat);
  return { ...view, others: others.map((other) => ({ schoolId: other.profile.id, name: other.profile.name })) };
}

/** What one person has to read and learn in a school. */
export async function readOwnList(
  desk: Desk,
  profile: SchoolProfile,
  person: StaffMember,
  roles: readonly Role[],
  why: OwnListReason,
): Promise<OwnListView> {
  const today = localDay(desk.clock.now());
  const { people, state } = await readProgress(desk, profile, [person], today);
  const [own] = people as [PersonProgress];
  const uncounted = familyDocuments(profile).filter((document) => !state.counted.includes(document));
  return {
    name: 'own-list',
    school: headingOf(profile),
    schoolId: profile.id,
    induction: own.induction !== null,
    why,
    documents: own.documents.map(({ document, version, url, done }) => ({
      documentId: documentIdOf(desk, profile.id, document, version),
      document,
      version,
      url,
      done,
    })),
    courses: own.courses.map(({ course, dueOn, state }) => ({ course, dueOn, state })),
    families: mayCount(roles) ? uncounted : [],
    others: [],
    mayOpenBoard: holdsRight(roles, 'figures'),
  };
}

/** Whether something is left to do on somebody's list. */
export function hasMissing({ documents, courses, families }: OwnListView): boolean {
  return documents.some(({ done }) => !done) || courses.some(({ state }) => state !== 'done') || families.length > 0;
}

/** Which document of a school in which version a button is about; a title may be too long for a button. */
export function documentIdOf(
  desk: Pick<Desk, 'ids'>,
  schoolId: string,
  document: string,
  version: string | null,
): string {
  return desk.ids.keyOf(`document|${schoolId}|${document}|${version ?? ''}`);
}

/** Those who are asked to count what families sign: who teaches a class, and the office. */
export const mayCount = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === 'class_teacher' || role === 'office');
