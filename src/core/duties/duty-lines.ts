import type { DutyLine } from '../duty-views.ts';
import { type SchoolProfile, titleOf } from '../school/profile.ts';
import type { DutyKind } from './duty-kinds.ts';
import type { DutyStatus } from './duty-status.ts';

/** What the Prevent duty asks a school for (Writtle 11). */
const PREVENT: readonly DutyKind[] = [
  'prevent_risk_assessment',
  'prevent_partnership',
  'prevent_training',
  'prevent_it_policies',
];

/** Whether a duty is one of those of Prevent. */
export const isPrevent = ({ kind }: Pick<DutyStatus, 'kind'>): boolean => PREVENT.includes(kind);

/** Whether a duty still waits for somebody. */
export const isWaiting = ({ state }: Pick<DutyStatus, 'state'>): boolean =>
  state === 'open' || state === 'waits-for-second';

/** One duty as a line of a list. */
export function dutyLine(profile: SchoolProfile, duty: DutyStatus): DutyLine {
  const { dutyId, kind, subject, dueOn, overdue, state } = duty;
  const role = state === 'waits-for-second' && duty.second !== null ? duty.second : duty.owner;
  return { dutyId, kind, subject, dueOn, overdue, state, owner: titleOf(profile, role), classes: null };
}

/** The duties of a school as lines: those of several classes in one, what is overdue first and what is settled last. */
export function dutyLines(profile: SchoolProfile, duties: readonly DutyStatus[]): DutyLine[] {
  const groups = new Map<string, [DutyStatus, ...DutyStatus[]]>();
  for (const duty of duties) {
    const key = duty.kind === 'accreditation' ? `${duty.kind}|${duty.subject}` : `${duty.kind}|${duty.occurrence}`;
    const group = groups.get(key);
    if (group) group.push(duty);
    else groups.set(key, [duty]);
  }
  return [...groups.values()]
    .map((group) => (group.length === 1 ? dutyLine(profile, group[0]) : classesLine(profile, group)))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.dueOn.localeCompare(b.dueOn));
}

function classesLine(profile: SchoolProfile, group: [DutyStatus, ...DutyStatus[]]): DutyLine {
  const open = group.find(isWaiting);
  const settled = group.filter(({ state }) => state === 'done' || state === 'not-needed');
  return {
    ...dutyLine(profile, open ?? group[0]),
    dutyId: null,
    subject: '',
    overdue: group.some(({ overdue }) => overdue),
    classes: { settled: settled.length, of: group.length },
  };
}

function rankOf({ overdue, state }: DutyLine): number {
  if (overdue) return 0;
  return state === 'open' || state === 'waits-for-second' ? 1 : 2;
}
