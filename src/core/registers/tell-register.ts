import type { Desk } from '../desk.ts';
import type { OutgoingMessage, RegisterReason } from '../intents.ts';
import { quietMessage } from '../messages/quiet-message.ts';
import { currentStaff } from '../people/current-staff.ts';
import type { StaffMember } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { RegisterStepName } from './register-names.ts';
import { isActor } from './register-rights.ts';
import type { RegisterActor, RegisterStep } from './register-rule.ts';
import { REGISTER_RULES } from './register-rules.ts';
import type { RegisterLine } from './register-store.ts';

type Line = Pick<RegisterLine, 'entryId' | 'register' | 'state' | 'askedBy'>;

/** Steps of which whoever asked is told. */
const ANSWERS: readonly RegisterStepName[] = ['approve', 'refuse', 'go-live', 'extend', 'receive'];

/** Those among some staff who act on a line; the head where nobody holds such a function. */
export function actorsOf(
  profile: SchoolProfile,
  staff: readonly StaffMember[],
  line: Pick<RegisterLine, 'askedBy'>,
  actors: readonly RegisterActor[],
): StaffMember[] {
  const found = holdersAmong(profile, staff, line, actors);
  return found.length > 0 ? found : holdersAmong(profile, staff, line, ['head']);
}

const holdersAmong = (
  profile: SchoolProfile,
  staff: readonly StaffMember[],
  line: Pick<RegisterLine, 'askedBy'>,
  actors: readonly RegisterActor[],
): StaffMember[] =>
  staff.filter(({ personId, roles }) => isActor(actors, line, { personId, roles: rolesHeld(profile, roles) }));

/** What leaves when a line was added: whoever it waits for is told. */
export async function messagesOfLine(
  desk: Desk,
  profile: SchoolProfile,
  line: Line,
  actorId: string,
): Promise<OutgoingMessage[]> {
  return compose(desk, profile, line, actorId, 'added', []);
}

/** What leaves with a step: whoever it waits for next, whoever asked, and those the step names. */
export async function messagesOfStep(
  desk: Desk,
  profile: SchoolProfile,
  line: Line,
  step: RegisterStep,
  occasion: string,
  actorId: string,
): Promise<OutgoingMessage[]> {
  const after = { ...line, state: step.to };
  const told: RegisterActor[] = [...(ANSWERS.includes(step.name) ? (['asker'] as const) : []), ...(step.tells ?? [])];
  return compose(desk, profile, after, actorId, occasion, told);
}

async function compose(
  desk: Desk,
  profile: SchoolProfile,
  line: Line,
  actorId: string,
  occasion: string,
  told: readonly RegisterActor[],
): Promise<OutgoingMessage[]> {
  const now = desk.clock.now();
  const today = localDay(now);
  const staff = await currentStaff(desk, profile.id, today);
  const waitsFor = REGISTER_RULES[line.register].waits[line.state];
  const deciders = waitsFor ? actorsOf(profile, staff, line, waitsFor) : [];
  const others = holdersAmong(profile, staff, line, told);
  const reasons = new Map<string, RegisterReason>();
  for (const { personId } of others) reasons.set(personId, 'decided');
  for (const { personId } of deciders) reasons.set(personId, 'decide');
  // Whoever did it knows.
  reasons.delete(actorId);
  const { entryId } = line;
  return [...reasons].map(([personId, why]) =>
    quietMessage(profile, now, `register|${entryId}|${occasion}`, { kind: 'register-entry', entryId, personId, why }),
  );
}
