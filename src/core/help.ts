import type { Identity } from './identify.ts';
import { type Reply, show } from './replies.ts';
import type { Role } from './school/roles.ts';
import { headingOf, sharedContacts } from './schools.ts';

/** Shows what a person can do here. */
export function showHelp(identity: Identity, unknownWord: boolean): Reply {
  const profiles = identity.seats.map((seat) => seat.profile);
  const roles: Role[] = [...new Set(identity.seats.flatMap((seat) => seat.roles))];
  const [only] = profiles;
  return show({
    name: 'help',
    school: profiles.length === 1 && only ? headingOf(only) : null,
    unknownWord,
    roles,
    contacts: sharedContacts(profiles),
  });
}
