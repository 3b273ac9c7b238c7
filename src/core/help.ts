import { type Identity, rolesOf } from './identify.ts';
import { type Reply, show } from './replies.ts';
import { headingOf, sharedContacts } from './schools.ts';

/** Shows what a person can do here. */
export function showHelp(identity: Identity, unknownWord: boolean): Reply {
  const profiles = identity.seats.map((seat) => seat.profile);
  const [only] = profiles;
  return show({
    name: 'help',
    school: profiles.length === 1 && only ? headingOf(only) : null,
    unknownWord,
    roles: rolesOf(identity),
    contacts: sharedContacts(profiles),
  });
}
