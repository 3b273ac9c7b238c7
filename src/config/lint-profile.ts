import type { SchoolProfile } from '../core/school/profile.ts';
import type { Finding, FindingLevel, Lint, LintOptions } from './finding.ts';
import { lintAccess } from './lints/lint-access.ts';
import { lintAgencies } from './lints/lint-agencies.ts';
import { lintApprovals } from './lints/lint-approvals.ts';
import { lintDuties } from './lints/lint-duties.ts';
import { lintGoLive } from './lints/lint-go-live.ts';
import { lintIncidentLead } from './lints/lint-incident-lead.ts';
import { lintPlatform } from './lints/lint-platform.ts';
import { lintReferences } from './lints/lint-references.ts';
import { lintReviews } from './lints/lint-reviews.ts';
import { lintRoles } from './lints/lint-roles.ts';
import { lintRoutes } from './lints/lint-routes.ts';
import { lintTerms } from './lints/lint-terms.ts';

const LINTS: readonly Lint[] = [
  lintIncidentLead,
  lintAccess,
  lintRoles,
  lintGoLive,
  lintPlatform,
  lintReviews,
  lintApprovals,
  lintDuties,
  lintReferences,
  lintAgencies,
  lintRoutes,
  lintTerms,
];

/** The order in which findings are shown. */
export const LEVELS: readonly FindingLevel[] = ['refuse', 'blocks-live', 'warning'];

/** Checks a school's profile with every lint, worst findings first. */
export function lintProfile(profile: SchoolProfile, options: LintOptions): Finding[] {
  const findings = LINTS.flatMap((lint) => lint(profile, options));
  return LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
}
