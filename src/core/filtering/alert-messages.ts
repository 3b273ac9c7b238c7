import { nextMorning } from '../incidents/urgency.ts';
import type { OutgoingMessage } from '../intents.ts';
import { dayAfter, isSchoolTime, localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { CountedAlert } from './filter-store.ts';

/** Why somebody is told of an alert 1:1, for what makes two messages one. */
export const TOLD_REASONS = ['urgent', 'place', 'colleague', 'passed-on'] as const;
/** One reason to tell somebody of an alert 1:1. */
type ToldReason = (typeof TOLD_REASONS)[number];

/** What the dedupe key of a message to one person about an alert is, but for the alert's id at its end: the record finds by it who was told. */
export const toldKey = (personId: string, why: ToldReason): string => `filter-told|${personId}|${why}|`;

/** What came in later than this many days after it happened is counted and waits in the list; nobody is called for it. */
const CALLED_FOR_DAYS = 3;
/** A filter that was switched on wrongly, or a file of a whole month, must not fill the place: the others wait in the list. */
const MOST_AT_ONCE = 25;
/** Up to this many attempts the card follows each minute, later each quarter of an hour. */
const CLOSELY_FOLLOWED = 20;
const MINUTE_MILLISECONDS = 60_000;

/** Tells one person 1:1 of an alert, once for each reason. */
export function toldMessage(alertId: string, personId: string, why: ToldReason, dueAt: Date): OutgoingMessage {
  return {
    // By itself: nothing that is urgent waits behind one that waits for the morning.
    lane: `filter-told|${alertId}|${personId}`,
    dedupeKey: `${toldKey(personId, why)}${alertId}`,
    intent: { kind: 'filter-alert-told', alertId, personId },
    dueAt,
  };
}

/** Posts an alert in the restricted place or brings its card up to date, once for each occasion. */
function cardMessage(alertId: string, occasion: string, dueAt: Date): OutgoingMessage {
  return {
    lane: `filter|${alertId}`,
    dedupeKey: `filter-alert|${alertId}|${occasion}`,
    intent: { kind: 'filter-alert', alertId },
    dueAt,
  };
}

/** Brings the card of an alert up to date that was decided, without waiting for the next time its count is. */
export function decidedMessage(alertId: string, state: string, at: Date): OutgoingMessage {
  return { ...cardMessage(alertId, `${state}|${at.toISOString()}`, at), lane: `filter-decided|${alertId}` };
}

/** When somebody is told of what is not urgent: in school time. */
export const calmly = (profile: SchoolProfile, now: Date): Date =>
  isSchoolTime(profile, now) ? now : nextMorning(profile, now);

/**
 * What leaves after a delivery was counted. An alert is shown when its kind matters, or once it is urgent: the others are in the
 * daily summary alone. Urgent ones also reach whoever leads safeguarding 1:1, day and night.
 * @param peopleFor who is told of one
 */
export function countedMessages(
  profile: SchoolProfile,
  counted: readonly CountedAlert[],
  peopleFor: (alert: CountedAlert) => string[],
  now: Date,
): OutgoingMessage[] {
  const shown = counted
    .filter((alert) => (alert.urgent || alert.attention === 'always') && isRecent(alert.day, now))
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || b.count - a.count)
    .slice(0, MOST_AT_ONCE);
  return shown.flatMap((alert): OutgoingMessage[] => {
    const { alertId, personId, urgent, state } = alert;
    const why = urgent ? 'urgent' : 'colleague';
    const tells = state === 'new' && (urgent || personId !== null);
    const dueAt = urgent ? now : calmly(profile, now);
    const told = tells ? peopleFor(alert).map((id) => toldMessage(alertId, id, why, dueAt)) : [];
    // An alert from a colleague's account is posted nowhere: whoever it is may be in the place.
    return personId === null ? [followMessage(alert, now), ...told] : told;
  });
}

/** The card is posted at once; then it follows the count, each minute at most. */
function followMessage({ alertId, count, added }: CountedAlert, now: Date): OutgoingMessage {
  if (count === added) return cardMessage(alertId, 'first', now);
  const step = (count <= CLOSELY_FOLLOWED ? 1 : 15) * MINUTE_MILLISECONDS;
  const dueAt = new Date((Math.floor(now.getTime() / step) + 1) * step);
  return cardMessage(alertId, dueAt.toISOString(), dueAt);
}

function isRecent(day: string, now: Date): boolean {
  let last = day;
  for (let passed = 0; passed < CALLED_FOR_DAYS; passed += 1) last = dayAfter(last);
  return localDay(now) <= last;
}
