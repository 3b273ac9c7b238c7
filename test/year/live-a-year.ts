import { describe } from '../../cards/describe.ts';
import { dayAfter, instantOf, isSchoolDay } from '../../src/core/school/calendar.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import type { SentView } from '../support/recording-chat.ts';
import type { TestDesk } from '../support/test-desk.ts';

/** One message of the year. */
export interface Told {
  /** Local day. */
  day: string;
  /** Account id, or `the case channel`. */
  to: string;
  /** What kind of view it was, and the notification that a person saw. */
  view: string;
  summary: string;
}

/** What people do in answer to what they got on one day. */
export type Act = (day: string, sent: readonly SentView[]) => Promise<void>;

/** Once on a school morning is enough: the program looks every hour, and what it finds once it does not find again. */
const MORNING = '09:05';

/**
 * Lives through the days of a school: each morning the program's recurring work runs once, on days without school too, so that
 * whatever is sent then is seen.
 * @param from first local day; `to` the last
 */
export async function liveThrough(
  desk: TestDesk,
  profile: SchoolProfile,
  given: { from: string; to: string; act?: Act },
): Promise<Told[]> {
  const told: Told[] = [];
  for (let day = given.from; day <= given.to; day = dayAfter(day)) {
    desk.clock.set(instantOf(day, MORNING));
    await desk.remind();
    await desk.tick();
    const sent = desk.chat.sent.splice(0);
    told.push(...sent.map((item) => readTold(day, item)));
    // People answer on school days, and what that sets off leaves at once.
    if (!given.act || !isSchoolDay(profile, day)) continue;
    await given.act(day, sent);
    await desk.deliver();
    const answered = desk.chat.sent.splice(0);
    told.push(...answered.map((item) => readTold(day, item)));
    await given.act(day, answered);
  }
  // Messages to different people leave side by side: within a day they are told apart by what they say.
  return told.sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

const orderOf = ({ day, summary, to }: Told): string => `${day} ${summary} ${to}`;

function readTold(day: string, { to, target, view }: SentView): Told {
  return { day, to: to === 'person' ? target : 'the case channel', view: view.name, summary: describe(view).summary };
}

/** The year as a calendar that a person can read: by day, who was told what. */
export function writeCalendar(told: readonly Told[]): string {
  const days = new Map<string, Map<string, string[]>>();
  for (const { day, to, summary } of told) {
    const texts = days.get(day) ?? new Map<string, string[]>();
    texts.set(summary, [...(texts.get(summary) ?? []), to]);
    days.set(day, texts);
  }
  return [...days]
    .flatMap(([day, texts]) => [writeDay(day), ...[...texts].map(([text, to]) => `  ${text}: ${writePeople(to)}`)])
    .join('\n')
    .concat('\n');
}

function writeDay(day: string): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(new Date(day));
  return `${weekday} ${day}`;
}

/** Each once, in alphabetical order, with how often where that is more than once. */
function writePeople(to: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const who of [...to].sort()) counts.set(who, (counts.get(who) ?? 0) + 1);
  return [...counts].map(([who, count]) => (count > 1 ? `${who} (${count} times)` : who)).join(', ');
}
