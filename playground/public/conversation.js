import { api } from './api.js';
import { botAvatar } from './avatar.js';
import { makeCompose } from './compose.js';
import { el, reconcile } from './dom.js';
import { icon } from './icons.js';
import { chatMessage } from './message.js';
import { state } from './state.js';
import { groupThreads, makeThread, openThread } from './thread.js';
import { formatDay } from './time.js';

const NEAR_BOTTOM_PX = 120;
const SAME_BREATH_MS = 5 * 60_000;

/** What is drawn at the moment; kept while the same person looks at the same conversation. */
let shown;

/** Draws a conversation, or brings the drawn one up to date without touching what did not change. */
export function drawConversation(main, view, { onBack }) {
  const key = `${state.personId} ${view.id}`;
  if (shown?.key !== key) shown = start(main, view, key, onBack);
  const { scroller, list } = shown;
  const last = view.messages.at(-1);
  const isNew = last && last.id !== shown.lastId;
  const isNearBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
  const hadFocus = list.contains(document.activeElement) ? document.activeElement : undefined;
  const article = hadFocus?.closest('article');

  const items = view.kind === 'personal' ? drawChat(view) : drawThreads(view);
  reconcile(list, items.length ? items : [shown.empty]);
  setTyping(false);
  // Who pressed a button that is gone now goes on at the message it was in.
  if (article && !hadFocus.isConnected) {
    const next = article.isConnected ? article : shown.elements.get(article.dataset.id)?.element;
    next?.focus({ preventScroll: true });
  }

  shown.lastId = last?.id;
  if (shown.isFirst || (isNew && (isNearBottom || last.from.id === state.personId))) scrollToEnd(shown.isFirst);
  shown.isFirst = false;
}

/** Shows or hides that the bot is writing. */
export function setTyping(isTyping) {
  if (shown) shown.typing.hidden = !isTyping;
}

/** A conversation that cannot be shown. */
export function drawFailure(main, text, onRetry) {
  shown = undefined;
  main.replaceChildren(
    el(
      'div',
      { class: 'conversation-failed' },
      icon('warning', 32),
      el('p', { text }),
      el('button', { class: 'button', type: 'button', text: 'Try again', on: { click: onRetry } }),
    ),
  );
}

function start(main, view, key, onBack) {
  const person = state.personId;
  const isChannel = view.kind === 'channel';
  const list = el('div', { class: isChannel ? 'posts' : 'messages' });
  const typing = el(
    'p',
    { class: 'typing', hidden: true },
    el('span', { class: 'typing-dots', 'aria-hidden': 'true' }),
    `${state.world.botName} is writing`,
  );
  const scroller = el(
    'div',
    { class: 'scroller', tabindex: '0', role: 'log', 'aria-label': `Messages in ${view.name}` },
    list,
    typing,
  );
  const compose = makeCompose({
    placeholder: isChannel ? `Start a post in ${view.name}` : 'Type a message',
    isChannel,
    conversation: isChannel ? view.id : 'personal',
    onSend: (said) => api.say(person, { conversation: isChannel ? view.id : 'personal', ...said }),
  });
  main.replaceChildren(
    el(
      'header',
      { class: 'conversation-head' },
      el(
        'button',
        { class: 'icon-button back', type: 'button', 'aria-label': 'Back to the list', on: { click: onBack } },
        icon('back'),
      ),
      isChannel
        ? el('span', { class: 'avatar team', 'aria-hidden': 'true', text: view.teamName.slice(0, 1) })
        : botAvatar(),
      el(
        'div',
        { class: 'conversation-title' },
        el('h2', { text: view.name }),
        el('p', {
          text: isChannel ? `${view.teamName} · ${view.memberCount} members` : 'App · only you can read this chat',
        }),
      ),
    ),
    scroller,
    el(
      'footer',
      { class: 'conversation-foot' },
      compose.element,
      isChannel &&
        el('p', { class: 'hint', text: `${state.world.botName} reads only the messages here that mention it.` }),
    ),
  );
  if (state.threadId) openThread(state.threadId);
  return {
    key,
    scroller,
    list,
    typing,
    compose,
    empty: drawEmpty(view, compose),
    elements: new Map(),
    threads: new Map(),
    isFirst: true,
  };
}

function drawEmpty(view, compose) {
  const { botName, botCommands } = state.world;
  if (view.kind === 'channel') return el('p', { class: 'empty', text: 'No posts yet.' });
  const prompts = botCommands
    .slice(0, 6)
    .map(({ title, description }) =>
      el(
        'button',
        { class: 'prompt', type: 'button', on: { click: () => compose.write(title) } },
        el('strong', { text: title }),
        el('span', { text: description }),
      ),
    );
  return el(
    'div',
    { class: 'empty' },
    botAvatar('large'),
    el('h3', { text: botName }),
    el('p', { text: `Type / to see what ${botName} understands.` }),
    prompts.length > 0 && el('div', { class: 'prompts' }, prompts),
  );
}

function keep(id, signature, draw) {
  const known = shown.elements.get(id);
  if (known?.signature === signature) return known.element;
  const element = draw();
  element.dataset.id = id;
  shown.elements.set(id, { signature, element });
  return element;
}

function drawChat(view) {
  const items = [];
  let before;
  for (const message of view.messages) {
    const day = formatDay(message.sentAt);
    const isNewDay = !before || formatDay(before.sentAt) !== day;
    if (isNewDay) items.push(keep(`day ${day}`, day, () => el('p', { class: 'day' }, el('span', { text: day }))));
    const isFollowing =
      !isNewDay &&
      before.from.id === message.from.id &&
      new Date(message.sentAt) - new Date(before.sentAt) < SAME_BREATH_MS;
    items.push(keep(message.id, JSON.stringify([message, isFollowing]), () => chatMessage(message, { isFollowing })));
    before = message;
  }
  return items;
}

function drawThreads(view) {
  return groupThreads(view.messages).map((thread) => {
    const known = shown.threads.get(thread.id) ?? makeThread(view.id, thread.id);
    shown.threads.set(thread.id, known);
    known.update(thread);
    return known.element;
  });
}

function scrollToEnd(atOnce) {
  const { scroller } = shown;
  const thread = atOnce && state.threadId ? shown.threads.get(state.threadId) : undefined;
  scroller.scrollTop = scroller.scrollHeight;
  if (thread) thread.element.scrollIntoView({ block: 'start' });
  // A form taller than the window is read from its top.
  const last = scroller.querySelector('article:last-of-type');
  if (!thread && last && last.offsetHeight > scroller.clientHeight) last.scrollIntoView({ block: 'start' });
}
