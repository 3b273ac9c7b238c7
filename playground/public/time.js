const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' });
const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'Europe/London',
});

const short = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});

/** How far the school's clock is ahead of this computer's. */
let aheadMilliseconds = 0;

/** Says what the school's clock shows now. */
export function setNow(iso) {
  const ahead = new Date(iso).getTime() - Date.now();
  // Its seconds go on while the answer is under way.
  if (Math.abs(ahead - aheadMilliseconds) > 5_000) aheadMilliseconds = ahead;
}

const now = () => Date.now() + aheadMilliseconds;

/** What the school's clock shows, with the day. */
export const formatSchoolTime = () => short.format(now());

/** The time of day at the school. */
export const formatClock = (iso) => clock.format(new Date(iso));

/** The day at the school, with the usual words for the last two. */
export function formatDay(iso) {
  const name = day.format(new Date(iso));
  if (name === day.format(now())) return 'Today';
  return name === day.format(now() - 86_400_000) ? 'Yesterday' : name;
}
