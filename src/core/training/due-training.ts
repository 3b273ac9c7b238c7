import type { OwnListReason } from '../intents.ts';
import { type DueWork, type Occasion, type SchoolToday, tellPeople } from '../reminders/occasion.ts';
import { addDays, daysBetween, mondayOf } from '../school/add-period.ts';
import { isSchoolDay } from '../school/calendar.ts';
import { rolesHeld } from '../school/profile.ts';
import { familyDocuments } from './asked-documents.ts';
import { mayCount } from './own-list.ts';
import { askedKey, type PersonProgress } from './person-progress.ts';
import { type Progress, readProgress } from './progress.ts';
import type { AskedItem } from './training-store.ts';

/** Days after the first one on which a new starter is reminded; then his name is on the head's list. */
const INDUCTION_NUDGES = [7, 3, 1] as const;
/** The same for everybody, of what is asked for in a school year. */
const YEARLY_NUDGES = [21, 7] as const;
/** A nudge that could not go out for longer than this (a summer) is not made up: the head's list has taken its place. */
const MADE_UP_FOR_DAYS = 42;
/** No school is closed for longer. */
const LONGEST_HOLIDAY_DAYS = 60;

/**
 * Who is to be reminded of what he has to read and learn: new starters from their first day on, everybody once it is asked for
 * (in the first week of September, when a version is published, when a course has expired), and the head each week of those who
 * were reminded in vain.
 */
export const dueTraining: DueWork = async (day) => {
  const progress = await readProgress(day.desk, day.profile, day.staff, day.today);
  await noteWhatIsNew(day, progress);
  const { people } = progress;
  return [
    ...people.flatMap((one) => remindStarter(day, one)),
    ...remindEverybody(day, progress),
    ...(people.some(({ late }) => late)
      ? tellPeople(day, 'people-behind', mondayOf(day.today), day.holdersOf(['head']), (personId) => ({
          kind: 'people-behind',
          personId,
        }))
      : []),
  ];
};

/** Writes down since when things are asked for, whose induction has begun, and whose is complete. */
async function noteWhatIsNew({ desk, profile, today, now }: SchoolToday, progress: Progress): Promise<void> {
  const { training } = desk.store;
  const known = new Set(progress.state.asked.map(askedKey));
  const fresh = itemsOf(progress, today).filter((item) => !known.has(askedKey(item)));
  if (fresh.length > 0) await training.noteAsked(profile.id, progress.year, fresh);

  const begun = new Set(progress.state.inductions.map(({ personId }) => personId));
  const starters = progress.people.flatMap(({ person: { personId }, started }) =>
    started && !begun.has(personId) ? [{ personId, startedOn: started.startedOn }] : [],
  );
  if (starters.length > 0) await training.noteStarters(profile.id, starters);
  const complete = progress.people.filter(({ inductionDone }) => inductionDone);
  if (complete.length > 0) {
    const ids = complete.map(({ person }) => person.personId);
    await training.completeInductions(profile.id, ids, { on: today, at: now });
  }
}

/** Everything somebody on the staff is asked for, as of today. */
function itemsOf({ items, documents }: Progress, today: string): AskedItem[] {
  return items.map(({ kind, title }) => {
    const version = kind === 'course' ? '' : (documents.find(({ document }) => document === title)?.version ?? '');
    return { kind, title, version, askedOn: today };
  });
}

function remindStarter(day: SchoolToday, { person, induction }: PersonProgress): Occasion[] {
  if (!induction) return [];
  const first = firstSchoolDay(day, induction.startedOn);
  const days = daysBetween(first, day.today);
  // Whoever was sent his induction by a colleague has had the card of the first day.
  const stage = INDUCTION_NUDGES.find((nudge) => nudge <= days) ?? (induction.startedBy === null ? 0 : null);
  if (stage === null || days < 0 || days > MADE_UP_FOR_DAYS) return [];
  return tellPeople(
    day,
    'induction',
    `${person.personId}|${induction.startedOn}|${stage}`,
    [person],
    ownList(stage === 0 ? 'start' : 'nudge'),
  );
}

/** One message for each person, whatever he misses: about what was asked for last. */
function remindEverybody(day: SchoolToday, progress: Progress): Occasion[] {
  const byDay = new Map<string, PersonProgress[]>();
  for (const one of progress.people) {
    if (one.induction) continue;
    const asked = [...one.documents.filter(({ done }) => !done), ...one.courses].flatMap(
      ({ askedOn }) => askedOn ?? [],
    );
    const latest = [...asked, ...countsSince(day, progress, one)].sort().at(-1);
    if (latest !== undefined) byDay.set(latest, [...(byDay.get(latest) ?? []), one]);
  }
  return [...byDay].flatMap(([askedOn, people]) => {
    const days = daysBetween(askedOn, day.today);
    if (days < 0 || days > MADE_UP_FOR_DAYS) return [];
    const stage = YEARLY_NUDGES.find((nudge) => nudge <= days) ?? 0;
    const why = stage === 0 ? whyAsked(progress, askedOn) : 'nudge';
    return tellPeople(
      day,
      'reading',
      `${askedOn}|${stage}`,
      people.map(({ person }) => person),
      ownList(why),
    );
  });
}

/** Since when somebody is asked to count what families sign: since the school year's first day (Milverton, "Authorising"). */
function countsSince({ profile, today }: SchoolToday, { state }: Progress, { person }: PersonProgress): string[] {
  if (!mayCount(rolesHeld(profile, person.roles))) return [];
  if (familyDocuments(profile).every((document) => state.counted.includes(document))) return [];
  return [state.asked.map(({ askedOn }) => askedOn).sort()[0] ?? today];
}

/** A version is new where another one was asked for in the same year. */
function whyAsked({ state, documents }: Progress, askedOn: string): OwnListReason {
  const isNew = documents.some(({ document, version }) => {
    const versions = state.asked.filter(({ kind, title }) => kind === 'document' && title === document);
    const current = versions.find((item) => item.version === version);
    return versions.some((item) => item.version !== version) && (current?.askedOn ?? askedOn) === askedOn;
  });
  return isNew ? 'new-version' : 'yearly';
}

const ownList = (why: OwnListReason) => (personId: string) => ({ kind: 'own-list', personId, why }) as const;

/** The first day on which the school is open, from a day on. */
function firstSchoolDay({ profile }: SchoolToday, from: string): string {
  for (let days = 0; days < LONGEST_HOLIDAY_DAYS; days += 1) {
    const day = addDays(from, days);
    if (isSchoolDay(profile, day)) return day;
  }
  return from;
}
