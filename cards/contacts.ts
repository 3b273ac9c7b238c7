import type { ContactsView } from '../src/core/views.ts';
import type { Card } from './model.ts';

/** Words of a card. */
export function describeContacts(view: ContactsView): Card {
  return { kind: 'card', name: view.name, title: 'Contacts', summary: 'Contacts', blocks: [], actions: [] };
}
