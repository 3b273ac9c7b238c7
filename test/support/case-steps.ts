import type { WorkView } from '../../src/core/case-views.ts';
import type { FormName, StepName } from '../../src/core/events.ts';
import type { DeskFormView } from '../../src/core/form-views.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { TestDesk } from './test-desk.ts';
import { shown } from './views.ts';

/** What a person would fill in to take a step, in full; a test overrides what it is about. */
export const STEP_VALUES: Record<StepName, Record<string, string>> = {
  note: { note: 'Rang home.' },
  assess: { severity: 'concern', category: 'conduct', type: 'cyberbullying', reason: 'Two messages, no threat.' },
  assign: { reason: 'Knows the family.' },
  task: { kind: 'office', text: 'Please find the trip list.', due: '2026-11-12' },
  'finish-task': { state: 'done', result: 'Found it.' },
  check: { state: 'done', note: 'Both families came.', day: '2026-11-10' },
  refer: {
    agency: 'early_help',
    person: 'Duty worker',
    day: '2026-11-10',
    shared: 'What the child said.',
    purpose: 'Support for the family.',
    responseDue: '2026-11-17',
  },
  answer: { answer: 'They visit on Monday.' },
  link: { kind: 'linked', reason: 'Same group chat.' },
  people: { what: 'give', reason: 'Form tutor.' },
  escalate: { reason: 'Needs a decision.' },
  monitor: { day: '2026-11-24', reason: 'Watch whether it goes on.' },
  close: {
    // Asked for only where nobody has said so before.
    type: 'other',
    outcome: 'support_in_school',
    rationale: 'Both are friends again.',
    notReferred: 'Below the threshold.',
    parents: 'yes',
    place: 'school',
    evaluation: 'Quick help worked.',
  },
  reopen: { reason: 'It goes on.' },
  export: { kind: 'case-file', recipient: 'Police', purpose: 'They asked for it.' },
};

/** Opens a form and sends it filled in as a person would: what the form holds by itself is sent with it. */
export async function fills(
  desk: TestDesk,
  who: string,
  form: FormName,
  data: Record<string, string>,
  values: Record<string, string>,
): Promise<Reply> {
  const opened = shown(await desk.opens(who, form, data), 'desk-form');
  return sends(desk, who, opened, values);
}

/** Sends a form that was shown. */
export function sends(desk: TestDesk, who: string, form: DeskFormView, values: Record<string, string>): Promise<Reply> {
  const sent = { ...form.data, variant: form.form, key: form.formKey };
  return desk.submits(who, form.form, sent, { ...form.values, ...values });
}

/** Takes a step and answers the case as it is shown afterwards. */
export async function takes(
  desk: TestDesk,
  who: string,
  step: StepName,
  data: Record<string, string>,
  values: Record<string, string> = {},
): Promise<WorkView> {
  const all = { ...STEP_VALUES[step], ...values };
  let reply = await fills(desk, who, step, data, all);
  // A referral asks first to whom, then what that agency wants to know.
  if (step === 'refer') reply = await sends(desk, who, shown(reply, 'desk-form'), all);
  return shown(reply, 'case-work');
}

/** A case as somebody who works it sees what comes next. */
export async function workOf(desk: TestDesk, who: string, caseId: string): Promise<WorkView> {
  return shown(await desk.presses(who, 'work-case', { case: caseId }), 'case-work');
}
