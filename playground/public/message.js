import { api } from './api.js';
import { authorAvatar } from './avatar.js';
import { openDialog } from './dialog.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { renderText } from './markdown.js';
import { openMenu } from './menu.js';
import { renderCard } from './render-card.js';
import { state } from './state.js';
import { formatClock } from './time.js';
import { showToast } from './toast.js';

/** What a message says: its text, its cards, its files. */
export function messageContent(message) {
  if (message.deleted) return [el('p', { class: 'deleted', text: 'This message has been deleted.' })];
  return [
    message.text && renderText(message.text, message.textFormat),
    ...message.fileNames.map((name) => el('p', { class: 'file' }, icon('file', 16), name)),
    ...message.cards.map((card) => messageCard(message, card)),
    !message.delivered &&
      el(
        'p',
        { class: 'not-delivered' },
        icon('warning', 16),
        `${state.world.botName} did not answer. Try again in a moment.`,
      ),
  ];
}

function messageCard(message, json) {
  const person = state.personId;
  const frame = renderCard(json, {
    onAction: async (action) => {
      const press = () => api.press(person, { activityId: message.id, action });
      if (action.type === 'Action.Submit' && action.data?.msteams?.type === 'task/fetch') {
        await openDialog({ person, load: press });
        return;
      }
      const outcome = await press();
      if (outcome.kind === 'failed') frame.setNotice(`${outcome.text} What you typed is still here.`);
      if (outcome.kind === 'toast') {
        frame.setNotice(outcome.text, 'info');
        showToast({ title: state.world.botName, text: outcome.text });
      }
    },
  });
  return frame;
}

/** Name, time and the marks beside them. */
export const messageHead = (message) =>
  el(
    'header',
    { class: 'message-head' },
    el('span', { class: 'author', text: message.from.name }),
    message.from.kind === 'bot' && el('span', { class: 'tag', text: 'App' }),
    el('time', { datetime: message.sentAt, text: formatClock(message.sentAt) }),
    message.editedAt && !message.deleted && el('span', { class: 'edited', text: 'Edited' }),
  );

/** The button with what can be done with a message. */
export function moreButton(message) {
  const commands = state.world.extensionCommands.filter(({ contexts }) => contexts.includes('message'));
  const items = [
    ...commands.map((command) => ({
      label: command.title,
      detail: state.world.botName,
      icon: icon('shield'),
      onPick: () => {
        const person = state.personId;
        const open = { commandId: command.id, commandContext: 'message', message: message.id };
        openDialog({ person, title: command.title, load: () => api.openCommand(person, open) });
      },
    })),
    {
      label: 'Copy text',
      icon: icon('file'),
      onPick: () => navigator.clipboard?.writeText(message.text.replace(/<\/?at>/g, '')),
    },
  ];
  const button = el(
    'button',
    {
      class: 'icon-button more',
      type: 'button',
      'aria-label': `More actions on the message of ${message.from.name}, ${formatClock(message.sentAt)}`,
      title: 'More actions',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      on: { click: () => openMenu(button, items, { label: 'More actions' }) },
    },
    icon('more'),
  );
  return button;
}

/** A message in a 1:1 chat: one's own at the right, others' at the left. */
export function chatMessage(message, { isFollowing }) {
  const isOwn = message.from.id === state.personId;
  const hasCard = message.cards.length > 0 && !message.deleted;
  return el(
    'article',
    {
      class: ['message', isOwn ? 'own' : 'other', isFollowing && 'following', hasCard && 'has-card']
        .filter(Boolean)
        .join(' '),
      'aria-label': `${isOwn ? 'You' : message.from.name}, ${formatClock(message.sentAt)}`,
      tabindex: '-1',
    },
    !isOwn && (isFollowing ? el('span', { class: 'avatar-gap' }) : authorAvatar(message.from)),
    el(
      'div',
      { class: 'message-body' },
      isOwn
        ? el(
            'header',
            { class: 'message-head' },
            el('time', { datetime: message.sentAt, text: formatClock(message.sentAt) }),
          )
        : messageHead(message),
      el(
        'div',
        { class: 'message-row' },
        el('div', { class: 'bubble' }, messageContent(message)),
        !message.deleted && moreButton(message),
      ),
    ),
  );
}
