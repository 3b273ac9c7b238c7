import type { ContactsView, NationalContact } from '../src/core/desk-views.ts';
import type { Contact } from '../src/core/school/profile.ts';
import { reportButton } from './buttons.ts';
import { startWith999, writeContact } from './emergency-blocks.ts';
import type { Block, Card } from './model.ts';

const NOT_GIVEN = 'No number here yet. The school’s administrator can add it.';

/** Whom to ring: 999 first, then the school's numbers in the order in which they are needed, then the national ones. */
export function describeContacts(view: ContactsView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: 'Whom to ring',
    summary: 'Whom to ring',
    blocks: [
      ...startWith999(null, 'Do not wait for an answer here.'),
      {
        kind: 'text',
        text: 'Anyone may ring the police or children’s social care directly. You do not need permission.',
      },
      ...view.schools.map(describeSchool),
      ...describeNational(view.national),
    ],
    actions: [reportButton],
  };
}

function describeSchool({ school, contacts, lado, agencies }: ContactsView['schools'][number]): Block {
  return {
    kind: 'section',
    title: school.name,
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: 'Duty number', value: writeOrSay(contacts.duty) },
          { label: 'Children’s social care', value: writeOrSay(contacts.childrensSocialCare) },
          { label: 'LADO, for a concern about an adult', value: writeOrSay(lado) },
          { label: 'Out of hours', value: writeOrSay(contacts.outOfHours) },
          ...agencies.map((agency) => ({ label: agency.name, value: writeAgency(agency) })),
        ],
      },
    ],
  };
}

function describeNational(national: readonly NationalContact[]): Block[] {
  if (national.length === 0) return [];
  const items = national.map((contact) => ({
    label: contact.check ? `${contact.name} (check)` : contact.name,
    value: writeAgency(contact),
  }));
  const toCheck: Block[] = national.some(({ check }) => check)
    ? [{ kind: 'text', text: '“Check” marks what the school has yet to verify.', style: 'subtle' }]
    : [];
  return [{ kind: 'section', title: 'Across the country', blocks: [{ kind: 'facts', items }, ...toCheck] }];
}

/** A label names the body already, so its line begins with how to reach it. */
function writeAgency({ phone, url, note }: Contact): string {
  const reached = [phone, url].filter(Boolean).join(', ');
  return [reached || NOT_GIVEN, note].filter(Boolean).join(' · ');
}

const writeOrSay = (contact: Contact | null): string =>
  contact && (contact.phone || contact.url)
    ? writeContact(contact)
    : [contact?.name, NOT_GIVEN].filter(Boolean).join(': ');
