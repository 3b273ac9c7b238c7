import type { DigestView } from '../../src/core/digest-views.ts';
import type { DigestContent } from '../../src/core/digests/digest-content.ts';
import { countConcerns, countReferrals, type DigestCounts } from '../../src/core/digests/digest-counts.ts';
import { findMedianBand } from '../../src/core/digests/median-band.ts';
import { publishPopulation } from '../../src/core/digests/publish-population.ts';
import { shareByGroup } from '../../src/core/digests/share-by-group.ts';
import { trendTermOf } from '../../src/core/digests/trend-term.ts';

const DIGEST_ID = '0d16e570-1111-4111-8111-000000000001';

const count = (counts: Record<string, number>): ReadonlyMap<string, number> => new Map(Object.entries(counts));

/** Invented counts of a busy autumn term: 68 concerns. */
const AUTUMN: DigestCounts = {
  concerns: 68,
  category: count({ content: 18, contact: 7, conduct: 38, commerce: 5 }),
  types: new Map([
    ['content', count({ pornography: 6, filter_failure: 11, misinformation: 1 })],
    ['contact', count({ grooming: 2, impersonation: 5 })],
    ['conduct', count({ cyberbullying: 19, offensive_message: 9, nudes: 1, account_misuse: 7, 'not-given': 2 })],
    ['commerce', count({ scam: 5 })],
  ]),
  month: count({ '2026-09': 16, '2026-10': 15, '2026-11': 24, '2026-12': 13 }),
  place: count({ school: 40, outside: 21, both: 3, 'not-given': 4 }),
  acknowledged: count({ 'within-1-hour': 51, 'within-4-hours': 9, 'within-1-day': 6, later: 2 }),
  outcome: count({ open: 9, support_in_school: 26, behaviour_policy: 17, no_further_action: 10, filter_changed: 6 }),
  agency: count({ childrens_social_care: 6, police: 1, filter_provider: 5 }),
};

/** Invented counts of a quiet term. */
const SUMMER: DigestCounts = {
  ...AUTUMN,
  concerns: 52,
  category: count({ content: 14, contact: 3, conduct: 29, commerce: 6 }),
  types: new Map([
    ['content', count({ pornography: 14 })],
    ['contact', count({ grooming: 3 })],
    ['conduct', count({ cyberbullying: 29 })],
    ['commerce', count({ scam: 6 })],
  ]),
  month: count({ '2026-04': 20, '2026-06': 32 }),
  place: count({ school: 52 }),
  acknowledged: count({ 'within-1-hour': 52 }),
  outcome: count({ support_in_school: 52 }),
};

function contentOf(counts: DigestCounts, period: DigestContent['period']): DigestContent {
  const concerns = publishPopulation(countConcerns(counts, period), 1);
  return {
    schoolId: 'larkfield-demo',
    period,
    version: 1,
    correction: null,
    concerns,
    medianBand: findMedianBand(concerns.tables['acknowledged-within']),
    referrals: publishPopulation(countReferrals(counts), 1),
    trend: [],
    training: [
      {
        key: 'course|Safeguarding update',
        title: 'Safeguarding update',
        ...shareByGroup([
          { group: 'teachers', people: 24, done: 21 },
          { group: 'support', people: 11, done: 11 },
          { group: 'lunch', people: 6, done: 4 },
          { group: 'governors', people: 9, done: 6 },
          { group: 'office', people: 3, done: 3 },
        ]),
      },
    ],
    acknowledgements: [
      {
        key: 'document|Online safety policy',
        title: 'Online safety policy',
        ...shareByGroup([
          { group: 'teachers', people: 24, done: 24 },
          { group: 'support', people: 11, done: 9 },
        ]),
      },
    ],
    policies: [
      { title: 'Online safety policy', version: '4', dueOn: '2027-09-01', status: 'in-date' },
      { title: 'Acceptable use agreement', version: null, dueOn: '2026-10-01', status: 'overdue' },
      { title: 'Behaviour policy', version: '2', dueOn: null, status: 'no-date' },
    ],
    filteringChecks: { done: 12, expected: 13 },
    duties: [
      { title: 'filtering_review', dueOn: '2026-11-30', doneOn: '2026-11-17' },
      { title: 'it_audit', dueOn: '2026-12-18', doneOn: null },
    ],
    lessons: ['Ask about games as well as about messages.', 'Tell parents early, by telephone.'],
  };
}

/** The invented content of a term's digest, with the term before it. */
export function sampleContent(): DigestContent {
  const summer = contentOf(SUMMER, {
    key: '2025-26/3-summer',
    label: 'Summer term 2026',
    from: '2026-03-28',
    to: '2026-07-21',
  });
  const autumn = contentOf(AUTUMN, {
    key: '2026-27/1-autumn',
    label: 'Autumn term 2026',
    from: '2026-07-22',
    to: '2026-12-18',
  });
  return { ...autumn, trend: [trendTermOf(summer)] };
}

/** An invented digest as a card shows it. */
export function sampleDigest(more: Partial<DigestView> = {}): DigestView {
  return {
    name: 'digest',
    school: { name: 'Larkfield Demo Primary School', demo: true },
    digestId: DIGEST_ID,
    version: 1,
    state: 'approved',
    meetingOn: '2026-12-15',
    countedOn: '2026-12-08',
    content: sampleContent(),
    charts: [],
    mayApprove: false,
    recipients: [],
    ...more,
  };
}
