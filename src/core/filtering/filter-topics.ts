import type { Category, ConcernType } from '../incidents/taxonomy.ts';

/** One kind of page that matters by itself. `type` is null where the name alone does not say it. */
interface FilterTopic {
  names: readonly string[];
  category: Category;
  type: ConcernType | null;
}

/**
 * What the web filters of schools call the kinds of page that matter by themselves: one attempt is shown to the safeguarding
 * team. The list says what is shown, never how grave it is: that a person decides (law 9). Sources: the content risks of Keeping
 * Children Safe in Education and the categories of the UK Safer Internet Centre's "Appropriate filtering"; the names are those
 * that common filters give them. The first that fits counts.
 */
const FILTER_TOPICS: readonly FilterTopic[] = [
  {
    names: ['child abuse', 'child sexual abuse', 'csam', 'csai', 'iwf'],
    category: 'content',
    type: 'suspected_illegal',
  },
  {
    names: [
      'self harm',
      'selfharm',
      'suicide',
      'suicidal',
      'eating disorders',
      'eating disorder',
      'pro ana',
      'anorexia',
    ],
    category: 'content',
    type: 'self_harm',
  },
  {
    names: ['radicalisation', 'radicalization', 'extremism', 'extremist', 'terrorism', 'terrorist', 'terror', 'ctiru'],
    category: 'content',
    type: 'radicalisation',
  },
  {
    names: ['hate', 'hate speech', 'intolerance', 'racism', 'misogyny', 'incel', 'discrimination'],
    category: 'content',
    type: 'hate',
  },
  {
    names: ['pornography', 'porn', 'adult', 'mature', 'sexually explicit', 'explicit', 'nudity'],
    category: 'content',
    type: 'pornography',
  },
  { names: ['bullying', 'cyberbullying', 'cyber bullying'], category: 'conduct', type: 'cyberbullying' },
  { names: ['gambling', 'betting'], category: 'commerce', type: 'scam' },
  {
    names: ['drugs', 'drug', 'drug abuse', 'substance abuse', 'substance misuse', 'marijuana', 'vaping'],
    category: 'content',
    type: null,
  },
  { names: ['weapons', 'weapon', 'firearms', 'knives', 'bombs'], category: 'content', type: null },
  { names: ['violence', 'violent', 'gore', 'tasteless', 'murder', 'extreme'], category: 'content', type: null },
  { names: ['grooming', 'exploitation', 'dating', 'strangers', 'abuse'], category: 'contact', type: null },
  { names: ['illegal', 'criminal skills', 'criminal activity'], category: 'content', type: null },
];

/**
 * What a computer asks for by itself all day long: however often it is stopped, nobody is called for it. Everything that is in
 * neither list is shown once it is repeated.
 */
const EVERYDAY_NAMES: readonly string[] = [
  'advertising',
  'advertisements',
  'advertisement',
  'adverts',
  'ads',
  'web ads',
  'pop ups',
  'tracking',
  'trackers',
  'tracker',
  'analytics',
  'telemetry',
  'web beacons',
  'content delivery',
  'content delivery networks',
  'content server',
  'cdn',
  'software updates',
  'updates',
  'infrastructure',
];

/** What filters call an alert that must not wait, in their own words. */
const GRAVE_NAMES: readonly string[] = [
  'danger',
  'critical',
  'high',
  'severe',
  'urgent',
  'emergency',
  'red',
  'high risk',
  'immediate',
];

/** The topic a rule or category of a filter stands for; null for all that is no reason to call anybody. */
export function topicOf(rule: string | null): FilterTopic | null {
  if (rule === null) return null;
  const words = plainWords(rule);
  return FILTER_TOPICS.find(({ names }) => namesOne(words, names)) ?? null;
}

/** Whether a rule is about what computers ask for by themselves. */
export const isEveryday = (rule: string | null): boolean => rule !== null && namesOne(plainWords(rule), EVERYDAY_NAMES);

/** Whether the sender calls an alert grave. */
export const isGrave = (level: string | null): boolean => level !== null && GRAVE_NAMES.includes(plainWords(level));

/** Whether one of the names stands among plain words. */
function namesOne(words: string, names: readonly string[]): boolean {
  const apart = ` ${words} `;
  return names.some((name) => apart.includes(` ${name} `));
}

/** "Suicide & Self-Harm" as "suicide self harm". */
const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
