import type { SchoolSeat } from '../identify.ts';
import type { Role } from '../school/roles.ts';
import { REGISTER_NAMES, type RegisterName, type RegisterStepName } from './register-names.ts';
import type { RegisterActor, RegisterStep } from './register-rule.ts';
import { REGISTER_RULES } from './register-rules.ts';
import type { RegisterLine, RegisterReader } from './register-store.ts';

/** Registers of which holders of these functions read every line: those in which they can take a step, and those open to them. */
export function registersRead(roles: readonly Role[]): RegisterName[] {
  return REGISTER_NAMES.filter((register) => {
    const { readBy, steps } = REGISTER_RULES[register];
    return roles.some((role) => readBy.includes(role) || steps.some(({ by }) => by.includes(role)));
  });
}

/** A person of a school as the record of registers knows him. */
export const readerOf = ({ viewer, roles }: Pick<SchoolSeat, 'viewer' | 'roles'>): RegisterReader => ({
  personId: viewer.personId,
  registers: registersRead(roles),
});

/** Whether holders of these functions may add a line. */
export function mayAdd(register: RegisterName, roles: readonly Role[]): boolean {
  const { addedBy } = REGISTER_RULES[register];
  return addedBy === 'everybody' || roles.some((role) => addedBy.includes(role));
}

/** Whether somebody is among those who act on a line. */
export const isActor = (
  actors: readonly RegisterActor[],
  { askedBy }: Pick<RegisterLine, 'askedBy'>,
  { personId, roles }: { personId: string; roles: readonly Role[] },
): boolean => (actors.includes('asker') && askedBy === personId) || roles.some((role) => actors.includes(role));

/** Steps by which something is allowed. */
const ALLOWS: readonly RegisterStepName[] = ['approve', 'extend', 'go-live'];

/** Whether a step is somebody's to take. Nobody allows what he asked for himself, but the head. */
export function mayTake(
  step: RegisterStep,
  line: Pick<RegisterLine, 'askedBy'>,
  person: { personId: string; roles: readonly Role[] },
): boolean {
  if (!isActor(step.by, line, person)) return false;
  const isOwn = line.askedBy === person.personId && !step.by.includes('asker');
  return !ALLOWS.includes(step.name) || !isOwn || person.roles.includes('head');
}

/** The steps somebody may take with a line as it stands. */
export const stepsFor = (
  line: Pick<RegisterLine, 'register' | 'state' | 'askedBy'>,
  person: { personId: string; roles: readonly Role[] },
): RegisterStep[] =>
  REGISTER_RULES[line.register].steps.filter((step) => step.from.includes(line.state) && mayTake(step, line, person));
