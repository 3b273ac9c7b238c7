import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { Identity } from '../identify.ts';
import { chosenSeat, schoolChoices } from '../people/choose-school.ts';
import { choicesOf } from '../people/person-choices.ts';
import { readChoice } from '../people/read-choice.ts';
import { replace, show } from '../replies.ts';
import { sharedContacts } from '../schools.ts';
import { staffOf } from './induct.ts';
import { linkTo } from './training-file.ts';
import { seatsWith } from './training-rights.ts';

/** Makes the link to the certificate of somebody on the staff, for the head; everybody gets his own from his own list. */
export const certificate: DeskFormRule = {
  async open(desk, identity, { origin }) {
    if (seatsWith(identity.seats, 'certificate').length === 0) return show({ name: 'notice', notice: 'not-allowed' });
    return show(await certificateForm(desk, identity, { formKey: desk.ids.keyOf(`certificate|${origin.eventId}`) }));
  },
  async submit(desk, identity, event) {
    const { values } = event;
    const formKey = event.data.key;
    const seats = seatsWith(identity.seats, 'certificate');
    if (!formKey || seats.length === 0) return formNotServed(desk, event);
    const again = async (errors: Record<string, string>) =>
      replace(await certificateForm(desk, identity, { formKey, values, errors, problem: 'check-fields' }));
    const seat = chosenSeat(seats, values.school);
    if (!seat) return again({ school: 'Please choose the school.' });
    const personId = readChoice(choicesOf(await staffOf(desk, [seat])), values.person ?? '');
    if (!personId) return again({ person: 'Please choose somebody from the list.' });
    return linkTo(desk, seat, 'certificate', personId, formKey);
  },
};

async function certificateForm(
  desk: Desk,
  identity: Identity,
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
) {
  const seats = seatsWith(identity.seats, 'certificate');
  return deskForm({
    form: 'certificate',
    contacts: sharedContacts(identity.seats.map(({ profile }) => profile)),
    choices: { school: schoolChoices(seats), person: choicesOf(await staffOf(desk, seats)) },
    ...state,
  });
}
