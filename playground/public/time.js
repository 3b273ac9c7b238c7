const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' });
const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'Europe/London',
});

/** The time of day at the school. */
export const formatClock = (iso) => clock.format(new Date(iso));

/** The day at the school, with the usual words for the last two. */
export function formatDay(iso) {
  const name = day.format(new Date(iso));
  if (name === day.format(new Date())) return 'Today';
  return name === day.format(new Date(Date.now() - 86_400_000)) ? 'Yesterday' : name;
}
