import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { CoverView } from '../desk-views.ts';
import type { Choice } from '../form-views.ts';
import { emergencyView, type Identity, type SchoolSeat } from '../identify.ts';
import { type Reply, replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, titleOf } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { headingOf, sharedContacts } from '../schools.ts';
import { chosenSeat, schoolChoices } from './choose-school.ts';
import { mayArrangeCover } from './cover-rights.ts';
import { isCurrent, type StaffMember } from './membership.ts';
import { choicesOf } from './person-choices.ts';
import { readChoice } from './read-choice.ts';

/** The function that has a rota (Wessex 3.10: the senior leader on duty at lunchtime). */
const DUTY: Role = 'slt_duty';
/** The fields, and the days of the week they stand for. */
const WEEKDAYS = { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5 };
/** Chosen for a day on which all who hold the function are on duty. */
const EVERYBODY = 'everybody';

/** Says who is on duty on which day of the week. Everybody on the staff may look; those who arrange cover may change it. */
export const rota: DeskFormRule = {
  open: async (desk, identity, { origin }) => {
    const seats = identity.seats.filter(mayArrangeCover);
    const holders = await holdersIn(desk, seats);
    const [first] = seats;
    // Nobody to choose from, or nothing to change: what stands is shown.
    if (!first || holders.length === 0) return show(await rotaView(desk, first ?? identity.seats[0], false));
    const formKey = desk.ids.keyOf(`rota|${origin.eventId}`);
    const values = seats.length === 1 ? await currentValues(desk, first, holders) : {};
    return show(rotaForm(identity, seats, holders, { formKey, values }));
  },
  submit: async (desk, identity, event) => {
    const { values } = event;
    const formKey = event.data.key;
    if (!formKey) return show(emergencyView(desk, event.origin, 'unavailable'));
    const seats = identity.seats.filter(mayArrangeCover);
    if (seats.length === 0) return replace({ name: 'notice', notice: 'not-allowed' });
    const again = async (errors: Record<string, string>): Promise<Reply> =>
      replace(
        rotaForm(identity, seats, await holdersIn(desk, seats), { formKey, values, errors, problem: 'check-fields' }),
      );
    const seat = chosenSeat(seats, values.school);
    if (!seat) return again({ school: 'Please choose the school.' });
    const choices = withEverybody(choicesOf(await holdersIn(desk, [seat])));
    const errors: Record<string, string> = {};
    const days = Object.entries(WEEKDAYS).map(([id, weekday]) => {
      const chosen = readChoice(choices, values[id] || EVERYBODY);
      if (!chosen) errors[id] = 'This name is not among those who do this duty. Please check it.';
      return { weekday, personId: chosen === EVERYBODY ? null : chosen };
    });
    if (Object.keys(errors).length > 0) return again(errors);
    await desk.store.setDuty(seat.profile.id, DUTY, days, identity.personId, desk.clock.now());
    desk.duty.clear();
    return replace(await rotaView(desk, seat, true));
  },
};

/** Everybody on the staff of these schools who holds the function. */
async function holdersIn(desk: Desk, seats: readonly SchoolSeat[]): Promise<StaffMember[]> {
  const today = localDay(desk.clock.now());
  const found: StaffMember[] = [];
  for (const { profile } of seats)
    for (const person of await desk.staff.list(profile.id))
      if (isCurrent(person, today) && rolesHeld(profile, person.roles).includes(DUTY)) found.push(person);
  return found;
}

const withEverybody = (choices: Choice[]): Choice[] => [
  { value: EVERYBODY, label: 'Everybody who does this duty' },
  ...choices,
];

async function currentValues(desk: Desk, { profile }: SchoolSeat, holders: StaffMember[]) {
  const duty = await desk.store.listDuty(profile.id);
  return Object.fromEntries(
    Object.entries(WEEKDAYS).map(([id, weekday]) => {
      const named = duty.find((day) => day.role === DUTY && day.weekday === weekday)?.personId;
      return [id, named && holders.some(({ personId }) => personId === named) ? named : EVERYBODY];
    }),
  );
}

function rotaForm(
  identity: Identity,
  seats: readonly SchoolSeat[],
  holders: StaffMember[],
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
) {
  return deskForm({
    form: 'rota',
    contacts: sharedContacts(identity.seats.map(({ profile }) => profile)),
    choices: { school: schoolChoices(seats), person: withEverybody(choicesOf(holders)) },
    ...state,
  });
}

async function rotaView(desk: Desk, seat: SchoolSeat, saved: boolean): Promise<CoverView> {
  const { profile } = seat;
  const holders = await holdersIn(desk, [seat]);
  const duty = await desk.store.listDuty(profile.id);
  const days = Object.values(WEEKDAYS).map((weekday) => {
    const named = duty.find((day) => day.role === DUTY && day.weekday === weekday)?.personId;
    return { weekday, name: holders.find(({ personId }) => personId === named)?.name ?? null };
  });
  return {
    name: 'cover',
    school: headingOf(profile),
    away: null,
    gap: null,
    duty: { title: titleOf(profile, DUTY), holders: holders.map(({ name }) => name), days },
    saved,
    change: mayArrangeCover(seat) && holders.length > 0 ? 'rota' : null,
  };
}
