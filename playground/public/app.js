import { api, listen } from './api.js';
import { drawClock, moveClock } from './clock.js';
import { drawConversation, drawFailure, setTyping } from './conversation.js';
import { drawGuide, isGuideOpen, setGuideOpen } from './guide.js';
import { drawYou } from './people.js';
import { drawRail, drawSidebar } from './sidebar.js';
import { findPerson, makeAddress, placeIdOf, readAddress, state } from './state.js';
import { showToast } from './toast.js';

const part = (id) => document.getElementById(id);
const app = document.querySelector('.app');

/** Runs a task once more after the present run, however often it is asked for meanwhile. */
function coalesce(task) {
  let running;
  let isWanted = false;
  return async function run() {
    if (running) {
      isWanted = true;
      return running;
    }
    running = task().finally(() => {
      running = undefined;
    });
    await running;
    if (isWanted) {
      isWanted = false;
      await run();
    }
  };
}

function drawFrame() {
  part('school-name').textContent = state.world.schoolName;
  document.title = `${findPerson().name} – ${state.world.schoolName} playground`;
  drawClock(part('clock'));
  drawYou(part('you'), { onBecome: become });
  drawSidebar(part('sidebar'));
  drawGuide(part('guide'), { onBecome: become, onClose: toggleGuide });
  drawRail(part('rail'), { onList: showList, onGuide: toggleGuide, isGuideOpen: isGuideOpen() });
}

const showList = () => {
  app.dataset.pane = 'list';
  part('sidebar').querySelector('[aria-current]')?.focus();
};
const toggleGuide = () => {
  setGuideOpen(!isGuideOpen());
  drawFrame();
};
const become = (personId) => {
  if (window.innerWidth < 1000 && isGuideOpen()) setGuideOpen(false);
  location.hash = makeAddress(personId, 'personal');
};

const refreshUnread = coalesce(async () => {
  state.unread = await api.unread();
  drawFrame();
});

const refreshConversation = coalesce(async () => {
  const { personId, chat } = state;
  const main = part('conversation');
  try {
    const view = await api.conversation(personId, chat);
    // The visitor may have gone on while the answer was under way.
    if (personId !== state.personId || chat !== state.chat) return refreshSoon();
    drawConversation(main, view, { onBack: showList });
    main.setAttribute('aria-busy', 'false');
    const last = view.messages.at(-1)?.id;
    if (last && document.visibilityState === 'visible') await api.read(personId, chat);
  } catch (error) {
    drawFailure(main, error.message, refreshConversation);
    main.setAttribute('aria-busy', 'false');
  }
});
const refreshSoon = () => void queueMicrotask(refreshConversation);

async function goToAddress() {
  readAddress();
  app.dataset.pane = 'conversation';
  // What is still shown belongs to the person or the place before.
  part('conversation').setAttribute('aria-busy', 'true');
  drawFrame();
  await refreshConversation();
}

async function reload() {
  state.world = await api.world();
  await goToAddress();
  await refreshUnread();
}

function tellOfMessage(change) {
  if (change.placeId === placeIdOf()) refreshConversation();
  refreshUnread();
  const isLooking = change.placeId === placeIdOf() && document.visibilityState === 'visible';
  const { botName } = state.world;
  for (const personId of change.notify) {
    if (personId === state.personId && isLooking) continue;
    const chat = change.placeKind === 'personal' ? 'personal' : change.placeId;
    const go = () => {
      location.hash = makeAddress(personId, chat);
    };
    const isYou = personId === state.personId;
    showToast({
      title: isYou ? botName : `For ${findPerson(personId)?.name}`,
      text: change.preview,
      quiet: !isYou,
      action: { label: isYou ? 'Open' : 'Switch', onPick: go },
    });
  }
}

function onChange(change) {
  if (change.kind === 'message') tellOfMessage(change);
  else if (change.kind === 'typing' && change.placeId === placeIdOf()) setTyping(true);
  else if (change.kind === 'read') refreshUnread();
  else if (change.kind === 'members') reload();
  else if (change.kind === 'clock') moveClock(part('clock'), change.now);
}

window.addEventListener('hashchange', goToAddress);
document.querySelector('.skip-link').addEventListener('click', (event) => {
  // The address holds the person and the conversation, so the link moves the focus itself.
  event.preventDefault();
  part('conversation').focus();
});
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refreshConversation());
part('sidebar').addEventListener('click', (event) => {
  // The link to the conversation that is open already changes no address, but on a phone it must show the conversation.
  if (event.target.closest('[aria-current]')) app.dataset.pane = 'conversation';
});

try {
  await reload();
  listen({
    onChange,
    onLost: () => app.classList.add('offline'),
    onBack: () => {
      app.classList.remove('offline');
      reload();
    },
  });
} catch (error) {
  drawFailure(part('conversation'), error.message, () => location.reload());
}
