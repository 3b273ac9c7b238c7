import { sendBulletin } from './bulletins/send-bulletin.ts';
import type { Desk } from './desk.ts';
import { digestForms } from './digests/digest-forms.ts';
import { dutyForms } from './duties/duty-forms.ts';
import type { DeskFormName, InboundEvent } from './events.ts';
import type { Identity } from './identify.ts';
import { addToReport } from './incidents/add-to-report.ts';
import { exportLog } from './incidents/export-log.ts';
import { findCases } from './incidents/find-cases.ts';
import { cover } from './people/cover.ts';
import { rota } from './people/rota.ts';
import { ask } from './questions.ts';
import { registerForms } from './registers/register-forms.ts';
import type { Reply } from './replies.ts';
import { policyForms } from './reviews/policy-forms.ts';
import { trainingForms } from './training/training-forms.ts';

/** How a form that is no step in a case is opened and submitted. */
export interface DeskFormRule {
  open(desk: Desk, identity: Identity, event: Extract<InboundEvent, { kind: 'open' }>): Promise<Reply>;
  submit(desk: Desk, identity: Identity, event: Extract<InboundEvent, { kind: 'submit' }>): Promise<Reply>;
}

/** The rule of every form that is no step in a case. */
export const deskFormRules: Record<DeskFormName, DeskFormRule> = {
  'add-to-report': addToReport,
  cover,
  rota,
  find: findCases,
  ask,
  'export-log': exportLog,
  ...policyForms,
  ...trainingForms,
  bulletin: sendBulletin,
  ...dutyForms,
  ...registerForms,
  ...digestForms,
};
