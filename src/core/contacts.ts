import type { Identity } from './identify.ts';
import { type Reply, show } from './replies.ts';
import { contactsOf, headingOf } from './schools.ts';

/** Shows whom to ring, in and outside the school. */
export function showContacts(identity: Identity): Reply {
  return show({
    name: 'contacts',
    schools: identity.seats.map(({ profile }) => ({
      school: headingOf(profile),
      contacts: contactsOf(profile),
      lado: profile.contacts.lado,
      agencies: profile.contacts.agencies,
    })),
  });
}
