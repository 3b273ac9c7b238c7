import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { OutgoingMessage } from '../intents.ts';
import { quietMessage } from '../messages/quiet-message.ts';
import { chosenSeat, schoolChoices } from '../people/choose-school.ts';
import { isCurrent, type StaffMember } from '../people/membership.ts';
import { choicesOf } from '../people/person-choices.ts';
import { readChoice } from '../people/read-choice.ts';
import { replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { sharedContacts } from '../schools.ts';
import { seatsWith } from './training-rights.ts';

/** Sends somebody the induction pack (St Andrew's 1.6); whoever is new on the staff list gets it by himself on the first day. */
export const induct: DeskFormRule = {
  async open(desk, identity, { origin }) {
    const seats = seatsWith(identity.seats, 'induct');
    if (seats.length === 0) return show({ name: 'notice', notice: 'not-allowed' });
    return show(await inductForm(desk, identity, { formKey: desk.ids.keyOf(`induct|${origin.eventId}`) }));
  },
  async submit(desk, identity, event) {
    const { values } = event;
    const formKey = event.data.key;
    const seats = seatsWith(identity.seats, 'induct');
    if (!formKey || seats.length === 0) return formNotServed(desk, event);
    const again = async (errors: Record<string, string>) =>
      replace(await inductForm(desk, identity, { formKey, values, errors, problem: 'check-fields' }));
    const seat = chosenSeat(seats, values.school);
    if (!seat) return again({ school: 'Please choose the school.' });
    const personId = readChoice(choicesOf(await staffOf(desk, [seat])), values.person ?? '');
    if (!personId) return again({ person: 'Please choose somebody from the list.' });
    const at = desk.clock.now();
    const startedOn = localDay(at);
    const begun = await desk.store.training.beginInduction(
      seat.profile.id,
      { personId, startedOn },
      { by: identity.personId, at, messages: [packMessage(seat.profile, personId, startedOn, at)] },
    );
    return replace({ name: 'notice', notice: begun ? 'induction-begun' : 'induction-going-on' });
  },
};

/** Everybody who works or volunteers in these schools today. */
export async function staffOf(desk: Desk, seats: readonly SchoolSeat[]): Promise<StaffMember[]> {
  const today = localDay(desk.clock.now());
  const lists = await Promise.all(seats.map(({ profile }) => desk.staff.list(profile.id)));
  return lists.flat().filter((person) => isCurrent(person, today));
}

function packMessage(profile: SchoolProfile, personId: string, startedOn: string, now: Date): OutgoingMessage {
  return quietMessage(profile, now, `induction|${startedOn}|begun`, { kind: 'own-list', personId, why: 'start' });
}

async function inductForm(
  desk: Desk,
  identity: Identity,
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
) {
  const seats = seatsWith(identity.seats, 'induct');
  return deskForm({
    form: 'induct',
    contacts: sharedContacts(identity.seats.map(({ profile }) => profile)),
    choices: { school: schoolChoices(seats), person: choicesOf(await staffOf(desk, seats)) },
    ...state,
  });
}
