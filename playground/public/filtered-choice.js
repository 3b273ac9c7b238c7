import { el, makeId } from './dom.js';

/**
 * Turns the renderer's text field with a datalist into a search field with a list that works the same in every browser,
 * with the keyboard and with a screen reader.
 */
export function makeCombobox(input, field, label) {
  const { choices } = input;
  // Without words of its own the renderer would refuse what is not in the list and not say why.
  input.errorMessage ??= 'Choose one from the list.';
  const titleOf = (value) => choices.find((choice) => choice.value === value)?.title;
  // The renderer shows a preset value as it is; people know the title.
  if (field.value && titleOf(field.value)) field.value = titleOf(field.value);
  field.removeAttribute('list');
  field.parentElement.querySelector('datalist')?.remove();

  const list = el('ul', { class: 'choices', role: 'listbox', id: makeId('choices'), hidden: true });
  let options = [];
  let active = -1;

  const setActive = (index) => {
    active = index;
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === index));
    options[index]?.scrollIntoView({ block: 'nearest' });
    if (options[index]) field.setAttribute('aria-activedescendant', options[index].id);
    else field.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    setActive(-1);
  };
  const choose = (title) => {
    field.value = title;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    close();
  };
  const open = (filter) => {
    const words = filter.trim().toLowerCase();
    const found = choices.filter(({ title }) => title?.toLowerCase().includes(words));
    options = found.map(({ title }) =>
      el('li', {
        role: 'option',
        id: makeId('choice'),
        text: title,
        on: {
          // Before the field loses its focus.
          pointerdown: (event) => {
            event.preventDefault();
            choose(title);
          },
        },
      }),
    );
    list.replaceChildren(...(options.length ? options : [el('li', { class: 'none', text: 'No match' })]));
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    setActive(-1);
  };

  if (label) {
    field.id ||= makeId('field');
    label.htmlFor = field.id;
    field.setAttribute('aria-labelledby', label.id);
  }
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-expanded', 'false');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('autocomplete', 'off');
  field.addEventListener('input', (event) => event.isTrusted && open(field.value));
  field.addEventListener('click', () => (list.hidden ? open('') : close()));
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) open('');
      if (options.length) setActive((active + step + options.length) % options.length);
    } else if (event.key === 'Enter' && active !== -1) {
      event.preventDefault();
      choose(options[active].textContent);
    } else if (event.key === 'Escape' && !list.hidden) {
      // Only the list closes, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  field.parentElement.classList.add('combobox');
  field.after(list);
}
