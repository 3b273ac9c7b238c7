import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { RegisterEntryView } from '../register-views.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import { readerOf, stepsFor } from './register-rights.ts';
import type { RegisterLine } from './register-store.ts';

/** A line in whichever of a person's schools it is; null alike for none and one he may not know of. Nothing of it is shown. */
export async function findLine(
  desk: Desk,
  identity: Identity,
  entryId: string,
): Promise<{ seat: SchoolSeat; line: RegisterLine } | null> {
  for (const seat of entryId ? identity.seats : []) {
    const line = await desk.store.registers.findLine(seat.profile.id, entryId, readerOf(seat));
    if (line) return { seat, line };
  }
  return null;
}

/** Opens a line for one person; the view is audited. Null alike for none and one he may not know of. */
export async function openLine(
  desk: Desk,
  { personId, seats }: Identity,
  entryId: string,
  saved: boolean,
): Promise<RegisterEntryView | null> {
  for (const { profile, viewer, roles } of entryId ? seats : []) {
    const reader = readerOf({ viewer, roles });
    const found = await desk.store.registers.openLine(profile.id, entryId, reader, desk.clock.now());
    if (!found) continue;
    const { line } = found;
    const events: NonNullable<RegisterEntryView['opened']>['events'] = [];
    for (const { event, by, at, fields } of found.events) {
      if (event === 'add') continue;
      events.push({ event, by: await desk.staff.nameOf(profile.id, by), at: at.toISOString(), fields });
    }
    const steps = stepsFor(line, { personId, roles }).map(({ name }) => name);
    return { ...(await closedLine(desk, profile, line)), saved, opened: { fields: line.fields, events, steps } };
  }
  return null;
}

/** A line as a message shows it: which register, who asked and when, how it stands. */
export async function closedLine(
  desk: Desk,
  profile: SchoolProfile,
  { entryId, register, state, endsOn, askedBy, askedAt }: RegisterLine,
): Promise<RegisterEntryView> {
  return {
    name: 'register-entry',
    school: headingOf(profile),
    entryId,
    register,
    state,
    endsOn,
    askedBy: await desk.staff.nameOf(profile.id, askedBy),
    askedAt: askedAt.toISOString(),
    why: null,
    opened: null,
    saved: false,
  };
}
