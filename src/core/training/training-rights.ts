import type { SchoolSeat } from '../identify.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import type { TrainingBoardView } from '../training-views.ts';
import { familyDocuments } from './asked-documents.ts';

type Right = 'names' | 'figures' | TrainingBoardView['may'][number];

/** Who may do what. The names of those who have not done something are for the head alone (St Andrew's 3.1). */
const RIGHTS: Record<Right, readonly Role[]> = {
  names: ['head'],
  figures: ['head', 'deputy_head', 'dsl', 'deputy_dsl', 'esafety_coordinator'],
  'training-file': ['head'],
  certificate: ['head'],
  'record-training': ['head', 'esafety_coordinator', 'office'],
  induct: ['head', 'deputy_head', 'dsl', 'esafety_coordinator', 'office'],
  'class-count': ['head', 'deputy_head', 'esafety_coordinator', 'office', 'class_teacher'],
};

/** Whether somebody who holds these functions may do this. */
export const holdsRight = (roles: readonly Role[], right: Right): boolean =>
  roles.some((role) => RIGHTS[right].includes(role));

/** The schools in which somebody may do this; counting classes only where families sign something. */
export const seatsWith = (seats: readonly SchoolSeat[], right: Right): SchoolSeat[] =>
  seats.filter((seat) => mayDo(seat, right));

/** Whether somebody may do this in one of his schools. */
export function mayDo({ profile, roles }: Pick<SchoolSeat, 'profile' | 'roles'>, right: Right): boolean {
  return holdsRight(roles, right) && (right !== 'class-count' || familyDocuments(profile).length > 0);
}

/** What somebody may do from the page that shows how far everybody is. */
export function rightsOf(seat: { profile: SchoolProfile; roles: Role[] }): TrainingBoardView['may'] {
  const all = ['record-training', 'induct', 'class-count', 'training-file', 'certificate'] as const;
  return all.filter((right) => mayDo(seat, right));
}
