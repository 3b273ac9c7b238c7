import type { Desk } from '../desk.ts';
import { readDuties } from '../duties/duty-status.ts';
import type { StaffMember } from '../people/membership.ts';
import { countAdded } from '../registers/register-counts.ts';
import type { CurrentPolicy } from '../reviews/current-policies.ts';
import { readPolicies } from '../reviews/current-policies.ts';
import { addDays } from '../school/add-period.ts';
import { dayAfter, instantOf, localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { type ProgressItem, readProgress } from '../training/progress.ts';
import { correctPopulation } from './correct-population.ts';
import type {
  DigestContent,
  DigestPeriod,
  DigestPolicy,
  DigestRow,
  Figure,
  Population,
  StaffMeasure,
  TableName,
} from './digest-content.ts';
import { countConcerns, countReferrals } from './digest-counts.ts';
import type { StoredDigest } from './digest-store.ts';
import { findMedianBand } from './median-band.ts';
import { isTypeTable, publishPopulation, tablesOf } from './publish-population.ts';
import { shareByGroup } from './share-by-group.ts';
import { trendTermOf } from './trend-term.ts';

/** As many days before a review its policy is "due soon": the first reminder (see the reviews of policies). */
const DUE_SOON_DAYS = 60;
/** Earlier terms beside the one a digest is about. */
const MOST_EARLIER_TERMS = 5;

/** What a digest is made of. */
interface Making {
  desk: Desk;
  profile: SchoolProfile;
  period: DigestPeriod;
  /** Everybody who belongs to the school that day. */
  staff: readonly StaffMember[];
  /** Local day. */
  today: string;
  /** Every digest of the school, as it is kept. */
  known: readonly StoredDigest[];
}

/** The first version of a term's digest, from the record as it stands now; small numbers are hidden already. */
export async function makeDigest(making: Making): Promise<DigestContent> {
  const { desk, profile, period } = making;
  const counts = await readCounts(desk, profile.id, period);
  return compose(making, {
    version: 1,
    correction: null,
    concerns: publishPopulation(countConcerns(counts, period), 1),
    referrals: publishPopulation(countReferrals(counts), 1),
  });
}

/**
 * The next version of a digest that governors have, where what was recorded of its term has changed enough to be shown; null
 * where they would read the same. How cases went on since is no late entry: the next term's digest is made of that.
 */
export async function correctDigest(making: Making, published: readonly StoredDigest[]): Promise<DigestContent | null> {
  const { desk, profile, period } = making;
  const earlier = published.toSorted((a, b) => a.version - b.version);
  const latest = earlier.at(-1);
  // Compared with every version there was: a list that was cut before the first could give a small change away.
  if (!latest || earlier[0]?.version !== 1) return null;
  const version = latest.version + 1;
  const counts = await readCounts(desk, profile.id, period);
  const before = earlier.map(({ content }) => content);
  const concerns = correctPopulation(
    before.map((content) => content.concerns),
    countConcerns(counts, period),
    version,
  );
  if (isSame(concerns.population, latest.content.concerns)) return null;
  const referrals = correctPopulation(
    before.map((content) => content.referrals),
    countReferrals(counts),
    version,
  );
  const corrected = await compose(making, {
    version,
    correction: { ofVersion: latest.version, ofDay: localDay(latest.madeAt), totalKept: concerns.totalKept },
    concerns: concerns.population,
    referrals: referrals.population,
  });
  // Who has learned and read what stays as published: 5 of 5 that become 5 of 6 would tell who has not.
  const { training, acknowledgements } = latest.content;
  return { ...corrected, training, acknowledgements };
}

type Figures = Pick<DigestContent, 'version' | 'correction' | 'concerns' | 'referrals'>;

async function compose(making: Making, figures: Figures): Promise<DigestContent> {
  const { desk, profile, period, staff, today, known } = making;
  const [progress, policies, checks, duties] = [
    await readProgress(desk, profile, staff, today),
    await readPolicies(desk, profile),
    await countAdded(desk, profile.id, 'filter-check', period),
    await readDuties(desk, profile, period),
  ];
  const inPeriod = duties.filter(({ dueOn, subject }) => subject === '' && period.from <= dueOn && dueOn <= period.to);
  const measure = (kind: ProgressItem['kind']) => progress.items.filter((item) => item.kind === kind).map(measureOf);
  return {
    schoolId: profile.id,
    period,
    ...figures,
    medianBand: findMedianBand(figures.concerns.tables['acknowledged-within']),
    trend: trendOf(known, period),
    training: measure('course'),
    acknowledgements: measure('document'),
    policies: policies.map((policy) => policyOf(policy, today)),
    filteringChecks: { done: checks, expected: inPeriod.filter(({ kind }) => kind === 'filter_check').length },
    duties: inPeriod
      .filter(({ kind }) => kind !== 'filter_check')
      .map(({ kind, dueOn, doneAt }) => ({ title: kind, dueOn, doneOn: doneAt && localDay(doneAt) })),
    lessons: [],
  };
}

/** The instants between which something of a stretch of local days happened. */
export function instantsOf({ from, to }: Pick<DigestPeriod, 'from' | 'to'>): [from: Date, until: Date] {
  return [instantOf(from, '00:00'), instantOf(dayAfter(to), '00:00')];
}

function readCounts(desk: Desk, schoolId: string, period: DigestPeriod) {
  const [from, until] = instantsOf(period);
  return desk.store.digests.count(schoolId, from, until);
}

/** Earlier terms as their last approved digests had them; counting them anew could tell what changed since. */
function trendOf(known: readonly StoredDigest[], period: DigestPeriod): DigestContent['trend'] {
  const approved = known.filter(({ state, content }) => state === 'approved' && content.period.key < period.key);
  const latest = approved.filter(
    (digest) =>
      !approved.some(
        (other) => other.content.period.key === digest.content.period.key && other.version > digest.version,
      ),
  );
  return latest
    .toSorted((a, b) => a.content.period.key.localeCompare(b.content.period.key))
    .slice(-MOST_EARLIER_TERMS)
    .map(({ content }) => trendTermOf(content));
}

/** Whether two sets of figures say the same of what was reported: the total, and tables that are not about how it went on. */
function isSame(after: Population, before: Population): boolean {
  const said = ({ total, tables }: Population) => {
    const shown = tablesOf(tables).filter(([name]) => isOfTheReport(name));
    return [figureText(total), ...shown.map(([name, { rows }]) => `${name} ${rows.map(rowText).join()}`).sort()].join(
      '\n',
    );
  };
  return said(after) === said(before);
}

function isOfTheReport(table: TableName): boolean {
  return table === 'category' || table === 'month' || isTypeTable(table);
}

const rowText = ({ key, figure }: DigestRow): string => `${key}=${figureText(figure)}`;
const figureText = (figure: Figure): string => (figure.kind === 'count' ? String(figure.value) : figure.kind);

function measureOf({ key, title, groups }: ProgressItem): StaffMeasure {
  return { key, title, ...shareByGroup(groups) };
}

function policyOf({ title, version, dueOn }: CurrentPolicy, today: string): DigestPolicy {
  return { title, version, dueOn, status: statusOf(dueOn, today) };
}

function statusOf(dueOn: string | null, today: string): DigestPolicy['status'] {
  if (dueOn === null) return 'no-date';
  if (dueOn < today) return 'overdue';
  return dueOn <= addDays(today, DUE_SOON_DAYS) ? 'due-soon' : 'in-date';
}
