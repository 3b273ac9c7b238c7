import { deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { mayTakeOut } from '../exports/may-take-out.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { chosenSeat, schoolChoices } from '../people/choose-school.ts';
import { replace, show } from '../replies.ts';
import { sharedContacts } from '../schools.ts';
import { replaceByLink } from './open-export.ts';
import { REASON_LIMIT } from './steps/note.ts';
import { readFields } from './steps/read-fields.ts';
import { submitKey } from './submit-key.ts';

/** Takes the incident log out: number, time, action, by whom, of the cases the person may know of; restricted ones only if asked. */
export const exportLog: DeskFormRule = {
  async open(desk, identity, event) {
    if (seatsOf(identity).length === 0) return show({ name: 'notice', notice: 'not-allowed' });
    return show(logForm(identity, desk.ids.keyOf(`export-log|${event.origin.eventId}`)));
  },
  async submit(desk, identity, event) {
    const formKey = event.data.key;
    const seats = seatsOf(identity);
    if (!formKey || seats.length === 0) return formNotServed(desk, event);
    const fields = readFields(event.values, desk.clock.now());
    const recipient = fields.text('recipient', 200, 'Please write for whom it is.');
    const purpose = fields.text('purpose', REASON_LIMIT, 'Please write why, and on what basis.');
    const restricted = fields.choice('restricted', ['no', 'yes']);
    const seat = chosenSeat(seats, event.values.school);
    if (!seat) fields.errors.school = 'Please choose the school.';
    if (fields.hasErrors() || !seat || !recipient || !purpose) {
      const form = logForm(identity, formKey);
      return replace({ ...form, values: event.values, errors: fields.errors, problem: 'check-fields' });
    }
    const asked = {
      key: submitKey(identity.personId, formKey, event.values),
      kind: 'incident-log',
      caseId: null,
      recipient,
      purpose,
      withRestricted: restricted === 'yes',
    } as const;
    const link = await desk.exports.ask(seat.profile.id, seat.viewer, asked, desk.clock.now());
    return replaceByLink(desk, seat, null, link);
  },
};

const seatsOf = ({ seats }: Identity): SchoolSeat[] => seats.filter(({ profile, roles }) => mayTakeOut(profile, roles));

function logForm(identity: Identity, formKey: string) {
  const seats = seatsOf(identity);
  return deskForm({
    form: 'export-log',
    formKey,
    contacts: sharedContacts(seats.map(({ profile }) => profile)),
    values: { restricted: 'no' },
    choices: { school: schoolChoices(seats) },
  });
}
