import type { DueWork, Occasion, SchoolToday } from '../reminders/occasion.ts';
import { tellPeople } from '../reminders/occasion.ts';
import { addDays } from '../school/add-period.ts';
import { isSchoolDay, localDay, weekdayOf } from '../school/calendar.ts';
import { findDueDigest } from './digest-periods.ts';
import { preparingRoles } from './digest-rights.ts';
import type { StoredDigest } from './digest-store.ts';
import { correctDigest, makeDigest } from './make-digest.ts';

/** Days after which whoever prepares it is reminded of a draft; then each week. */
const FIRST_REMINDER_DAYS = 3;
const NEXT_REMINDER_DAYS = 7;
/** Days before the meeting on which he is reminded once more. */
const LAST_REMINDER_DAYS = 2;

/**
 * Governors’ digests: the draft of the term that is due is made once; whoever prepares it gets it, and is reminded while it
 * waits. Late entries that change what governors read make a corrected draft.
 */
export const dueDigests: DueWork = async (day) => {
  const { desk, profile, today } = day;
  if (!profile.governors_report) return [];
  let known = await desk.store.digests.list(profile.id);
  if ((await addDueDraft(day, known)) || (await addCorrection(day, known)))
    known = await desk.store.digests.list(profile.id);
  return known.filter(({ state }) => state === 'draft').flatMap((draft) => occasionsOf(day, draft, today));
};

async function addDueDraft(day: SchoolToday, known: readonly StoredDigest[]): Promise<boolean> {
  const { desk, profile, today, staff, now } = day;
  const due = findDueDigest(profile, today);
  if (!due || known.some(({ content }) => content.period.key >= due.period.key)) return false;
  const began = await desk.store.digests.beganAt(profile.id);
  // A term of which nothing was recorded here would read as one in which nothing happened.
  if (!began || localDay(began) > due.period.to) return false;
  const content = await makeDigest({ desk, profile, period: due.period, staff, today, known });
  return desk.store.digests.addDraft(profile.id, { digestId: desk.ids.uuid(), content, meetingOn: due.meetingOn }, now);
}

/** Looked at once a week, on its first school day: of the latest digest alone, until the next term's is made. */
async function addCorrection(day: SchoolToday, known: readonly StoredDigest[]): Promise<boolean> {
  const { desk, profile, today, staff, now } = day;
  const [latest] = known;
  if (latest?.state !== 'approved' || !isFirstSchoolDayOfWeek(day)) return false;
  const { period } = latest.content;
  const published = known.filter(({ state, content }) => state === 'approved' && content.period.key === period.key);
  const content = await correctDigest({ desk, profile, period, staff, today, known }, published);
  if (!content) return false;
  const draft = { digestId: desk.ids.uuid(), content, meetingOn: latest.meetingOn };
  return desk.store.digests.addDraft(profile.id, draft, now);
}

function isFirstSchoolDayOfWeek({ profile, today }: SchoolToday): boolean {
  for (let back = 1; back < weekdayOf(today); back += 1) if (isSchoolDay(profile, addDays(today, -back))) return false;
  return true;
}

function occasionsOf(day: SchoolToday, draft: StoredDigest, today: string): Occasion[] {
  const { digestId, madeAt, meetingOn } = draft;
  const people = preparersOf(day);
  const tell = (job: string, key: string) =>
    tellPeople(day, job, key, people, (personId) => ({ kind: 'digest', digestId, personId }));
  const remindOn = latestReminder(localDay(madeAt), meetingOn, today);
  return [...tell('digest-made', digestId), ...(remindOn ? tell('digest-waits', `${digestId}|${remindOn}`) : [])];
}

function preparersOf({ profile, holdersOf }: SchoolToday) {
  return (
    preparingRoles(profile)
      .map((role) => holdersOf([role]))
      .find((people) => people.length > 0) ?? []
  );
}

/** The last day up to today on which whoever prepares a draft is reminded of it; null before the first. */
function latestReminder(madeOn: string, meetingOn: string | null, today: string): string | null {
  const days = [...(meetingOn ? [addDays(meetingOn, -LAST_REMINDER_DAYS)] : [])].filter((day) => day > madeOn);
  for (let after = FIRST_REMINDER_DAYS; addDays(madeOn, after) <= today; after += NEXT_REMINDER_DAYS)
    days.push(addDays(madeOn, after));
  return (
    days
      .filter((day) => day <= today)
      .sort()
      .at(-1) ?? null
  );
}
