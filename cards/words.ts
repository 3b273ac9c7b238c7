import type {
  Agency,
  Category,
  ConcernType,
  Consent,
  Outcome,
  ParentsInformed,
  Purpose,
  Severity,
  Source,
  Status,
  TaskKind,
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

/** The degrees of gravity for those who assess. Source: DfE and KCSIE. */
export const SEVERITY_CHOICES: Record<Severity, string> = {
  immediate: 'Urgent: a child is in danger now',
  significant: 'High: significant harm, or a risk of it',
  concern: 'Standard: a concern to be looked into',
  minor: 'Low: minor, to be kept in mind',
};

/** Yes or no. */
export const YES_NO_OPTIONS = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

/** Whether parents know. */
const PARENTS_WORDS: Record<ParentsInformed, string> = {
  yes: 'Yes, they were told',
  no: 'No',
  withheld: 'Not told on purpose, for the child’s safety',
};
/** The same, to choose from. */
export const PARENTS_OPTIONS = Object.entries(PARENTS_WORDS).map(([value, label]) => ({ value, label }));

/** Kinds of tasks; what they are called says nothing of what happened. */
export const TASK_WORDS: Record<TaskKind, string> = {
  ict: 'Web filter or device (ICT)',
  office: 'School office',
  sendco: 'SENDCO',
  class_teacher: 'Class teacher',
  cctv: 'Keep camera pictures (CCTV)',
  meeting: 'Arrange a meeting',
  other: 'Something else',
};

/** Agencies and others to whom a concern is passed. */
export const AGENCY_WORDS: Record<Agency, string> = {
  childrens_social_care: 'Children’s social care (MASH)',
  police: 'Police (999 or 101)',
  lado: 'Local authority designated officer (LADO)',
  ceop: 'CEOP, online child sexual abuse',
  iwf: 'Internet Watch Foundation (IWF)',
  report_remove: 'Report Remove (Childline and IWF)',
  prevent: 'Prevent or Channel',
  early_help: 'Early help',
  filter_provider: 'Filter provider or internet service provider',
  local_authority: 'Local authority',
  ico: 'Information Commissioner (ICO)',
  dbs_tra: 'DBS or Teaching Regulation Agency',
  posh: 'POSH helpline for professionals',
  next_school: 'The next school',
  other: 'Somebody else',
};

/** How a case ended. Those of allegations are the terms of KCSIE part four. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  no_further_action: 'No further action',
  support_in_school: 'Support in school',
  behaviour_policy: 'Dealt with under the behaviour policy',
  referred: 'Passed to an agency, which goes on with it',
  filter_changed: 'Filter or settings changed',
  complaint_answered: 'Complaint answered',
  duplicate: 'Reported twice: goes on in another case',
  staff_advice: 'Advice or training for the adult',
  low_level_recorded: 'Recorded as a low-level concern',
  substantiated: 'Substantiated',
  unsubstantiated: 'Unsubstantiated',
  unfounded: 'Unfounded',
  false: 'False',
  malicious: 'Malicious',
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

/** Whether somebody for whom a report is made agrees to it. */
export const CONSENT_WORDS: Record<Consent, string> = {
  agrees: 'They know of it and agree',
  'does-not-agree': 'They know of it and do not agree',
  'not-asked': 'They were not asked',
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
  assessed: 'Assessed',
  assigned: 'Put in somebody’s hands',
  reassigned: 'Put in other hands, as somebody has left',
  taken: 'Taken over',
  'passed-up': 'Passed up',
  'task-added': 'Task given',
  'task-done': 'Task settled',
  'check-done': 'Step done',
  'check-not-needed': 'Step not needed',
  referred: 'Referred',
  'referral-answered': 'Answer to a referral',
  linked: 'Linked with another case',
  'marked-duplicate': 'Marked as reported twice, and closed',
  'pupil-added': 'Pupil added',
  'pupil-removed': 'Pupil not involved after all',
  'adult-added': 'Noted as about a colleague',
  'access-given': 'Access given',
  'access-ended': 'Access ended',
  monitoring: 'Being monitored',
  closed: 'Closed',
  reopened: 'Opened again',
  'taken-out': 'Asked for as a file',
  fetched: 'File fetched',
  'reporter-added': 'More from the reporter',
  'reporter-withdrew': 'Taken back by the reporter; the record stays',
};

/** The word for how urgent a case is; "Not yet assessed" until a person has said. */
export function writeSeverity(severity: Severity | null): string {
  return severity === null ? 'Not yet assessed' : SEVERITY_WORDS[severity];
}

/** The words for a value that may be one of ours or typed freely, which then stays as it is. */
export function writeKnown(words: Record<string, string>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}
