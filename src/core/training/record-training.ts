import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { Choice } from '../form-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { type FieldReader, readFields } from '../incidents/steps/read-fields.ts';
import { chosenSeat, schoolChoices } from '../people/choose-school.ts';
import type { StaffMember } from '../people/membership.ts';
import { choicesOf } from '../people/person-choices.ts';
import { readChoice } from '../people/read-choice.ts';
import { STAFF_GROUPS } from '../people/staff-row.ts';
import { replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { sharedContacts } from '../schools.ts';
import { isForStaff } from './audience.ts';
import { staffOf } from './induct.ts';
import { settleInductions } from './settle-inductions.ts';
import { seatsWith } from './training-rights.ts';

/** The fields for single people; a whole group is chosen in one. */
export const PERSON_FIELDS = ['person', 'person2', 'person3'] as const;
const CERTIFICATE_LIMIT = 100;

/** Records that people have done a course, or been to an event (Milverton, "Staff": the yearly conference). */
export const recordTraining: DeskFormRule = {
  async open(desk, identity, { origin }) {
    if (seatsWith(identity.seats, 'record-training').length === 0)
      return show({ name: 'notice', notice: 'not-allowed' });
    const formKey = desk.ids.keyOf(`record-training|${origin.eventId}`);
    return show(await recordForm(desk, identity, { formKey, values: { day: localDay(desk.clock.now()) } }));
  },
  async submit(desk, identity, event) {
    const { values } = event;
    const formKey = event.data.key;
    const seats = seatsWith(identity.seats, 'record-training');
    if (!formKey || seats.length === 0) return formNotServed(desk, event);
    const at = desk.clock.now();
    const fields = readFields(values, at);
    const seat = chosenSeat(seats, values.school);
    if (!seat) fields.errors.school = 'Please choose the school.';
    const course = seat ? readCourse(desk, seat.profile, values, fields) : null;
    const day = fields.day('day', 'past', 'Please give the day.');
    const certificate = fields.text('certificate', CERTIFICATE_LIMIT);
    const people = seat ? readPeople(await staffOf(desk, [seat]), values, fields) : [];
    if (fields.hasErrors() || !seat || !course || !day)
      return replace(
        await recordForm(desk, identity, { formKey, values, errors: fields.errors, problem: 'check-fields' }),
      );
    const done = { course, completedOn: day, how: 'chat' as const, source: null, certificate };
    await desk.store.training.recordCourses(
      seat.profile.id,
      people.map((personId) => ({ personId, ...done })),
      { by: identity.personId, at },
    );
    await settleInductions(desk, seat.profile, people);
    return replace({ name: 'notice', notice: 'training-saved' });
  },
};

function readCourse(
  desk: Desk,
  profile: SchoolProfile,
  values: Record<string, string>,
  { errors }: FieldReader,
): string | null {
  const id = readChoice(courseChoices(desk, [profile]), values.course ?? '');
  const course = profile.training.find(({ name }) => courseIdOf(desk, name) === id);
  if (!course) errors.course = 'Please choose one of this school’s courses.';
  return course?.name ?? null;
}

function readPeople(
  staff: readonly StaffMember[],
  values: Record<string, string>,
  { errors, choice }: FieldReader,
): string[] {
  const choices = choicesOf(staff);
  const named = PERSON_FIELDS.flatMap((id) => {
    const answer = values[id]?.trim() ?? '';
    if (answer === '') return [];
    const personId = readChoice(choices, answer);
    if (!personId) errors[id] = 'This name is not on this school’s list. Please check it.';
    return personId ? [personId] : [];
  });
  const group = choice('group', STAFF_GROUPS);
  const whole = staff.filter(({ staffGroup }) => staffGroup === group).map(({ personId }) => personId);
  const people = [...new Set([...named, ...whole])];
  if (people.length === 0 && !errors.person) errors.person = 'Please choose who has done it, or a whole group.';
  return people;
}

const courseIdOf = (desk: Pick<Desk, 'ids'>, name: string): string => desk.ids.keyOf(`course|${name}`);

/** The courses of some schools that people on their staff do, each once. */
function courseChoices(desk: Pick<Desk, 'ids'>, profiles: readonly SchoolProfile[]): Choice[] {
  const courses = profiles.flatMap(({ training }) => training.filter(({ audience }) => isForStaff(audience)));
  return [...new Set(courses.map(({ name }) => name))].map((label) => ({ value: courseIdOf(desk, label), label }));
}

async function recordForm(
  desk: Desk,
  identity: Identity,
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
) {
  const seats: SchoolSeat[] = seatsWith(identity.seats, 'record-training');
  return deskForm({
    form: 'record-training',
    contacts: sharedContacts(identity.seats.map(({ profile }) => profile)),
    choices: {
      school: schoolChoices(seats),
      course: courseChoices(
        desk,
        seats.map(({ profile }) => profile),
      ),
      person: choicesOf(await staffOf(desk, seats)),
    },
    ...state,
  });
}
