import { personAvatar } from './avatar.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { openMenu } from './menu.js';
import { badge, personLine } from './sidebar.js';
import { countUnread, findPerson, state } from './state.js';

/** Shows who the visitor is, with the way to become somebody else. */
export function drawYou(button, { onBecome }) {
  const person = findPerson();
  const others = state.world.people.reduce((sum, { id }) => sum + (id === person.id ? 0 : countUnread(id)), 0);
  button.setAttribute('aria-label', `You are ${person.name}, ${person.jobTitle}. Switch person.`);
  button.replaceChildren(
    personAvatar(person.name, 'small'),
    el(
      'span',
      { class: 'you-words' },
      el('span', {}, el('span', { class: 'you-are', text: 'You are: ' }), el('strong', { text: person.name })),
      el('small', { text: person.jobTitle }),
    ),
    ...(others > 0 ? [el('span', { class: 'dot', title: 'Somebody else has messages to read' })] : []),
    icon('down', 16),
  );
  button.onclick = () =>
    openMenu(
      button,
      state.world.people.map((one) => {
        const unread = countUnread(one.id);
        return {
          content: personLine(one, unread > 0 && badge(unread)),
          checked: one.id === person.id,
          onPick: () => onBecome(one.id),
        };
      }),
      { label: `People of ${state.world.schoolName}`, className: 'people' },
    );
}
