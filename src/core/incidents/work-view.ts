import type { ChecklistItem, WorkView } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import type { SchoolSeat } from '../identify.ts';
import { readPolicies } from '../reviews/current-policies.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import type { CaseWork } from './case-work.ts';
import { checklistOf, isNeverView, playbookFor } from './checklist.ts';
import { stepsFor } from './steps/steps.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Everything a person needs for the next step in a case. */
export async function workView(desk: Desk, seat: SchoolSeat, work: CaseWork, saved = false): Promise<WorkView> {
  const { profile } = seat;
  const nameOf = (personId: string): Promise<string> => desk.staff.nameOf(profile.id, personId);
  return {
    name: 'case-work',
    school: headingOf(profile),
    caseId: work.caseId,
    reference: work.reference,
    status: work.status,
    severity: work.severity,
    category: work.category,
    type: work.type,
    restricted: work.restricted,
    reportedAt: work.reportedAt.toISOString(),
    childProtection: work.childProtection,
    owner: work.ownerId && (await nameOf(work.ownerId)),
    nextDueAt: iso(work.nextDueAt),
    deadlineAt: iso(work.deadlineAt),
    reviewAt: iso(work.reviewAt),
    outcome: work.outcome,
    saved,
    tasks: await Promise.all(
      work.tasks.map(async ({ taskId, kind, text, ownerId, dueAt, state, seenAt, result }) => ({
        taskId,
        kind,
        text,
        owner: await nameOf(ownerId),
        dueAt: iso(dueAt),
        state,
        seen: seenAt !== null,
        result,
      })),
    ),
    checklist: await checklist(desk, seat, work),
    neverView: isNeverView(work.type),
    policy: await policyOf(desk, profile, playbookFor(profile, work.type)?.policy),
    referrals: work.referrals.map(({ referralId, agency, referredOn, responseDueAt, state, details, answer }) => ({
      referralId,
      agency,
      referredOn,
      responseDueAt: iso(responseDueAt),
      answered: state === 'answered',
      ...(state === 'not-expected' ? { notExpected: true as const } : {}),
      theirReference: answer?.theirReference ?? details.theirReference,
    })),
    links: work.links,
    pupils: work.pupils.map(({ subjectId, name, earlier }) => ({ subjectId, name, earlier })),
    offersSendco: work.sendSupport && !work.tasks.some(({ kind }) => kind === 'sendco'),
    steps: stepsFor(seat, work),
  };
}

/** The policy a playbook names, with its address where the school keeps one: a text that can be passed on (Wessex 19.3). */
async function policyOf(desk: Desk, profile: SchoolProfile, title: string | undefined): Promise<string | null> {
  if (title === undefined) return null;
  const url = (await readPolicies(desk, profile)).find((policy) => policy.title === title)?.url;
  return url ? `${title}, ${url}` : title;
}

function checklist(desk: Desk, { profile }: SchoolSeat, work: CaseWork): Promise<ChecklistItem[]> {
  return Promise.all(
    checklistOf(desk, profile, work).map(async (step): Promise<ChecklistItem> => {
      const check = work.checks.find(({ stepId }) => stepId === step.stepId);
      if (!check) return { ...step, settled: null };
      const by = await desk.staff.nameOf(profile.id, check.actorId);
      const { at, happenedOn, note } = check;
      return { ...step, settled: { by, at: at.toISOString(), happenedOn, note } };
    }),
  );
}
