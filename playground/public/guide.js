import { el } from './dom.js';
import { icon } from './icons.js';
import { personLine } from './sidebar.js';
import { findPerson, state } from './state.js';

const KEY = 'playground.guide';
let isOpen;

/** True while the guide is shown; a first-time visitor sees it where there is room. */
export function isGuideOpen() {
  if (isOpen === undefined) {
    try {
      isOpen = localStorage.getItem(KEY) !== 'closed' && window.innerWidth >= 1000;
    } catch {
      isOpen = window.innerWidth >= 1000;
    }
  }
  return isOpen;
}

/** Opens or closes the guide and remembers it in this browser. */
export function setGuideOpen(open) {
  isOpen = open;
  try {
    localStorage.setItem(KEY, open ? 'open' : 'closed');
  } catch {
    // A browser that keeps nothing shows the guide again next time.
  }
}

/** Draws who is who and what to try. */
export function drawGuide(guide, { onBecome, onClose }) {
  guide.hidden = !isGuideOpen();
  if (guide.hidden) return;
  const steps = state.world.guide.map(({ personId, text }) => {
    const person = findPerson(personId);
    if (!person) return undefined;
    const isYou = personId === state.personId;
    return el(
      'li',
      { class: isYou ? 'step here' : 'step' },
      el('div', { class: 'person' }, personLine(person)),
      el('p', { text }),
      isYou
        ? el('p', { class: 'step-you' }, icon('check', 16), 'You are here')
        : el('button', {
            class: 'button small',
            type: 'button',
            text: `Be ${person.name}`,
            on: { click: () => onBecome(personId) },
          }),
    );
  });
  guide.replaceChildren(
    el(
      'header',
      { class: 'guide-head' },
      el('h2', { text: 'Who is who, what to try' }),
      el(
        'button',
        { class: 'icon-button', type: 'button', 'aria-label': 'Close the guide', on: { click: onClose } },
        icon('close'),
      ),
    ),
    el('p', {
      class: 'guide-intro',
      text: `${state.world.schoolName} and everybody in it are invented. Switch person at the top right at any time.`,
    }),
    ...(state.world.clock
      ? [
          el('p', {
            class: 'guide-intro',
            text: 'The clock beside it goes on to the next school day, week or term. What falls due on the way comes at once.',
          }),
        ]
      : []),
    el('ol', { class: 'steps' }, steps),
  );
}
