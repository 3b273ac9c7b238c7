import type { CaseCardView } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import type { AlertReason } from '../intents.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import type { CaseSummary } from './case-record.ts';

/** A case as its place or its reader's 1:1 chat shows it: a reference, a task, a status. */
export async function caseCard(
  desk: Desk,
  profile: SchoolProfile,
  summary: CaseSummary,
  reason?: AlertReason,
): Promise<CaseCardView> {
  return {
    name: 'case-card',
    school: headingOf(profile),
    caseId: summary.caseId,
    reference: summary.reference,
    severity: summary.severity,
    status: summary.status,
    reportedAt: summary.reportedAt.toISOString(),
    acknowledged: summary.acknowledgedAt
      ? {
          by: await desk.staff.nameOf(profile.id, summary.acknowledgedBy),
          at: summary.acknowledgedAt.toISOString(),
        }
      : null,
    restricted: summary.restricted,
    owner: summary.ownerId && (await desk.staff.nameOf(profile.id, summary.ownerId)),
    openTasks: summary.openTasks,
    nextDueAt: summary.nextDueAt?.toISOString() ?? null,
    ...(reason ? { reason } : {}),
  };
}
