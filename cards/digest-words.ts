import { SMALLEST_SHOWN } from '../src/core/digests/audit-disclosure.ts';
import type {
  DigestContent,
  DigestPolicy,
  Figure,
  GroupShare,
  Range,
  Share,
} from '../src/core/digests/digest-content.ts';
import type { DutyKind } from '../src/core/duties/duty-kinds.ts';
import type { StaffGroup } from '../src/core/people/staff-row.ts';
import { writeMonth } from './dates.ts';
import { DUTY_WORDS } from './duty-words.ts';
import { AGENCY_WORDS, CATEGORY_NAMES, OUTCOME_WORDS, PLACE_WORDS, TYPE_WORDS } from './words.ts';

/** A number as governors see it; what is withheld is known to be five or more. */
export function writeFigure(figure: Figure): string {
  if (figure.kind === 'fewer') return `<${SMALLEST_SHOWN}`;
  return figure.kind === 'withheld' ? `${SMALLEST_SHOWN} or more` : figure.value.toLocaleString('en-GB');
}

/** A number that is known as far as it is: "12", "37 to 45", "20 or more". */
export function writeRange({ from, to }: Range): string {
  if (from === to) return from.toLocaleString('en-GB');
  return Number.isFinite(to) ? `${from} to ${to}` : `${from} or more`;
}

/** "84% of 25 people". */
export const writeShare = ({ percent, people }: Share): string => `${percent}% of ${people} people`;

const FIRST_VERSION = 1;

/** What every table says below it. */
export const DIGEST_NOTE = `“<${SMALLEST_SHOWN}” stands for 1 to ${SMALLEST_SHOWN - 1}. “${SMALLEST_SHOWN} or more” is withheld so that such a number cannot be worked out. What is not listed did not happen. Concerns about adults who work here are in none of these figures.`;

/** How long it took until somebody acknowledged a concern. */
const BAND_WORDS: Record<string, string> = {
  'within-1-hour': 'Within 1 hour',
  'within-4-hours': 'Within 4 hours',
  'within-1-day': 'Within 1 day',
  later: 'Later',
  'not-yet': 'Not yet',
};

/** Of which version figures are that a correction left as they were: "as in version 1"; null for those of its own. */
export const writeAsOf = (asOfVersion: number, { version }: Pick<DigestContent, 'version'>): string | null =>
  asOfVersion === version ? null : `as in version ${asOfVersion}`;

/** In which stretch of time the middle concern was acknowledged. */
export function writeMedian(content: DigestContent): string | null {
  const { medianBand, concerns } = content;
  if (!medianBand) return null;
  const table = concerns.tables['acknowledged-within'];
  const asOf = table && writeAsOf(table.asOfVersion, content);
  return `${(BAND_WORDS[medianBand] ?? medianBand).toLowerCase()}${asOf ? ` (${asOf})` : ''}`;
}

/** Said with training and documents of a corrected digest, which are those of the first; null in the first. */
export const writeStaffAsOf = ({ correction }: DigestContent): string | null =>
  correction && `As in version ${FIRST_VERSION}: they are not counted anew for a correction.`;

const ROW_WORDS: Record<string, string> = {
  ...TYPE_WORDS,
  ...AGENCY_WORDS,
  ...OUTCOME_WORDS,
  ...CATEGORY_NAMES,
  ...BAND_WORDS,
  open: 'Still open',
};

/** What a line of a table is called, by the table it stands in. */
export function writeRow(table: string, key: string): string {
  if (table === 'month') return writeMonth(key);
  if (table === 'place') return PLACE_WORDS[key] ?? 'Not given';
  if (table.startsWith('type-in-')) return key === 'not-given' ? 'Kind not chosen' : (ROW_WORDS[key] ?? key);
  if (table === 'agency' && key === 'other') return AGENCY_WORDS.other;
  if (table === 'outcome' && key === 'other') return 'Another outcome';
  return ROW_WORDS[key] ?? key;
}

/** What people in a group are called together. */
const GROUP_NAMES: Record<StaffGroup, string> = {
  teachers: 'teachers',
  support: 'support staff',
  lunch: 'lunchtime staff',
  site: 'site staff',
  office: 'office',
  governors: 'governors',
  volunteers: 'volunteers',
  trustees: 'trustees',
};

/** The groups that are counted together, as one line calls them. */
export function writeGroups({ groups }: Pick<GroupShare, 'groups'>): string {
  const names = groups.map((group) => GROUP_NAMES[group]).join(', ');
  return `${names[0]?.toUpperCase() ?? ''}${names.slice(1)}`;
}

/** How a policy stands. */
export const POLICY_STATUS_WORDS: Record<DigestPolicy['status'], string> = {
  'in-date': 'In date',
  'due-soon': 'Review due soon',
  overdue: 'Review overdue',
  'no-date': 'No review date given',
};

/** A recurring duty, by its kind: "Review of security". */
export const writeDuty = (kind: string): string => DUTY_WORDS[kind as DutyKind]?.title ?? kind;
