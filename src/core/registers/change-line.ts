import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { idIn } from '../incidents/case-of-event.ts';
import { submitKey } from '../incidents/submit-key.ts';
import { type Reply, replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { contactsOf } from '../schools.ts';
import { readRegisterFields } from './read-register-fields.ts';
import { mayTake, stepsFor } from './register-rights.ts';
import type { RegisterStep } from './register-rule.ts';
import { REGISTER_RULES } from './register-rules.ts';
import type { RegisterLine } from './register-store.ts';
import { findLine, openLine } from './show-line.ts';
import { messagesOfStep } from './tell-register.ts';

const CHANGED =
  'Somebody has taken a step with this line meanwhile, so nothing of this form was saved. Your words are still here. Please open the line again.';

/** One step with a line, and where it is taken. */
interface Taken {
  seat: SchoolSeat;
  line: RegisterLine;
  step: RegisterStep;
}

/** Takes a step with a line of a register: approve, refuse, test, give back and the like. */
export const changeLine: DeskFormRule = {
  async open(desk, identity, { origin, data }) {
    const found = await findLine(desk, identity, idIn(data, 'entry'));
    if (!found) return show({ name: 'notice', notice: 'line-gone' });
    const { line, seat } = found;
    const step = stepsFor(line, { personId: identity.personId, roles: seat.roles }).find(
      ({ name }) => name === data.step,
    );
    // Taken meanwhile, or not his to take: the line as it stands says so.
    if (!step) return show((await openLine(desk, identity, line.entryId, false)) ?? GONE);
    const formKey = desk.ids.keyOf(`register-step|${origin.eventId}`);
    return show(
      stepForm({ seat, line, step }, { formKey, values: givenValues(line, step, localDay(desk.clock.now())) }),
    );
  },
  async submit(desk, identity, event) {
    const { data, values } = event;
    const found = await findLine(desk, identity, idIn(data, 'entry'));
    const formKey = data.key;
    if (!found || !formKey) return replace(GONE);
    const { line, seat } = found;
    // Looked up whatever the state, so that the same form delivered again finds what it did.
    const step = REGISTER_RULES[line.register].steps.find(({ name }) => name === data.step);
    const person = { personId: identity.personId, roles: seat.roles };
    if (!step || !mayTake(step, line, person)) return replace({ name: 'notice', notice: 'not-allowed' });
    return take(desk, identity, { seat, line, step }, { formKey, values });
  },
};

async function take(
  desk: Desk,
  identity: Identity,
  taken: Taken,
  { formKey, values }: { formKey: string; values: Record<string, string> },
): Promise<Reply> {
  const { seat, line, step } = taken;
  const now = desk.clock.now();
  const again = (errors: Record<string, string>): Reply =>
    replace(stepForm(taken, { formKey, values, errors, problem: 'check-fields' }));
  const read = readRegisterFields(step.fields, values, now);
  if ('errors' in read) return again(read.errors);
  const { personId } = identity;
  const key = submitKey(personId, formKey, values);
  const { ends } = REGISTER_RULES[line.register];
  const setsEnd = ends !== null && step.fields.some(({ id }) => id === ends.field);
  const change = {
    entryId: line.entryId,
    key,
    step: step.name,
    from: step.from,
    to: step.to,
    fields: read.given,
    ...(setsEnd ? { endsOn: read.given[ends.field] ?? null } : {}),
  };
  const messages = await messagesOfStep(desk, seat.profile, line, step, desk.ids.keyOf(key), personId);
  const result = await desk.store.registers.changeLine(seat.profile.id, change, personId, now, messages);
  if (result === 'changed') return again({ gate: CHANGED });
  return replace((await openLine(desk, identity, line.entryId, result === 'taken')) ?? GONE);
}

const GONE = { name: 'notice', notice: 'line-gone' } as const;

/** What is known before it is answered: the day that was asked for, and today for what has just happened. */
function givenValues(line: RegisterLine, step: RegisterStep, today: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { id, kind, when } of step.fields) {
    if (kind !== 'date') continue;
    if (when === 'past') values[id] = today;
    else if (line.endsOn && line.endsOn >= today && step.name !== 'extend') values[id] = line.endsOn;
  }
  return values;
}

function stepForm(
  { seat, line, step }: Taken,
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
): DeskFormView {
  return deskForm({
    form: 'register-step',
    contacts: contactsOf(seat.profile),
    data: { entry: line.entryId, step: step.name },
    about: { register: line.register },
    ...state,
  });
}
