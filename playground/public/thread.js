import { api } from './api.js';
import { authorAvatar } from './avatar.js';
import { makeCompose } from './compose.js';
import { el, reconcile } from './dom.js';
import { icon } from './icons.js';
import { messageContent, messageHead, moreButton } from './message.js';
import { state } from './state.js';
import { formatClock } from './time.js';

/** Threads whose replies are shown. */
const open = new Set();

/** Shows the replies of a thread from now on. */
export const openThread = (threadId) => open.add(threadId);

/** Gathers the messages of a channel into threads; the thread with the newest message is last. */
export function groupThreads(messages) {
  const threads = new Map();
  for (const message of messages) {
    const thread = threads.get(message.threadId) ?? { id: message.threadId, replies: [] };
    if (message.id === message.threadId) thread.root = message;
    else thread.replies.push(message);
    threads.set(message.threadId, thread);
  }
  const newest = (thread) => Number(thread.replies.at(-1)?.id ?? thread.id);
  return [...threads.values()].filter(({ root }) => root).sort((a, b) => newest(a) - newest(b));
}

/** Makes the element of a thread; `update(thread)` changes it in place, so that a reply being written stays. */
export function makeThread(channelId, threadId) {
  const rootBox = el('div', { class: 'post-root' });
  const toggle = el('button', { class: 'replies-toggle', type: 'button' });
  const list = el('div', { class: 'replies-list' });
  const replyButton = el('button', { class: 'reply-button', type: 'button' }, icon('reply', 16), 'Reply');
  const replyBox = el('div', { class: 'reply-box' });
  const element = el(
    'article',
    { class: 'post', tabindex: '-1' },
    rootBox,
    el('div', { class: 'replies' }, toggle, list, replyBox, replyButton),
  );
  const drawn = new Map();
  let current;

  const startReply = () => {
    replyButton.hidden = true;
    const person = state.personId;
    const compose = makeCompose({
      placeholder: 'Reply',
      isChannel: true,
      conversation: { channelId, threadId },
      onSend: (said) => {
        open.add(threadId);
        return api.say(person, { conversation: { channelId, threadId }, ...said });
      },
      onCancel: () => {
        replyBox.replaceChildren();
        replyButton.hidden = false;
        replyButton.focus();
      },
    });
    replyBox.replaceChildren(compose.element);
    compose.focus();
  };
  replyButton.addEventListener('click', startReply);
  toggle.addEventListener('click', () => {
    if (open.has(threadId)) open.delete(threadId);
    else open.add(threadId);
    update(current);
  });

  const keep = (message, draw) => {
    const signature = JSON.stringify(message);
    const known = drawn.get(message.id);
    if (known?.signature === signature) return known.element;
    const made = { signature, element: draw(message) };
    drawn.set(message.id, made);
    return made.element;
  };

  function update(thread) {
    current = thread;
    const { root, replies } = thread;
    element.setAttribute('aria-label', `Post by ${root.from.name}, ${formatClock(root.sentAt)}`);
    reconcile(rootBox, [keep(root, drawRoot)]);
    const isOpen = open.has(threadId);
    toggle.hidden = replies.length === 0;
    toggle.setAttribute('aria-expanded', String(isOpen));
    toggle.replaceChildren(icon(isOpen ? 'down' : 'right', 16), describeReplies(replies, isOpen));
    reconcile(list, isOpen ? replies.map((reply) => keep(reply, drawReply)) : []);
    element.classList.toggle('has-replies', replies.length > 0);
  }

  return { element, update };
}

function describeReplies(replies, isOpen) {
  const names = [...new Set(replies.map(({ from }) => from.name))];
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  const from = names.length > 2 ? `${names[0]} and ${names.length - 1} others` : names.join(' and ');
  return isOpen ? `Hide ${count}` : `${count} from ${from}`;
}

const drawRoot = (message) =>
  el(
    'div',
    { class: 'post-message' },
    authorAvatar(message.from),
    el('div', { class: 'post-body' }, messageHead(message), messageContent(message)),
    !message.deleted && moreButton(message),
  );

const drawReply = (message) =>
  el(
    'div',
    { class: 'post-message reply' },
    authorAvatar(message.from, 'small'),
    el('div', { class: 'post-body' }, messageHead(message), messageContent(message)),
    !message.deleted && moreButton(message),
  );
