import type { Desk } from '../desk.ts';
import type { Intent } from '../intents.ts';
import type { StaffMember } from '../people/membership.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import type { SchoolHeading, View } from '../views.ts';

/** Who is told something that belongs to no case: somebody who works in the school today. */
export interface Told {
  desk: Desk;
  profile: SchoolProfile;
  school: SchoolHeading;
  person: StaffMember;
  /** His functions today, once "same as" is followed. */
  roles: Role[];
}

/** Composes one kind of message from the record as it stands now; null where it is not to be sent any more. */
export type ComposeTold<Kind extends Intent['kind']> = (
  told: Told,
  intent: Extract<Intent, { kind: Kind }>,
) => Promise<View | null>;
