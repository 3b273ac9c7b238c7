import type { Desk } from './desk.ts';
import type { Identity } from './identify.ts';
import { type Reply, show } from './replies.ts';
import { contactsOf, headingOf } from './schools.ts';

/** Shows whom to ring, in and outside the school. Needs no database. */
export function showContacts(desk: Desk, identity: Identity): Reply {
  const profiles = identity.seats.map(({ profile }) => profile);
  const nations = [...new Set(profiles.map(({ nation }) => nation))];
  const national = new Map(nations.flatMap(desk.nationalContacts).map((contact) => [contact.name, contact]));
  return show({
    name: 'contacts',
    schools: profiles.map((profile) => ({
      school: headingOf(profile),
      contacts: contactsOf(profile),
      lado: profile.contacts.lado,
      agencies: profile.contacts.agencies,
    })),
    national: [...national.values()],
  });
}
