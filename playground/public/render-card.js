import { el, makeId } from './dom.js';
import { makeCombobox } from './filtered-choice.js';
import { HOST_CONFIG } from './host-config.js';
import { toHtml } from './markdown.js';

const library = () => window.AdaptiveCards;
let isSetUp = false;

function setUp() {
  if (isSetUp) return;
  isSetUp = true;
  const { AdaptiveCard, GlobalSettings } = library();
  GlobalSettings.setTabIndexAtCardRoot = false;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = toHtml(text);
    result.didProcess = true;
  };
}

/**
 * Draws a card. `onAction` is called with the button (its inputs already checked and merged into `data`) and may return a
 * promise: until it settles the card is busy. The element has `setNotice(text, tone)` and `isDirty()`.
 */
export function renderCard(json, { onAction, isPlain = false }) {
  setUp();
  const { AdaptiveCard, HostConfig } = library();
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(HOST_CONFIG);
  const notice = el('div', { class: 'card-notice', role: 'alert', hidden: true });
  const frame = el('div', { class: isPlain ? 'card plain' : 'card' });

  frame.setNotice = (text, tone = 'danger') => {
    notice.hidden = !text;
    notice.dataset.tone = tone;
    notice.textContent = text ?? '';
    if (text) notice.scrollIntoView({ block: 'nearest' });
  };
  card.onExecuteAction = async (action) => {
    const type = action.getJsonTypeName();
    if (type === 'Action.OpenUrl') {
      if (/^(https?|mailto|tel):/i.test(action.url ?? '')) window.open(action.url, '_blank', 'noopener,noreferrer');
      return;
    }
    if (frame.getAttribute('aria-busy') === 'true') return;
    const { id, title, verb, data } = action;
    frame.setNotice();
    setBusy(frame, action.renderedElement, true);
    try {
      await onAction({ type, id, title, verb, data: typeof data === 'object' ? data : {} });
    } catch (error) {
      frame.setNotice(error.message);
    } finally {
      setBusy(frame, action.renderedElement, false);
    }
  };

  try {
    card.parse(json);
    const drawn = card.render();
    if (!drawn) throw new Error('nothing to draw');
    improve(card);
    frame.append(drawn, notice);
    frame.isDirty = () => card.getAllInputs().some((input) => input.isDirty());
  } catch {
    frame.append(el('p', { class: 'card-broken', text: 'This card could not be shown.' }));
    frame.isDirty = () => false;
  }
  return frame;
}

function setBusy(frame, button, isBusy) {
  frame.setAttribute('aria-busy', String(isBusy));
  button?.classList.toggle('working', isBusy);
  for (const one of frame.querySelectorAll('.ac-pushButton')) one.toggleAttribute('aria-disabled', isBusy);
}

/** What the renderer leaves to its host: roles for groups, error states for screen readers, a usable list to search. */
function improve(card) {
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const failed = target.classList.contains('ac-input-validation-failed');
      const fields = target.matches('input, textarea, select') ? [target] : target.querySelectorAll('input');
      for (const field of fields)
        failed ? field.setAttribute('aria-invalid', 'true') : field.removeAttribute('aria-invalid');
    }
  });
  for (const input of card.getAllInputs()) {
    const control = input.renderedInputControlElement;
    if (!control) continue;
    const label = input.renderedElement?.querySelector('label');
    if (label) label.id ||= makeId('label');
    if (
      control.classList.contains('ac-choiceSetInput-expanded') ||
      control.classList.contains('ac-choiceSetInput-multiSelect')
    ) {
      control.setAttribute('role', control.classList.contains('ac-choiceSetInput-expanded') ? 'radiogroup' : 'group');
      if (label) control.setAttribute('aria-labelledby', label.id);
    }
    observer.observe(control, { attributeFilter: ['class'] });
    if (input.isRequired && control.matches('textarea')) control.setAttribute('aria-required', 'true');
    if (input.getJsonTypeName() === 'Input.ChoiceSet' && input.style === 'filtered' && !input.isMultiSelect)
      makeCombobox(input, control.querySelector('input') ?? control, label);
  }
}
