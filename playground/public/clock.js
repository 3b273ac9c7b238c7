import { api } from './api.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { openMenu } from './menu.js';
import { state } from './state.js';
import { formatSchoolTime, setNow } from './time.js';
import { showToast } from './toast.js';

let isMoving = false;

/** Shows what the school's clock says, with the way to put it forward; nothing where it goes its own way. */
export function drawClock(button) {
  const { clock } = state.world;
  button.hidden = !clock;
  if (!clock) return;
  setNow(clock.now);
  const time = formatSchoolTime();
  button.setAttribute('aria-label', `At the school it is ${time}. Put the clock forward.`);
  button.setAttribute('aria-busy', String(isMoving));
  button.replaceChildren(
    el(
      'span',
      { class: 'clock-words' },
      el('small', { text: isMoving ? 'Going on to' : 'At school' }),
      el('strong', { text: time }),
    ),
    icon('down', 16),
  );
  button.onclick = () =>
    openMenu(
      button,
      clock.skips.map(({ name, label }) => ({ label, onPick: () => skip(button, name) })),
      { label: 'Put the clock forward' },
    );
}

/** A stop on the clock's way. */
export function moveClock(button, now) {
  state.world.clock.now = now;
  drawClock(button);
}

async function skip(button, name) {
  isMoving = true;
  drawClock(button);
  try {
    const { now } = await api.skip(name);
    state.world.clock.now = now;
  } catch (error) {
    showToast({ title: 'The clock stayed where it was', text: error.message });
  }
  isMoving = false;
  drawClock(button);
}
