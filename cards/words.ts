import type {
  Category,
  ConcernType,
  Purpose,
  Severity,
  Source,
  Status,
  Victim,
} from '../src/core/incidents/taxonomy.ts';

/** The 4Cs in plain words, each with an example. Source: Keeping Children Safe in Education. */
export const CATEGORY_WORDS: Record<Category, string> = {
  content: 'Content: something seen or heard, such as violence or hate',
  contact: 'Contact: harmful talk with others, such as grooming',
  conduct: 'Conduct: how somebody behaved online, such as bullying',
  commerce: 'Commerce: money, such as scams, gambling or adverts',
};

/** The 4Cs by name alone, for readers who know them: an example would say what did not happen. */
export const CATEGORY_NAMES: Record<Category, string> = {
  content: 'Content',
  contact: 'Contact',
  conduct: 'Conduct',
  commerce: 'Commerce',
};

/** Each kind of concern in plain words, short enough for any platform's menu. */
export const TYPE_WORDS: Record<ConcernType, string> = {
  cyberbullying: 'Bullying online',
  nudes: 'Nude or sexual pictures of a child, real or made by a computer',
  grooming: 'Somebody winning a child’s trust in order to harm them',
  sextortion: 'Threats or blackmail over pictures or videos',
  self_harm: 'Self-harm or suicide',
  radicalisation: 'Being drawn into extreme views',
  hate: 'Hate, such as racism or misogyny',
  pornography: 'Pornography',
  misinformation: 'False or misleading stories',
  impersonation: 'Pretending to be somebody else',
  account_misuse: 'Using another person’s account',
  hacking: 'Breaking into an account or computer',
  scam: 'A scam, gambling or loss of money',
  offensive_message: 'An offensive or upsetting message',
  device_breach: 'A phone or other device used against the rules',
  social_networking: 'Use of social media',
  filter_failure: 'Something the web filter let through',
  suspected_illegal: 'Something that may be against the law',
  data_breach: 'Personal information lost or shared by mistake',
  security: 'A weakness in passwords or computers',
  parent_defamation: 'A parent’s posts about the school or its staff',
  complaint: 'A complaint',
  staff_low_level: 'Adult: behaviour that does not feel right (low-level concern)',
  staff_misuse: 'Adult: misuse of computers or the internet',
  staff_allegation: 'Adult: may have harmed a child or be a risk (allegation)',
  other: 'Something else',
};

/** How urgent a case is, in words that say nothing of what happened. */
const SEVERITY_WORDS: Record<Severity, string> = {
  immediate: 'Urgent',
  significant: 'High',
  concern: 'Standard',
  minor: 'Low',
};

/** Where a case stands. */
export const STATUS_WORDS: Record<Status, string> = {
  new: 'New',
  acknowledged: 'Acknowledged',
  assessing: 'Being assessed',
  actions_open: 'Actions open',
  referred: 'Referred',
  monitoring: 'Being monitored',
  closed: 'Closed',
};

/** In whose name a report is made. */
export const SOURCE_WORDS: Record<Source, string> = {
  self: 'Myself',
  pupil: 'A pupil',
  parent: 'A parent or carer',
  visitor: 'A visitor',
  contractor: 'A contractor',
  trainee: 'A trainee',
  volunteer: 'A volunteer',
};

/** Whether it was done on purpose. */
export const PURPOSE_WORDS: Record<Purpose, string> = {
  deliberate: 'On purpose',
  accidental: 'By accident',
};

/** Who was harmed or upset. */
export const VICTIM_WORDS: Record<Victim, string> = {
  pupil: 'A pupil',
  staff: 'A member of staff',
  parent: 'A parent or carer',
  other: 'Somebody else',
};

/** Where it happened. */
export const PLACE_WORDS: Record<string, string> = {
  school: 'In school',
  outside: 'Outside school',
  both: 'Both',
  unknown: 'Not known',
};

/** What an entry of a chronology records. */
export const ENTRY_WORDS: Record<string, string> = {
  recorded: 'Recorded',
  acknowledged: 'Acknowledged',
  note: 'Note',
  escalated: 'Passed on, as nobody had acknowledged it',
  repeated: 'Told again, as nobody had acknowledged it',
  'nobody-reached': 'Nobody could be told; the reporter was told whom to ring',
};

/** The word for how urgent a case is; "Not yet assessed" until a person has said. */
export function writeSeverity(severity: Severity | null): string {
  return severity === null ? 'Not yet assessed' : SEVERITY_WORDS[severity];
}

/** The words for a value that may be one of ours or typed freely, which then stays as it is. */
export function writeKnown(words: Record<string, string>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}
