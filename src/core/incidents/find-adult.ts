import type { StaffMember } from '../people/membership.ts';
import { NOT_LISTED } from './report-form.ts';

/** Said in the picker for somebody who is not on the staff list. */
export const NOT_LISTED_LABEL = 'Someone not on this list';

/**
 * Reads the answer to "who is the adult?": an id from the list, or, where the list is too long for the platform to show, a
 * typed name, alone or with the job title.
 * @returns a person's id, `NOT_LISTED`, or null when nobody or more than one person fits
 */
export function findAdult(staff: readonly StaffMember[], answer: string): string | null {
  if (answer === NOT_LISTED || plain(answer) === plain(NOT_LISTED_LABEL)) return NOT_LISTED;
  const byId = staff.find(({ personId }) => personId === answer);
  if (byId) return byId.personId;
  const named = staff.filter(({ name, jobTitle }) =>
    [name, `${name}, ${jobTitle}`].some((label) => plain(label) === plain(answer)),
  );
  return named.length === 1 ? (named[0]?.personId ?? null) : null;
}

const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
