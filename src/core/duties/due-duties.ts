import type { StaffMember } from '../people/membership.ts';
import { type DueWork, tellPeople } from '../reminders/occasion.ts';
import { addDays } from '../school/add-period.ts';
import { dutyOccasion } from './duty-occasion.ts';
import { isSameOccurrence, occurrencesBetween } from './duty-occurrences.ts';
import { headsOf, signersOf } from './duty-people.ts';
import { CATCH_UP_DAYS, standingOf, statusOf } from './duty-status.ts';

/** Recurring duties: written down when they begin, and told to whoever holds the function, in one message a person. */
export const dueDuties: DueWork = async (day) => {
  const { desk, profile, today, staff } = day;
  if (profile.duties.length + profile.accreditations.length === 0) return [];
  const range = { from: addDays(today, -CATCH_UP_DAYS), to: today };
  let rows = await desk.store.duties.listDuties(profile.id, range.from);
  const begun = occurrencesBetween(profile, range.from, today).filter(
    (occurrence) =>
      !rows.some((row) => isSameOccurrence(row, occurrence)) && statusOf(occurrence, null, today).state === 'open',
  );
  if (begun.length > 0) {
    const written = begun.map(({ kind, occurrence, subject, dueOn }) => ({
      dutyId: desk.ids.uuid(),
      kind,
      occurrence,
      subject,
      dueOn,
    }));
    await desk.store.duties.beginDuties(profile.id, written);
    // Another replica may have been first: its rows count.
    rows = await desk.store.duties.listDuties(profile.id, range.from);
  }
  const told = standingOf(profile, rows, range, today).flatMap((duty) => {
    const occasion = duty.dutyId === null ? null : dutyOccasion(duty, today);
    if (!occasion) return [];
    return [
      { key: `${duty.dutyId}|${occasion.key}`, people: signersOf(profile, staff, duty) },
      // Once: after that it stands on his weekly board.
      { key: `${duty.dutyId}|head`, people: headsOf(profile, staff, duty, today) },
    ];
  });
  const waiting = waitingFor(told);
  return told.flatMap(({ key, people }) =>
    tellPeople(day, 'duty', key, people, (personId) => ({ kind: 'own-duties', personId })).map((occasion) => ({
      ...occasion,
      messages: occasion.messages.map((message, index) => {
        const personId = people[index]?.personId ?? '';
        // Whatever is new to a person comes in one message: its key is made of all that waits for him.
        const dedupeKey = `own-duties|${personId}|${desk.ids.keyOf(JSON.stringify(waiting.get(personId)))}`;
        return { ...message, dedupeKey };
      }),
    })),
  );
};

/** The keys of all that waits for each person. */
function waitingFor(told: readonly { key: string; people: readonly StaffMember[] }[]): Map<string, string[]> {
  const waiting = new Map<string, string[]>();
  for (const { key, people } of told) {
    for (const { personId } of people) waiting.set(personId, [...(waiting.get(personId) ?? []), key]);
  }
  return waiting;
}
