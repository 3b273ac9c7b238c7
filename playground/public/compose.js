import { api } from './api.js';
import { openDialog } from './dialog.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { state } from './state.js';
import { attachSuggestions } from './suggestions.js';

const TALLEST_PX = 200;

/** A box to write in. `onSend({text, file})` answers a promise; the text stays when it fails. */
export function makeCompose({ placeholder, isChannel, conversation, onSend, onCancel }) {
  const person = state.personId;
  const { botName } = state.world;
  let file;
  const field = el('textarea', {
    class: 'compose-field',
    rows: '1',
    placeholder,
    'aria-label': placeholder,
    autocomplete: 'off',
  });
  const fileName = el('p', { class: 'file', hidden: true });
  const fileInput = el('input', { type: 'file', hidden: true, tabindex: '-1', 'aria-hidden': 'true' });
  const failure = el('p', { class: 'compose-failure', role: 'alert', hidden: true });
  const sendButton = toolButton('send', 'Send', () => send());
  sendButton.classList.add('send');
  const box = el('div', { class: 'compose-box' });
  const element = el('div', { class: 'compose' }, failure, box);

  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, TALLEST_PX)}px`;
    sendButton.disabled = field.value.trim() === '' && !file;
  };
  const write = (text) => {
    field.value = text;
    field.focus();
    field.setSelectionRange(text.length, text.length);
    grow();
  };
  const insert = (text) => {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const setFile = (chosen) => {
    file = chosen && { name: chosen.name, contentType: chosen.type };
    fileName.hidden = !file;
    fileName.replaceChildren(
      icon('file', 16),
      file?.name ?? '',
      el(
        'button',
        { class: 'icon-button', type: 'button', 'aria-label': 'Take the file away', on: { click: () => setFile() } },
        icon('close', 14),
      ),
    );
    fileInput.value = '';
    grow();
  };
  const fail = (text) => {
    failure.hidden = !text;
    failure.textContent = text ?? '';
  };
  const send = async () => {
    const text = field.value.trim();
    if (text === '' && !file) return;
    const said = { text, file };
    suggestions.close();
    fail();
    write('');
    setFile();
    try {
      await onSend(said);
    } catch (error) {
      write(said.text);
      fail(`Not sent. ${error.message}`);
    }
  };

  box.append(
    field,
    fileName,
    fileInput,
    el(
      'div',
      { class: 'compose-tools' },
      isChannel && toolButton('at', `Mention ${botName}`, () => insert(`@${botName} `)),
      toolButton('slash', 'Commands', () => {
        if (field.value === '') insert('/');
        else field.focus();
        suggestions.refresh();
      }),
      toolButton('attach', 'Attach a file (only its name leaves this page)', () => fileInput.click()),
      el('span', { class: 'spring' }),
      onCancel &&
        el('button', { class: 'button subtle small', type: 'button', text: 'Cancel', on: { click: onCancel } }),
      sendButton,
    ),
  );
  fileInput.addEventListener('change', () => setFile(fileInput.files[0]));
  field.addEventListener('input', grow);

  const openCommand = (command) => {
    write('');
    const open = { commandId: command.id, commandContext: 'compose', conversation };
    openDialog({ person, title: command.title, load: () => api.openCommand(person, open), onEnd: () => field.focus() });
  };
  const suggestions = attachSuggestions(field, element, (before) => {
    const slash = /^\s*(?:@\S+\s+)?\/(.*)$/.exec(before)?.[1];
    if (slash !== undefined) return findCommands(slash, { isChannel, write, openCommand });
    const at = /(?:^|\s)@(\S*)$/.exec(before)?.[1];
    if (!isChannel || at === undefined || !botName.toLowerCase().startsWith(at.toLowerCase())) return [];
    const typed = at.length + 1;
    const onPick = () => {
      field.setRangeText(`@${botName} `, field.selectionStart - typed, field.selectionStart, 'end');
      grow();
    };
    return [{ label: botName, detail: 'App', icon: icon('shield'), onPick }];
  });
  field.addEventListener('keydown', (event) => {
    if (suggestions.handleKey(event)) return;
    if (event.key === 'Escape' && onCancel) onCancel();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  grow();
  return { element, write, focus: () => field.focus() };
}

/** What the slash menu offers for what follows the slash. */
function findCommands(typed, { isChannel, write, openCommand }) {
  const { botName, botCommands, extensionCommands } = state.world;
  const words = typed.replace(/^e-?safety\s*/i, '').toLowerCase();
  const fits = ({ title, description }) => `${title} ${description}`.toLowerCase().includes(words);
  const dialogs = extensionCommands
    .filter(({ contexts }) => contexts.includes('compose') || contexts.includes('commandBox'))
    .filter(fits)
    .map((command) => ({
      label: command.title,
      detail: command.description,
      group: 'Open in a dialog',
      icon: icon('dialog'),
      onPick: () => openCommand(command),
    }));
  const typedCommands = botCommands.filter(fits).map(({ title, description }) => ({
    label: title,
    detail: description,
    group: `Write to ${botName}`,
    icon: icon('chat'),
    onPick: () => write(isChannel ? `@${botName} ${title}` : title),
  }));
  return [...dialogs, ...typedCommands];
}

const toolButton = (name, label, onClick) =>
  el(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': label, title: label, on: { click: onClick } },
    icon(name),
  );
