/**
 * Makes an element. `props`: `class`, `text`, `on` (event handlers), `data`, and attributes by their own name;
 * false, null and undefined leave an attribute out, true writes it empty.
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') element.className = value;
    else if (name === 'text') element.textContent = value;
    else if (name === 'on')
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (name === 'data') Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/**
 * Makes a parent's children these, in this order, and moves nothing that is in place already: what is not touched keeps
 * its focus, its scroll position and what was typed in it.
 */
export function reconcile(parent, children) {
  for (const old of [...parent.childNodes]) if (!children.includes(old)) old.remove();
  children.forEach((child, index) => {
    if (parent.childNodes[index] !== child) parent.insertBefore(child, parent.childNodes[index] ?? null);
  });
}

let lastId = 0;
/** An id no other element of the page has. */
export const makeId = (prefix) => {
  lastId += 1;
  return `${prefix}-${lastId}`;
};

/** The first element a person can move to inside another. */
export const findFocusable = (inside) =>
  inside.querySelector('input:not([type=hidden]), textarea, select, button:not([disabled]), a[href], [tabindex="0"]');
