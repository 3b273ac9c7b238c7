import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { Choice } from '../form-views.ts';
import type { Identity } from '../identify.ts';
import { type FieldReader, readFields } from '../incidents/steps/read-fields.ts';
import { submitKey } from '../incidents/submit-key.ts';
import { chosenSeat, schoolChoices } from '../people/choose-school.ts';
import { readChoice } from '../people/read-choice.ts';
import { replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { academicYearOf } from '../school/school-year.ts';
import { sharedContacts } from '../schools.ts';
import { familyDocuments } from './asked-documents.ts';
import { seatsWith } from './training-rights.ts';

const CLASS_LIMIT = 40;
const MOST_IN_A_CLASS = 999;

/** Says how many of a class have signed something, pupils and parents apart: numbers and never a name (St Andrew's 2.5). */
export const classCount: DeskFormRule = {
  async open(desk, identity, { origin }) {
    if (seatsWith(identity.seats, 'class-count').length === 0) return show({ name: 'notice', notice: 'not-allowed' });
    const formKey = desk.ids.keyOf(`class-count|${origin.eventId}`);
    return show(countForm(desk, identity, { formKey }));
  },
  async submit(desk, identity, event) {
    const { values } = event;
    const formKey = event.data.key;
    const seats = seatsWith(identity.seats, 'class-count');
    if (!formKey || seats.length === 0) return formNotServed(desk, event);
    const at = desk.clock.now();
    const fields = readFields(values, at);
    const seat = chosenSeat(seats, values.school);
    if (!seat) fields.errors.school = 'Please choose the school.';
    const documents = seat ? documentChoices(desk, familyDocuments(seat.profile)) : [];
    const document = documents.find(({ value }) => value === readChoice(documents, values.document ?? ''))?.label;
    if (seat && !document) fields.errors.document = 'Please choose what was signed.';
    const audience = fields.choice('audience', ['pupils', 'parents'] as const, 'Please choose one.');
    const className = readClass(fields, seat?.profile.classes ?? []);
    const total = readNumber(fields, 'total', values);
    const signed = readNumber(fields, 'signed', values);
    if (total !== null && signed !== null && signed > total)
      fields.errors.signed = 'This is more than there are in the class. Please check it.';
    if (fields.hasErrors() || !seat || !document || !audience || !className || total === null || signed === null)
      return replace(countForm(desk, identity, { formKey, values, errors: fields.errors, problem: 'check-fields' }));
    const year = academicYearOf(localDay(at));
    const count = { audience, className, document, signed, total };
    const key = submitKey(identity.personId, formKey, values);
    await desk.store.training.countClass(seat.profile.id, year, count, { by: identity.personId, at, key });
    return replace({ name: 'notice', notice: 'class-counted' });
  },
};

/** One of the school's classes; any short name only where its profile lists none, because this is kept as it is written. */
function readClass(fields: FieldReader, classes: readonly string[]): string | null {
  if (classes.length > 0) return fields.choice('class', classes, 'Please say which class.');
  return fields.text('class', CLASS_LIMIT, 'Please say which class.');
}

function readNumber({ errors }: FieldReader, id: string, values: Record<string, string>): number | null {
  const text = values[id]?.trim() ?? '';
  const number = /^\d{1,3}$/.test(text) ? Number(text) : null;
  if (number === null || number > MOST_IN_A_CLASS) errors[id] = 'Please give a whole number, such as 28.';
  return number;
}

const documentChoices = (desk: Pick<Desk, 'ids'>, documents: readonly string[]): Choice[] =>
  [...new Set(documents)].map((label) => ({ value: desk.ids.keyOf(`document|${label}`), label }));

function countForm(desk: Desk, identity: Identity, state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>) {
  const profiles = seatsWith(identity.seats, 'class-count').map(({ profile }) => profile);
  return deskForm({
    form: 'class-count',
    contacts: sharedContacts(profiles),
    choices: {
      school: schoolChoices(seatsWith(identity.seats, 'class-count')),
      document: documentChoices(desk, profiles.flatMap(familyDocuments)),
      class: [...new Set(profiles.flatMap(({ classes }) => classes))].map((name) => ({ value: name, label: name })),
    },
    ...state,
  });
}
