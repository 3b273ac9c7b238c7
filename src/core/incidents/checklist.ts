import type { ChecklistItem, StepKind } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import type { ProfilePlaybook, SchoolProfile } from '../school/profile.ts';
import type { CaseTask, CaseWork } from './case-work.ts';
import { CHILD_PROTECTION_PLAYBOOK, DEFAULT_PLAYBOOKS } from './default-playbooks.ts';
import type { ConcernType } from './taxonomy.ts';

/** Kinds of concern in which nobody may look at, copy, keep or delete an image (UKCIS 2024). */
const NEVER_VIEW: readonly ConcernType[] = ['nudes', 'sextortion', 'suspected_illegal'];

/** One step of a case's playbooks, with how it stands. */
export interface ChecklistStep {
  stepId: string;
  playbook: string;
  text: string;
  kind: StepKind;
  state: ChecklistItem['state'];
  ready: boolean;
}

/** The school's own playbook for a kind of concern, else the one of national guidance; null where there is none. */
export function playbookFor(profile: SchoolProfile, type: ConcernType | null): ProfilePlaybook | null {
  if (type === null) return null;
  const fits = (playbook: ProfilePlaybook): boolean => playbook.types.includes(type);
  return profile.playbooks.find(fits) ?? DEFAULT_PLAYBOOKS.find(fits) ?? null;
}

/** Whether a kind of concern is one in which no image may be looked at. */
export const isNeverView = (type: ConcernType | null): boolean => type !== null && NEVER_VIEW.includes(type);

/**
 * The steps of a case's playbooks in order: of its kind, and of child protection where that was flagged. A step that says the
 * case is logged is done by itself; one that says others were told is done once each of them has opened the task (Wessex 13.2).
 */
export function checklistOf(desk: Pick<Desk, 'ids'>, profile: SchoolProfile, work: CaseWork): ChecklistStep[] {
  const own = playbookFor(profile, work.type);
  const playbooks = [...(own ? [own] : []), ...(work.childProtection ? [CHILD_PROTECTION_PLAYBOOK] : [])];
  return playbooks.flatMap((playbook) => {
    let waiting = false;
    return playbook.steps.map(({ text, kind }) => {
      const stepId = desk.ids.keyOf(`${playbook.name}|${text}`).slice(0, 16);
      const check = work.checks.find((candidate) => candidate.stepId === stepId);
      const state = check?.state ?? (isDoneByItself(kind, work) ? 'done' : 'waiting');
      const ready = !(playbook.in_order && waiting);
      if (state === 'waiting') waiting = true;
      return { stepId, playbook: playbook.name, text, kind, state, ready };
    });
  });
}

function isDoneByItself(kind: StepKind, work: CaseWork): boolean {
  if (kind === 'logged') return true;
  return kind === 'told' && isHandedOff(work) && listUntold(work).length === 0;
}

/** Whether anybody was given the technical task: a case can become one for the filter long after it was reported. */
export const isHandedOff = ({ tasks }: CaseWork): boolean => tasks.some(({ kind }) => kind === 'ict');

/** Technical tasks that whoever got them has not opened: settled by somebody else, such a task has told nobody anything. */
export const listUntold = ({ tasks }: CaseWork): CaseTask[] =>
  tasks.filter(({ kind, seenAt }) => kind === 'ict' && seenAt === null);
