import { deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { mayTakeOut } from '../exports/may-take-out.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { replace, show } from '../replies.ts';
import { sharedContacts } from '../schools.ts';
import { replaceByLink } from './open-export.ts';
import { REASON_LIMIT } from './steps/note.ts';
import { type FieldReader, readFields } from './steps/read-fields.ts';
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
    const seat = chooseSeat(seats, fields);
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

function chooseSeat(seats: readonly SchoolSeat[], fields: FieldReader): SchoolSeat | undefined {
  if (seats.length === 1) return seats[0];
  const ids = seats.map(({ profile }) => profile.id);
  const chosen = fields.choice('school', ids, 'Please choose the school.');
  return seats.find(({ profile }) => profile.id === chosen);
}

function logForm(identity: Identity, formKey: string) {
  const seats = seatsOf(identity);
  const schools = seats.map(({ profile }) => ({ value: profile.id, label: profile.name }));
  return deskForm({
    form: 'export-log',
    formKey,
    contacts: sharedContacts(seats.map(({ profile }) => profile)),
    values: { restricted: 'no' },
    ...(schools.length > 1 ? { choices: { school: schools } } : {}),
  });
}
