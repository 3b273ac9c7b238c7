import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { AbsenceLine, CoverGap } from '../desk-views.ts';
import { emergencyView, type Identity, type SchoolSeat } from '../identify.ts';
import { personLane } from '../incidents/first-messages.ts';
import { submitKey } from '../incidents/submit-key.ts';
import type { OutgoingMessage } from '../intents.ts';
import { type Reply, replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { headingOf, sharedContacts } from '../schools.ts';
import { uuidOfKey } from '../uuid-of-key.ts';
import { chosenSeat, schoolChoices } from './choose-school.ts';
import { findGap } from './cover-gap.ts';
import { absenceOf } from './cover-rights.ts';
import type { Absence } from './cover-store.ts';
import type { StaffMember } from './membership.ts';
import { choicesOf } from './person-choices.ts';
import { readAbsence } from './read-absence.ts';
import { readChoice } from './read-choice.ts';

/** Discord's menus and everybody's patience end here; those who are away next come first. */
const MOST_SHOWN = 15;

/** Nobody is kept from what comes to them for longer than this by somebody else's word: six weeks, and the hour of a clock change. */
const LONGEST_FOR_ANOTHER = (6 * 7 * 24 + 1) * 60 * 60_000;

/** One school as whoever arranges cover may see it. */
interface Seen {
  seat: SchoolSeat;
  staff: StaffMember[];
  /** Those whose absence this person may note or end. */
  people: StaffMember[];
  /** Everybody's, for what they leave open. */
  absences: Absence[];
}

/** Says who is away, from when to when: oneself, and for those who lead, others too (St Andrew's 1.7, Ingol: planning). */
export const cover: DeskFormRule = {
  open: async (desk, identity, { origin }) => {
    const seen = await look(desk, identity);
    const formKey = desk.ids.keyOf(`cover|${origin.eventId}`);
    return show(coverForm(identity, seen, { formKey, values: { from: localDay(desk.clock.now()) } }));
  },
  submit: async (desk, identity, event) => {
    const { values } = event;
    const formKey = event.data.key;
    // A form without its key is not one of ours: it could not be told from a second delivery.
    if (!formKey) return show(emergencyView(desk, event.origin, 'unavailable'));
    const seen = await look(desk, identity);
    const again = (errors: Record<string, string>): Reply =>
      replace(coverForm(identity, seen, { formKey, values, errors, problem: 'check-fields' }));
    if (values.end) return endEarly(desk, identity, seen, values, again);

    const now = desk.clock.now();
    const chosen = chosenSeat(identity.seats, values.school);
    const at = seen.find(({ seat }) => seat === chosen);
    if (!at) return again({ school: 'Please choose the school.' });
    const personId = values.person ? readChoice(choicesOf(at.people), values.person) : identity.personId;
    if (!personId) return again({ person: 'This name is not among those you can choose. Please check it.' });
    const read = readAbsence(at.seat.profile, values, now);
    if ('errors' in read) return again(read.errors);
    if (personId !== identity.personId && read.endsAt.getTime() - read.startsAt.getTime() > LONGEST_FOR_ANOTHER)
      return again({ until: 'For a colleague this can be six weeks at most. Please give an earlier last day.' });
    const key = submitKey(identity.personId, formKey, values);
    const absence: Absence = { id: uuidOfKey(desk.ids.keyOf(`absence|${key}`)), personId, ...read };
    const messages = personId === identity.personId ? [] : [coverSetMessage(absence, identity.personId, now)];
    await desk.store.addAbsence(at.seat.profile.id, { ...absence, key, messages }, identity.personId, now);
    const gap = findGap({ ...at, profile: at.seat.profile }, absence, now);
    return shown(desk, at, { saved: true, gap });
  },
};

/** Whoever is noted as away by somebody else is told, so that nobody is taken off the rota unnoticed (law 4). */
function coverSetMessage({ id, personId }: Absence, byId: string, now: Date): OutgoingMessage {
  return {
    lane: personLane(personId),
    dedupeKey: `cover-set|${id}`,
    intent: { kind: 'cover-set', absenceId: id, personId, byId },
    dueAt: now,
  };
}

/** Ends an absence now. One that has ended meanwhile, or by the same form delivered before, is simply no longer in the list. */
async function endEarly(
  desk: Desk,
  identity: Identity,
  seen: Seen[],
  values: Record<string, string>,
  again: (errors: Record<string, string>) => Reply,
): Promise<Reply> {
  if (values.until) return again({ end: 'Please either end an absence or give the days of a new one.' });
  const at = seen.find((each) => linesOf(each).some(({ absenceId }) => absenceId === values.end));
  const [only] = seen;
  if (!at) return only ? shown(desk, only, { saved: false, gap: null }) : again({});
  const { id } = at.seat.profile;
  const saved = await desk.store.endAbsence(id, values.end as string, identity.personId, desk.clock.now());
  return shown(desk, at, { saved, gap: null });
}

async function look(desk: Desk, { personId, seats }: Identity): Promise<Seen[]> {
  const now = desk.clock.now();
  const seen: Seen[] = [];
  for (const seat of seats) {
    const staff = await desk.staff.list(seat.profile.id);
    const absences = await desk.store.listAbsences(seat.profile.id, now);
    seen.push({ seat, staff, people: absenceOf(seat, personId, staff, now), absences });
  }
  return seen;
}

function coverForm({ seats }: Identity, seen: Seen[], state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>) {
  const people = choicesOf(seen.flatMap((each) => each.people));
  return deskForm({
    form: 'cover',
    contacts: sharedContacts(seats.map(({ profile }) => profile)),
    // Who may speak for himself alone is not asked whom it is about.
    choices: { school: schoolChoices(seats), person: people.length > 1 ? people : [] },
    about: { absences: seen.flatMap(linesOf).slice(0, MOST_SHOWN) },
    ...state,
  });
}

/** Absences this person may see and end, the next one first. */
function linesOf({ people, absences }: Seen): AbsenceLine[] {
  return absences.flatMap(({ id, personId, startsAt, endsAt }) => {
    const person = people.find((candidate) => candidate.personId === personId);
    if (!person) return [];
    return [{ absenceId: id, name: person.name, from: startsAt.toISOString(), to: endsAt.toISOString() }];
  });
}

/** What stands now, read again after the change. */
async function shown(desk: Desk, at: Seen, result: { saved: boolean; gap: CoverGap | null }): Promise<Reply> {
  const { profile } = at.seat;
  const absences = await desk.store.listAbsences(profile.id, desk.clock.now());
  return replace({
    name: 'cover',
    school: headingOf(profile),
    away: linesOf({ ...at, absences }).slice(0, MOST_SHOWN),
    duty: null,
    change: 'cover',
    ...result,
  });
}
