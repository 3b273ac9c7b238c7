import { readFields } from '../incidents/steps/read-fields.ts';
import { addPeriod } from '../school/add-period.ts';
import { localDay } from '../school/calendar.ts';
import type { CurrentPolicy } from './current-policies.ts';
import type { PolicyDraft } from './policy-store.ts';

const VERSION_LIMIT = 40;
const URL_LIMIT = 500;
const CLAUSE_LIMIT = 1_500;

/** How long a policy holds that does not say when it is reviewed again. */
const DEFAULT_CYCLE = 'P1Y';

/** The day a policy that is drafted now is next reviewed, where nobody gives one: its cycle from today. */
export function nextReviewOf(policy: Pick<CurrentPolicy, 'cycle'> | null, now: Date): string {
  return addPeriod(localDay(now), policy?.cycle ?? DEFAULT_CYCLE);
}

/**
 * Reads what a draft says.
 * @param holds the policy as it holds now: what is left empty stays as it was, and a number is not used twice, because who
 *   has read the one version would not be asked for the other
 */
export function readDraft(
  values: Record<string, string>,
  now: Date,
  holds: CurrentPolicy | null,
): { draft: PolicyDraft | null; send: boolean; errors: Record<string, string> } {
  const fields = readFields(values, now);
  const version = fields.text('version', VERSION_LIMIT, 'Please give the number of this version.');
  if (version !== null && version === holds?.version)
    fields.errors.version = 'This is the version that holds already. Please give the new one another number.';
  const url = fields.text('url', URL_LIMIT) ?? holds?.url ?? null;
  if (url !== null && !isWebAddress(url)) fields.errors.url = 'Please give the whole address, beginning with https://.';
  const monitoringClause = fields.text('clause', CLAUSE_LIMIT) ?? holds?.monitoringClause ?? null;
  const nextReviewOn = fields.day('nextReview', 'future') ?? nextReviewOf(holds, now);
  const send = fields.choice('send', ['draft', 'slt'], 'Please choose what happens next.') === 'slt';
  const draft = fields.hasErrors() || version === null ? null : { version, url, monitoringClause, nextReviewOn };
  return { draft, send, errors: fields.errors };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}
