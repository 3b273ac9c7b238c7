import { el } from './dom.js';

/**
 * Opens a menu at a button. Items: `{label, detail, icon, checked, onPick}` or `{content, label, onPick}`. Arrow keys move,
 * Escape and a click elsewhere close it, and the button gets the focus back.
 */
export function openMenu(button, items, { label, className = '' } = {}) {
  const menu = el('div', { class: `menu ${className}`, role: 'menu', 'aria-label': label, popover: 'auto' });
  const close = () => menu.hidePopover();
  const entries = items.map((item) =>
    el(
      'button',
      {
        class: 'menu-item',
        type: 'button',
        role: item.checked === undefined ? 'menuitem' : 'menuitemradio',
        'aria-checked': item.checked === undefined ? undefined : String(item.checked),
        tabindex: '-1',
        on: {
          click: () => {
            close();
            item.onPick();
          },
        },
      },
      item.content ?? [
        item.icon,
        el(
          'span',
          { class: 'menu-words' },
          el('span', { text: item.label }),
          item.detail && el('small', { text: item.detail }),
        ),
      ],
    ),
  );
  menu.append(...entries);
  menu.addEventListener('keydown', (event) => {
    const at = entries.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (event.key === 'Tab') close();
    if (to === undefined) return;
    event.preventDefault();
    entries[(to + entries.length) % entries.length].focus();
  });
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'open') return;
    button.setAttribute('aria-expanded', 'false');
    if (menu.contains(document.activeElement) || document.activeElement === document.body) button.focus();
    menu.remove();
  });

  // Inside an open dialog a menu must live in it, or the dialog keeps the keyboard away from it.
  (button.closest('dialog') ?? document.body).append(menu);
  menu.showPopover();
  place(menu, button);
  button.setAttribute('aria-expanded', 'true');
  (entries.find((entry) => entry.getAttribute('aria-checked') === 'true') ?? entries[0])?.focus();
}

function place(menu, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.min(Math.max(8, at.right - width), window.innerWidth - width - 8);
  const below = at.bottom + 4 + height <= window.innerHeight;
  const top = below ? at.bottom + 4 : Math.max(8, at.top - height - 4);
  Object.assign(menu.style, { left: `${left}px`, top: `${top}px` });
}
