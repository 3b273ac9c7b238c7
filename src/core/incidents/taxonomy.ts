/** The four categories of risk online. Source: Keeping Children Safe in Education, the "4Cs". */
export const CATEGORIES = ['content', 'contact', 'conduct', 'commerce'] as const;
/** One of the 4Cs; every case has exactly one. */
export type Category = (typeof CATEGORIES)[number];

/** What kind of concern it is, below the 4Cs. Sources: the five policies in `examples/` and KCSIE. */
export const CONCERN_TYPES = [
  'cyberbullying',
  'nudes',
  'grooming',
  'sextortion',
  'self_harm',
  'radicalisation',
  'hate',
  'pornography',
  'misinformation',
  'impersonation',
  'account_misuse',
  'hacking',
  'scam',
  'offensive_message',
  'device_breach',
  'social_networking',
  'filter_failure',
  'suspected_illegal',
  'data_breach',
  'security',
  'parent_defamation',
  'complaint',
  'staff_low_level',
  'staff_misuse',
  'staff_allegation',
  'other',
] as const;
/** One kind of concern. */
export type ConcernType = (typeof CONCERN_TYPES)[number];

/** Concerns about an adult who works or volunteers here: always on the restricted route. */
export const STAFF_TYPES: readonly ConcernType[] = ['staff_low_level', 'staff_misuse', 'staff_allegation'];

/** How grave it is. Set by a person, never by the program. */
export const SEVERITIES = ['immediate', 'significant', 'concern', 'minor'] as const;
/** One degree of gravity. */
export type Severity = (typeof SEVERITIES)[number];

/** Where a case stands. */
export const STATUSES = [
  'new',
  'acknowledged',
  'assessing',
  'actions_open',
  'referred',
  'monitoring',
  'closed',
] as const;
/** One status of a case. */
export type Status = (typeof STATUSES)[number];

/** In whose name a report is made. Source: St Andrew's policy 2.1 and KCSIE. */
export const SOURCES = ['self', 'pupil', 'parent', 'visitor', 'contractor', 'trainee', 'volunteer'] as const;
/** One kind of person a report is made for. */
export type Source = (typeof SOURCES)[number];

/** Whether somebody for whom a report is made agrees to it (St Andrew's 3.7). A report is made without it, too. */
export const CONSENTS = ['agrees', 'does-not-agree', 'not-asked'] as const;
/** One answer to whether somebody agrees to a report made for him. */
export type Consent = (typeof CONSENTS)[number];

/** Whether it was done on purpose, as far as the reporter knows; left out where he does not (Wessex 13.4). */
export const PURPOSES = ['deliberate', 'accidental'] as const;
/** Done on purpose or by accident. */
export type Purpose = (typeof PURPOSES)[number];

/** Who was harmed or upset; staff can be victims too (Wessex 16.1). */
export const VICTIMS = ['pupil', 'staff', 'parent', 'other'] as const;
/** One kind of person who was harmed. */
export type Victim = (typeof VICTIMS)[number];

/** What a task is for; all but `other` say by themselves who usually does it. */
export const TASK_KINDS = ['ict', 'office', 'sendco', 'class_teacher', 'cctv', 'meeting', 'other'] as const;
/** One kind of task. */
export type TaskKind = (typeof TASK_KINDS)[number];

/**
 * How a case ended. `unfounded` to `substantiated` are the outcomes of an allegation (KCSIE part four); deleting evidence is
 * no outcome of any (UKCIS 2024).
 */
export const OUTCOMES = [
  'no_further_action',
  'support_in_school',
  'behaviour_policy',
  'referred',
  'filter_changed',
  'complaint_answered',
  'duplicate',
  'staff_advice',
  'low_level_recorded',
  'substantiated',
  'unsubstantiated',
  'unfounded',
  'false',
  'malicious',
] as const;
/** One way in which a case ends. */
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes of restricted cases. */
export const STAFF_OUTCOMES: readonly Outcome[] = [
  'substantiated',
  'unsubstantiated',
  'unfounded',
  'false',
  'malicious',
  'low_level_recorded',
  'staff_advice',
  'no_further_action',
];
/** Outcomes of all other cases; `duplicate` is set by linking. */
export const PUPIL_OUTCOMES: readonly Outcome[] = [
  'no_further_action',
  'support_in_school',
  'behaviour_policy',
  'referred',
  'filter_changed',
  'complaint_answered',
];

/** Whether parents were told; `withheld` and `no` need a reason (Writtle 6, Wessex 13.2). */
export const PARENTS_INFORMED = ['yes', 'no', 'withheld'] as const;
/** One answer to whether parents were told. */
export type ParentsInformed = (typeof PARENTS_INFORMED)[number];

/** Whom a concern is passed to. */
export const AGENCIES = [
  'childrens_social_care',
  'police',
  'lado',
  'ceop',
  'iwf',
  'report_remove',
  'prevent',
  'early_help',
  'filter_provider',
  'local_authority',
  'ico',
  'dbs_tra',
  'posh',
  'next_school',
  'other',
] as const;
/** One body a concern is passed to. */
export type Agency = (typeof AGENCIES)[number];
