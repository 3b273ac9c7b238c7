/** A call the server refused, with words to show. */
export class ApiError extends Error {}

async function call(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new ApiError('The playground is not running.');
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiError(body.message ?? 'The request failed.');
  return body;
}

const get = (path, query = {}) => call(`${path}?${new URLSearchParams(query)}`);
const post = (path, body) =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const theme = () => (window.playgroundTheme.isDark() ? 'dark' : 'default');

/** Everything the page asks the server. */
export const api = {
  world: () => get('api/world'),
  unread: () => get('api/unread'),
  conversation: (person, id) => get('api/conversation', { person, id }),
  say: (person, said) => post('api/say', { person, ...said }),
  press: (person, press) => post('api/press', { person, theme: theme(), ...press }),
  submitDialog: (person, submit) => post('api/submit-dialog', { person, theme: theme(), ...submit }),
  openCommand: (person, command) => post('api/open-command', { person, theme: theme(), ...command }),
  closeDialog: (person, dialogId) => post('api/close-dialog', { person, dialogId }),
  skip: (to) => post('api/skip', { to }),
  read: (person, conversation) => post('api/read', { person, conversation }),
};

/** Listens to what changes on the server; `onBack` runs when a lost connection is there again. */
export function listen({ onChange, onLost, onBack }) {
  const events = new EventSource('api/events');
  let wasLost = false;
  events.onmessage = ({ data }) => onChange(JSON.parse(data));
  events.onerror = () => {
    if (!wasLost) onLost();
    wasLost = true;
  };
  events.onopen = () => {
    if (wasLost) onBack();
    wasLost = false;
  };
}
