import type { ChecklistItem, StepKind, WorkView } from '../../src/core/case-views.ts';
import { fills, takes, workOf } from './case-steps.ts';
import type { TestDesk } from './test-desk.ts';
import { shown } from './views.ts';

/** The step of a checklist that is of a kind, or begins with some words. */
export function stepOf({ checklist }: WorkView, which: StepKind | string): ChecklistItem {
  const found = checklist.find(({ kind, text }) => kind === which || text.startsWith(which));
  if (!found) throw new Error(`no step ${which} among ${checklist.map(({ text }) => text).join('; ')}`);
  return found;
}

/** Settles a step of a case's playbook, and answers the case as it stands then. */
export async function settles(
  desk: TestDesk,
  who: string,
  caseId: string,
  which: StepKind | string,
  values: Record<string, string> = {},
): Promise<WorkView> {
  const { stepId } = stepOf(await workOf(desk, who, caseId), which);
  return takes(desk, who, 'check', { case: caseId, step: stepId }, values);
}

/** What a step of a case's playbook complains of when it is sent like this. */
export async function refusedStep(
  desk: TestDesk,
  who: string,
  caseId: string,
  which: StepKind | string,
  values: Record<string, string>,
): Promise<Record<string, string>> {
  const { stepId } = stepOf(await workOf(desk, who, caseId), which);
  const reply = await fills(desk, who, 'check', { case: caseId, step: stepId }, { day: '2026-11-10', ...values });
  return shown(reply, 'desk-form').errors;
}

/** Settles whatever waits in a case's playbooks as not needed. */
export async function settlesAll(desk: TestDesk, who: string, caseId: string): Promise<void> {
  for (const { stepId, state } of (await workOf(desk, who, caseId)).checklist)
    if (state === 'waiting')
      await takes(
        desk,
        who,
        'check',
        { case: caseId, step: stepId },
        { state: 'not-needed', note: 'Not needed here.', day: '' },
      );
}
