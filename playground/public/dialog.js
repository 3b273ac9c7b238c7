import { api } from './api.js';
import { botAvatar } from './avatar.js';
import { el, findFocusable } from './dom.js';
import { icon } from './icons.js';
import { renderCard } from './render-card.js';
import { state } from './state.js';

const WIDTHS = { small: 400, medium: 600, large: 800 };
const WIDEST_PX = 900;

/**
 * Opens a dialog (a task module). `load` asks the bot for it; while it waits the dialog shows that it is loading, and when
 * it fails, the way to try again. `onEnd` runs when the dialog is gone.
 */
export async function openDialog({ person, title = '', load, onEnd }) {
  const dialog = document.getElementById('dialog');
  const back = document.activeElement;
  let dialogId;

  const close = () => dialog.close();
  const frame = (heading, ...content) => {
    dialog.replaceChildren(
      el(
        'header',
        { class: 'dialog-head' },
        botAvatar('small'),
        el(
          'div',
          { class: 'dialog-title' },
          el('h2', { id: 'dialog-title', text: heading || state.world.botName }),
          el('p', { text: state.world.botName }),
        ),
        el(
          'button',
          { class: 'icon-button', type: 'button', 'aria-label': 'Close', on: { click: close } },
          icon('close'),
        ),
      ),
      el('div', { class: 'dialog-body' }, content),
    );
  };
  const showLoading = () =>
    frame(
      title,
      el(
        'p',
        { class: 'dialog-loading', role: 'status' },
        el('span', { class: 'spinner', 'aria-hidden': 'true' }),
        'Loading',
      ),
    );
  const showFailure = (text) =>
    frame(
      title,
      el('div', { class: 'dialog-failed', role: 'alert' }, icon('warning', 32), el('p', { text })),
      el(
        'div',
        { class: 'dialog-foot' },
        el('button', { class: 'button primary', type: 'button', text: 'Try again', on: { click: run } }),
      ),
    );
  const showMessage = (text) =>
    frame(
      title,
      el(
        'div',
        { class: 'dialog-message', role: 'status' },
        text.split('\n').map((line) => el('p', { text: line })),
      ),
      el(
        'div',
        { class: 'dialog-foot' },
        el('button', { class: 'button primary', type: 'button', text: 'Close', autofocus: true, on: { click: close } }),
      ),
    );
  const showCard = (view) => {
    dialogId = view.dialogId;
    const width = typeof view.width === 'number' ? view.width : (WIDTHS[view.width] ?? WIDTHS.medium);
    dialog.style.setProperty('--dialog-width', `${Math.min(width, WIDEST_PX)}px`);
    title = view.title || title;
    const card = renderCard(view.card, {
      isPlain: true,
      onAction: async (action) => {
        const outcome = await api.submitDialog(person, { dialogId, action });
        if (outcome.kind === 'failed') throw new Error(`${outcome.text} What you typed is still here.`);
        show(outcome);
      },
    });
    frame(view.title || title, card);
    findFocusable(card)?.focus();
  };
  const show = (outcome) => {
    if (outcome.kind === 'dialog') showCard(outcome.dialog);
    else if (outcome.kind === 'dialog-message') showMessage(outcome.text);
    else if (outcome.kind === 'failed') showFailure(outcome.text);
    else close();
  };
  async function run() {
    showLoading();
    try {
      show(await load());
    } catch (error) {
      showFailure(error.message);
    }
  }

  dialog.style.removeProperty('--dialog-width');
  showLoading();
  if (!dialog.open) dialog.showModal();
  dialog.addEventListener(
    'close',
    () => {
      if (dialogId) api.closeDialog(person, dialogId).catch(() => {});
      dialog.replaceChildren();
      if (back?.isConnected) back.focus();
      onEnd?.();
    },
    { once: true },
  );
  await run();
}
