import type { Origin } from './events.ts';
import type { SchoolProfile } from './school/profile.ts';
import { isDemo } from './school/profile.ts';
import type { EmergencyContacts, SchoolHeading } from './views.ts';

/** The schools this installation serves, in memory, so that whom to ring is known even while the database is away. */
export interface Schools {
  get(schoolId: string): SchoolProfile | null;
  all(): SchoolProfile[];
  inWorkspace(origin: Pick<Origin, 'platform' | 'workspaceId'>): SchoolProfile[];
}

/** Whom to ring at one school. */
export function contactsOf(profile: SchoolProfile): EmergencyContacts {
  return {
    duty: profile.contacts.duty,
    childrensSocialCare: profile.contacts.childrens_social_care,
    outOfHours: profile.contacts.out_of_hours,
  };
}

/** Whom to ring when it is not known which of several schools it is about: only what they share. */
export function sharedContacts(profiles: readonly SchoolProfile[]): EmergencyContacts {
  const [first, ...others] = profiles.map(contactsOf);
  if (!first) return { duty: null, childrensSocialCare: null, outOfHours: null };
  const same = (key: keyof EmergencyContacts) =>
    others.every((contacts) => JSON.stringify(contacts[key]) === JSON.stringify(first[key])) ? first[key] : null;
  return { duty: same('duty'), childrensSocialCare: same('childrensSocialCare'), outOfHours: same('outOfHours') };
}

/** The school as headings show it. */
export function headingOf(profile: SchoolProfile): SchoolHeading {
  return { name: profile.name, demo: isDemo(profile) };
}
