import { bulletinPresses } from './bulletins/bulletin-presses.ts';
import { showContacts } from './contacts.ts';
import type { Desk } from './desk.ts';
import { digestPresses } from './digests/digest-presses.ts';
import { dutyPresses } from './duties/duty-presses.ts';
import type { InboundEvent, PressName } from './events.ts';
import { filterPresses } from './filtering/filter-presses.ts';
import { showHelp } from './help.ts';
import type { Identity } from './identify.ts';
import { acknowledgeCase, showWork, takeCase } from './incidents/case-steps.ts';
import { showMyReports } from './incidents/my-reports.ts';
import { openTask, showMyTasks } from './incidents/own-tasks.ts';
import { showCases } from './incidents/show-cases.ts';
import { showPupil } from './incidents/show-pupil.ts';
import { viewCase } from './incidents/view-case.ts';
import { decideRequest } from './people/access-requests.ts';
import { openQuestion } from './questions.ts';
import { registerPresses } from './registers/register-presses.ts';
import type { Reply } from './replies.ts';
import { policyPresses } from './reviews/policy-presses.ts';
import { showPolicies } from './reviews/show-policies.ts';
import { trainingPresses } from './training/training-presses.ts';

/** What a button does that acts at once. */
export type PressRule = (
  desk: Desk,
  identity: Identity,
  event: Extract<InboundEvent, { kind: 'press' }>,
) => Reply | Promise<Reply>;

/** The rule of every button that acts at once. */
export const pressRules: Record<PressName, PressRule> = {
  acknowledge: acknowledgeCase,
  take: takeCase,
  'view-case': viewCase,
  'work-case': showWork,
  pupil: showPupil,
  'open-task': openTask,
  'my-tasks': showMyTasks,
  'my-reports': showMyReports,
  cases: (desk, identity, { data }) => showCases(desk, identity, data),
  contacts: showContacts,
  help: (_desk, identity) => showHelp(identity, false),
  'open-question': openQuestion,
  'confirm-request': decideRequest,
  'refuse-request': decideRequest,
  policies: showPolicies,
  ...policyPresses,
  ...trainingPresses,
  ...bulletinPresses,
  ...dutyPresses,
  ...registerPresses,
  ...filterPresses,
  ...digestPresses,
};
