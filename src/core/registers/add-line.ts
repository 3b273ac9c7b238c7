import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { listFulfilled } from '../duties/duty-status.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { submitKey } from '../incidents/submit-key.ts';
import { chosenSeat, schoolChoices } from '../people/choose-school.ts';
import { replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { sharedContacts } from '../schools.ts';
import { readRegisterFields } from './read-register-fields.ts';
import { REGISTER_NAMES, type RegisterName } from './register-names.ts';
import { mayAdd } from './register-rights.ts';
import { REGISTER_RULES } from './register-rules.ts';
import { openLine } from './show-line.ts';
import { showRegisters } from './show-registers.ts';
import { messagesOfLine } from './tell-register.ts';

/** Adds a line to a register: something asked for, or something that is logged. */
export const addLine: DeskFormRule = {
  async open(desk, identity, { origin, data }) {
    const register = registerIn(data);
    if (!register) return showRegisters(desk, identity);
    const seats = seatsFor(identity, register);
    if (seats.length === 0) return show({ name: 'notice', notice: 'not-allowed' });
    const formKey = desk.ids.keyOf(`register-entry|${register}|${origin.eventId}`);
    // A day that is nearly always today is given.
    const fields = REGISTER_RULES[register].fields;
    const today = localDay(desk.clock.now());
    const values = Object.fromEntries(fields.filter(({ when }) => when === 'past').map(({ id }) => [id, today]));
    // The button of one of several schools names it.
    if (data.school && seats.length > 1) values.school = data.school;
    return show(lineForm(register, seats, { formKey, values }));
  },
  async submit(desk, identity, event) {
    const { values, data } = event;
    const register = registerIn(data);
    const seats = register ? seatsFor(identity, register) : [];
    const formKey = data.key;
    if (!formKey || !register || seats.length === 0) return formNotServed(desk, event);
    const now = desk.clock.now();
    const rule = REGISTER_RULES[register];
    const read = readRegisterFields(rule.fields, values, now);
    const seat = chosenSeat(seats, values.school);
    const errors = {
      ...('errors' in read ? read.errors : {}),
      ...(seat ? {} : { school: 'Please choose the school.' }),
    };
    if (!seat || 'errors' in read)
      return replace(lineForm(register, seats, { formKey, values, errors, problem: 'check-fields' }));
    const { profile } = seat;
    const entryId = await desk.store.registers.addLine(
      profile.id,
      ...(await newLine(
        desk,
        seat,
        identity.personId,
        register,
        read.given,
        submitKey(identity.personId, formKey, values),
      )),
    );
    const view = await openLine(desk, identity, entryId, true);
    return replace(view ?? { name: 'notice', notice: 'line-gone' });
  },
};

async function newLine(
  desk: Desk,
  { profile }: SchoolSeat,
  askedBy: string,
  register: RegisterName,
  fields: Record<string, string>,
  key: string,
) {
  const rule = REGISTER_RULES[register];
  const line = {
    entryId: desk.ids.uuid(),
    register,
    state: rule.first,
    fields,
    askedBy,
    endsOn: (rule.ends && fields[rule.ends.field]) || null,
    key,
    settles: rule.settles ? await listFulfilled(desk, profile, rule.settles) : [],
  };
  return [line, desk.clock.now(), await messagesOfLine(desk, profile, line, askedBy)] as const;
}

/** The register a form is about. */
const registerIn = ({ register }: Record<string, string>): RegisterName | undefined =>
  REGISTER_NAMES.find((name) => name === register);

/** The schools in which somebody may add to a register. */
const seatsFor = ({ seats }: Identity, register: RegisterName): SchoolSeat[] =>
  seats.filter(({ roles }) => mayAdd(register, roles));

function lineForm(
  register: RegisterName,
  seats: readonly SchoolSeat[],
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
): DeskFormView {
  return deskForm({
    form: 'register-entry',
    contacts: sharedContacts(seats.map(({ profile }) => profile)),
    data: { register },
    choices: { school: schoolChoices(seats) },
    ...state,
  });
}
