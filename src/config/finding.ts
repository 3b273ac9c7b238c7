import type { SchoolProfile } from '../core/school/profile.ts';

/**
 * How grave a finding is: `refuse` (the school is not loaded), `blocks-live` (it works with invented data only until this is
 * put right), `warning` (it works, somebody should look).
 */
export type FindingLevel = 'refuse' | 'blocks-live' | 'warning';

/** One thing a lint found in a school's profile. */
export interface Finding {
  level: FindingLevel;
  /** Stable and in kebab case, for tests and for counting. */
  code: string;
  /** Where in the profile, such as `policies[0].next_reviews`. */
  path: string;
  /** What is wrong and what to do, in plain words. */
  message: string;
}

/** One check of a school's profile. Given the day as YYYY-MM-DD, so that it never depends on the clock. */
export type Lint = (profile: SchoolProfile, options: LintOptions) => Finding[];

/** What a lint may know beside the profile. */
export interface LintOptions {
  /** The local day, YYYY-MM-DD. */
  today: string;
}
