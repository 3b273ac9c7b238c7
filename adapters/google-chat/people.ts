import type { Member } from '../../src/core/ports.ts';
import type { IncomingEvent } from './event.ts';

/** Google Chat names a person's e-mail address in what the person does, and nowhere else that an app may look. */
export interface People {
  /** Remembers who did something, from a verified event. */
  see(user: IncomingEvent['user']): void;
  /** Who that was; null for somebody who has done nothing since the program started. */
  find(accountId: string): Member | null;
}

/** More than any school has; the longest unseen are forgotten first. */
const MOST_PEOPLE = 20_000;

/** Keeps the e-mail addresses that verified events brought, in memory alone. */
export function createPeople(): People {
  const emails = new Map<string, string | null>();
  return {
    see({ name, email }) {
      emails.delete(name);
      emails.set(name, email ? email.toLowerCase() : null);
      const oldest = emails.keys().next().value;
      if (emails.size > MOST_PEOPLE && oldest !== undefined) emails.delete(oldest);
    },
    find(accountId) {
      const email = emails.get(accountId);
      // Whoever belongs to another organisation has another workspace and never comes this far.
      return email === undefined ? null : { accountId, email, guest: false, app: false };
    },
  };
}
