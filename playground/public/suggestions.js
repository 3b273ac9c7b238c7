import { el, makeId } from './dom.js';

/**
 * A list above a text field that follows what is typed. `find(text before the caret)` answers the items to offer:
 * `{label, detail, icon, group, onPick}`. Tab takes the first; Enter takes one only after an arrow key chose it, so that a
 * command typed in full is sent as it is.
 */
export function attachSuggestions(field, holder, find) {
  const list = el('div', {
    class: 'suggestions',
    role: 'listbox',
    id: makeId('suggestions'),
    'aria-label': 'Suggestions',
    hidden: true,
  });
  let items = [];
  let options = [];
  let active = -1;
  holder.append(list);
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-expanded', 'false');

  const setActive = (index) => {
    active = index;
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === index));
    options[index]?.scrollIntoView({ block: 'nearest' });
    if (options[index]) field.setAttribute('aria-activedescendant', options[index].id);
    else field.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    items = [];
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    setActive(-1);
  };
  const pick = (index) => {
    const item = items[index];
    close();
    item.onPick();
  };
  const refresh = () => {
    items = find(field.value.slice(0, field.selectionStart));
    if (items.length === 0) return close();
    options = items.map((item, index) =>
      el(
        'div',
        {
          class: 'suggestion',
          role: 'option',
          id: makeId('suggestion'),
          on: {
            pointerdown: (event) => event.preventDefault(),
            click: () => pick(index),
          },
        },
        item.icon,
        el(
          'span',
          { class: 'suggestion-words' },
          el('strong', { text: item.label }),
          item.detail && el('span', { text: item.detail }),
        ),
      ),
    );
    list.replaceChildren();
    options.forEach((option, index) => {
      const { group } = items[index];
      if (group && group !== items[index - 1]?.group)
        list.append(el('p', { class: 'suggestion-group', role: 'presentation', text: group }));
      list.append(option);
    });
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    setActive(-1);
  };

  field.addEventListener('input', refresh);
  field.addEventListener('blur', close);
  /** Handles a key; true when the key is used up. */
  const handleKey = (event) => {
    if (list.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step)
      setActive(active === -1 && step === -1 ? options.length - 1 : (active + step + options.length) % options.length);
    else if (event.key === 'Tab' && !event.shiftKey) pick(Math.max(active, 0));
    else if (event.key === 'Enter' && active !== -1) pick(active);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { handleKey, refresh, close };
}
