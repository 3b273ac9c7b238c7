import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { DeskFormView } from '../form-views.ts';
import type { SchoolSeat } from '../identify.ts';
import { readFields } from '../incidents/steps/read-fields.ts';
import { submitKey } from '../incidents/submit-key.ts';
import { chosenSeat, schoolChoices } from '../people/choose-school.ts';
import { isCurrent, type StaffMember } from '../people/membership.ts';
import { STAFF_GROUPS, type StaffGroup } from '../people/staff-row.ts';
import { replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { sharedContacts } from '../schools.ts';
import { uuidOfKey } from '../uuid-of-key.ts';
import { bulletinMessage } from './bulletin-message.ts';
import { bulletinSeats } from './bulletin-rights.ts';
import { bulletinsView } from './bulletin-view.ts';

const TITLE_LIMIT = 80;
const TEXT_LIMIT = 2_000;
/** Whom a bulletin can be for. */
const AUDIENCES = ['everybody', ...STAFF_GROUPS] as const;

/** Tells everybody, or one group, what is new (Writtle 6, St Andrew's 3.2): to each 1:1, with who has read it. */
export const sendBulletin: DeskFormRule = {
  async open(desk, identity, { origin }) {
    const seats = bulletinSeats(identity);
    if (seats.length === 0) return show({ name: 'notice', notice: 'not-allowed' });
    const formKey = desk.ids.keyOf(`bulletin|${origin.eventId}`);
    return show(bulletinForm(seats, { formKey, values: { group: 'everybody' } }));
  },
  async submit(desk, identity, event) {
    const formKey = event.data.key;
    const seats = bulletinSeats(identity);
    if (!formKey || seats.length === 0) return formNotServed(desk, event);
    const now = desk.clock.now();
    const fields = readFields(event.values, now);
    const title = fields.text('title', TITLE_LIMIT, 'Please give it a title.');
    const text = fields.text('text', TEXT_LIMIT, 'Please write what people should know.');
    const group = fields.choice('group', AUDIENCES, 'Please say whom it is for.');
    const seat = chosenSeat(seats, event.values.school);
    if (!seat) fields.errors.school = 'Please choose the school.';
    const to = seat && group ? await findReaders(desk, seat, group, identity.personId) : [];
    if (seat && group && to.length === 0) fields.errors.group = 'Nobody is in this group. Please choose another one.';
    if (fields.hasErrors() || !title || !text || !seat) {
      const state = { formKey, values: event.values, errors: fields.errors, problem: 'check-fields' as const };
      return replace(bulletinForm(seats, state));
    }
    const bulletinId = uuidOfKey(desk.ids.keyOf(`bulletin|${submitKey(identity.personId, formKey, event.values)}`));
    const people = to.map(({ personId }) => personId);
    await desk.store.bulletins.sendBulletin(
      seat.profile.id,
      { bulletinId, title, text, to: people },
      {
        actorId: identity.personId,
        at: now,
        messages: people.map((personId) => bulletinMessage(seat.profile, bulletinId, personId, now)),
      },
    );
    return replace(await bulletinsView(desk, [seat], true));
  },
};

/** Everybody of a group who is there today, but for the one who writes. */
async function findReaders(
  desk: Desk,
  { profile }: SchoolSeat,
  group: 'everybody' | StaffGroup,
  senderId: string,
): Promise<StaffMember[]> {
  const today = localDay(desk.clock.now());
  return (await desk.staff.list(profile.id)).filter(
    (person) =>
      person.personId !== senderId &&
      isCurrent(person, today) &&
      (group === 'everybody' || person.staffGroup === group),
  );
}

function bulletinForm(
  seats: readonly SchoolSeat[],
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
): DeskFormView {
  return deskForm({
    form: 'bulletin',
    contacts: sharedContacts(seats.map(({ profile }) => profile)),
    choices: { school: schoolChoices(seats) },
    ...state,
  });
}
