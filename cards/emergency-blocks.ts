import type { Contact } from '../src/core/school/profile.ts';
import type { EmergencyContacts } from '../src/core/views.ts';
import type { Block } from './model.ts';

/** The first words of every form, failure and emergency. */
export const RING_999 = 'If a child is in immediate danger, ring 999 now.';

/** Whom to tell when nothing can be written; a concern about staff goes to the head (Keeping Children Safe in Education, part four). */
export const TELL_IN_PERSON =
  'Tell the safeguarding lead (DSL) in person. If it is about an adult here, tell the head; about the head, the chair of governors.';

/** 999 before all else, then the numbers to ring in their order; numbers a school has not given are left out. */
export function startWith999(contacts: EmergencyContacts | null, text: string): Block[] {
  return [{ kind: 'notice', tone: 'danger', title: RING_999, text }, ...listContacts(contacts)];
}

/** The duty number, children's social care and the out-of-hours number as facts; nothing where there are none. */
export function listContacts(contacts: EmergencyContacts | null): Block[] {
  if (!contacts) return [];
  const items = [
    { label: 'Duty number', contact: contacts.duty },
    { label: 'Children’s social care', contact: contacts.childrensSocialCare },
    { label: 'Out of hours', contact: contacts.outOfHours },
  ].flatMap(({ label, contact }) => (contact ? [{ label, value: writeContact(contact) }] : []));
  return items.length > 0 ? [{ kind: 'facts', items }] : [];
}

/** " or ring Duty DSL on 01632 960101": the end of a sentence, empty where the school has no duty number. */
export function orRingDuty(contacts: EmergencyContacts): string {
  return contacts.duty?.phone ? ` or ring ${contacts.duty.name} on ${contacts.duty.phone}` : '';
}

/** Somebody to ring, in one line. */
export function writeContact(contact: Contact): string {
  const line = [contact.name, contact.phone, contact.url].filter(Boolean).join(', ');
  return contact.note ? `${line} (${contact.note})` : line;
}
