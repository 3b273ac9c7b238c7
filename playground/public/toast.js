import { botAvatar } from './avatar.js';
import { el } from './dom.js';
import { icon } from './icons.js';

const SHOWN_SECONDS = 8;
const MOST_AT_ONCE = 3;

/** Shows a note in the corner: `title`, `text`, and a button when there is `action` with `label` and `onPick`. */
export function showToast({ title, text, action, quiet = false }) {
  const holder = document.getElementById('toasts');
  const remove = () => toast.remove();
  const toast = el(
    'div',
    { class: quiet ? 'toast quiet' : 'toast' },
    botAvatar('small'),
    el('div', { class: 'toast-words' }, el('strong', { text: title }), el('p', { text })),
    action &&
      el('button', {
        class: 'button small',
        type: 'button',
        text: action.label,
        on: {
          click: () => {
            remove();
            action.onPick();
          },
        },
      }),
    el(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': 'Close notification', on: { click: remove } },
      icon('close', 16),
    ),
  );
  holder.append(toast);
  while (holder.children.length > MOST_AT_ONCE) holder.firstElementChild.remove();
  let timer = setTimeout(remove, SHOWN_SECONDS * 1000);
  toast.addEventListener('pointerenter', () => clearTimeout(timer));
  toast.addEventListener('pointerleave', () => {
    timer = setTimeout(remove, SHOWN_SECONDS * 1000);
  });
}
