import type { Choice } from '../form-views.ts';
import type { StaffMember } from './membership.ts';

/** People to choose from in a form, by name; each once. */
export function choicesOf(people: readonly StaffMember[]): Choice[] {
  const byId = new Map(people.map((person) => [person.personId, person]));
  return [...byId.values()]
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
    .map(({ personId, name, jobTitle }) => ({ value: personId, label: jobTitle ? `${name}, ${jobTitle}` : name }));
}
