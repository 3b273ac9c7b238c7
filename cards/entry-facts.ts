import { writeDate } from './dates.ts';
import {
  AGENCY_WORDS,
  CATEGORY_NAMES,
  OUTCOME_WORDS,
  PARENTS_OPTIONS,
  PLACE_WORDS,
  SEVERITY_CHOICES,
  TASK_WORDS,
  TYPE_WORDS,
  writeKnown,
  YES_NO_OPTIONS,
} from './words.ts';

const fromOptions = (options: readonly { value: string; label: string }[]): Record<string, string> =>
  Object.fromEntries(options.map(({ value, label }) => [value, label]));
const YES_NO = fromOptions(YES_NO_OPTIONS);

/** What each fact of an entry is called, and the words of its values where they are ours. */
const FACTS: Record<string, { label: string; words?: Record<string, string> }> = {
  severity: { label: 'How grave', words: SEVERITY_CHOICES },
  category: { label: 'Category', words: CATEGORY_NAMES },
  type: { label: 'Kind', words: TYPE_WORDS },
  place: { label: 'Where', words: PLACE_WORDS },
  severityBefore: { label: 'How grave, before', words: SEVERITY_CHOICES },
  categoryBefore: { label: 'Category before', words: CATEGORY_NAMES },
  typeBefore: { label: 'Kind before', words: TYPE_WORDS },
  placeBefore: { label: 'Where, before', words: PLACE_WORDS },
  childProtection: { label: 'Child protection', words: YES_NO },
  sendSupport: { label: 'SEND', words: YES_NO },
  owner: { label: 'Person' },
  name: { label: 'Person' },
  person: { label: 'Spoken with' },
  due: { label: 'Due' },
  day: { label: 'Day' },
  task: { label: 'Task', words: TASK_WORDS },
  state: {
    label: 'How it stands',
    words: { done: 'Done', 'not-needed': 'Not needed', 'not-expected': 'No answer expected any more' },
  },
  step: { label: 'Step' },
  parents: { label: 'Parents know', words: fromOptions(PARENTS_OPTIONS) },
  parentsReason: { label: 'Why parents were not told' },
  agency: { label: 'To', words: AGENCY_WORDS },
  theirReference: { label: 'Their reference' },
  shared: { label: 'Passed on' },
  reference: { label: 'Other case' },
  outcome: { label: 'Outcome', words: OUTCOME_WORDS },
  notReferred: { label: 'Why it was not referred' },
  evaluation: { label: 'Evaluation' },
  lesson: { label: 'Lesson' },
  recipient: { label: 'For' },
  export: {
    label: 'File',
    words: { 'case-file': 'Case file', 'case-data': 'All data', 'transfer-pack': 'Transfer pack' },
  },
  consent: { label: 'Agreed by parents' },
  childSeen: { label: 'Child seen' },
  line: { label: 'By' },
  evidence: { label: 'Evidence kept' },
  adultTold: { label: 'Adult told' },
  childSafe: { label: 'Child kept safe' },
  vulnerability: { label: 'Vulnerable because' },
  advice: { label: 'Advice' },
  address: { label: 'Address' },
  whoReported: { label: 'Report Remove used by' },
  peopleAffected: { label: 'People concerned' },
  risk: { label: 'Risk' },
  school: { label: 'School' },
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The facts of an entry in words, one line each. */
export function writeFacts(facts: Readonly<Record<string, string>>): string[] {
  return Object.entries(facts).map(([id, value]) => {
    const { label, words } = FACTS[id] ?? { label: id };
    const written = words ? writeKnown(words, value) : DAY.test(value) ? writeDate(value) : value;
    return `${label}: ${written}`;
  });
}
