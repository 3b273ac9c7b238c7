import type { Choice } from '../../form-views.ts';
import type { StaffMember } from '../../people/membership.ts';
import { rolesHeld, titleOf } from '../../school/profile.ts';
import type { Role } from '../../school/roles.ts';
import { nextWarning } from '../deadlines.ts';
import { alertMessage } from '../first-messages.ts';
import { nextEscalation } from '../urgency.ts';
import { remindBefore } from './due.ts';
import { markAway } from './mark-away.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepContext, type StepRule, WHILE_OPEN } from './step.ts';

/**
 * Passes a case up the ladder with a reason: DSL, deputy, head, chair or trust lead; a restricted case from the head up. The
 * new person gets access and is told 1:1; whoever had it hears when it is taken. It is no answer to the case: one that nobody
 * has acknowledged stays on its ladder, and both are reminded until it is taken.
 */
export const escalate: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: false,
  prepare: (context) => ({ choices: { person: markAway(choicesUp(context), context) } }),
  decide(context, values) {
    const { work, now } = context;
    const fields = readFields(values, now);
    const choices = choicesUp(context);
    const personId = fields.choice(
      'person',
      choices.map(({ value }) => value),
      'Please choose to whom.',
    );
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    if (fields.hasErrors() || !personId) return fields;
    return {
      change: {
        entry: 'passed-up',
        text: { facts: { owner: choices.find(({ value }) => value === personId)?.label ?? '' }, text: reason },
        patch: { remindAt: firstOfClocks(context) },
        grants: [{ personId, reason: 'escalated' }],
      },
      line: 'passed-up',
      messages: [alertMessage(work.caseId, personId, 'passed-up', `up-${now.getTime()}`, now)],
    };
  },
};

/** When the case is brought up again if nobody takes it, unless the law's clock or a review comes before. */
function firstOfClocks({ profile, work, now }: StepContext): Date {
  const times = [nextEscalation(profile, work.severity, now)];
  if (work.deadlineAt) times.push(nextWarning(profile, work.deadlineAt, now));
  if (work.reviewAt) times.push(remindBefore(profile, work.reviewAt, now));
  return new Date(Math.min(...times.map((at) => at.getTime())));
}

/** Those above on the ladder, the nearest rung first, each with the title of the function. */
function choicesUp({ profile, staff, work, identity }: StepContext): Choice[] {
  const rungs: Role[] = work.restricted
    ? ['head', 'chair', 'trust_lead']
    : [...new Set<Role>([...profile.cover, 'dsl', 'deputy_dsl', 'head', 'chair', 'trust_lead'])];
  const choices = new Map<string, Choice>();
  for (const role of rungs)
    for (const person of holders(staff, (roles) => roles.includes(role), profile))
      if (person.personId !== identity.personId && !choices.has(person.personId))
        choices.set(person.personId, { value: person.personId, label: `${person.name}, ${titleOf(profile, role)}` });
  return [...choices.values()];
}

function holders(
  staff: readonly StaffMember[],
  fits: (roles: readonly Role[]) => boolean,
  profile: StepContext['profile'],
): StaffMember[] {
  return staff.filter((person) => fits(rolesHeld(profile, person.roles)));
}
