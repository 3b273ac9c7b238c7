import type { TaskKind } from './incidents/taxonomy.ts';
import type { Contact } from './school/profile.ts';
import type { EmergencyContacts, SchoolHeading } from './views.ts';

/** A task, sent 1:1 to whoever is to do it: nothing of the case. */
export interface TaskCardView {
  name: 'task-card';
  school: SchoolHeading;
  taskId: string;
  kind: TaskKind;
  dueAt: string | null;
  state: 'open' | 'done' | 'not-needed';
  reminder: boolean;
}

/** A task, opened by whoever is to do it. */
export interface TaskDetailView {
  name: 'task-detail';
  school: SchoolHeading;
  taskId: string;
  kind: TaskKind;
  text: string | null;
  /** Set for the pictures of cameras. */
  occurredAt: string | null;
  urls: string[];
  device: string | null;
  deviceWithheld: boolean;
  dueAt: string | null;
  state: 'open' | 'done' | 'not-needed';
}

/** The tasks of one person. */
export interface MyTasksView {
  name: 'my-tasks';
  tasks: { taskId: string; kind: TaskKind; dueAt: string | null }[];
}

/** Told 1:1 to the senior leader on duty: that there was a report, and to find the lead; nothing of it. */
export interface AlsoToldView {
  name: 'also-told';
  school: SchoolHeading;
  reportedAt: string;
}

/** Told 1:1 to the safeguarding team when somebody sent a picture to the app. */
export interface ImageAlertView {
  name: 'image-alert';
  school: SchoolHeading;
  who: string;
  where: 'personal' | 'place';
  at: string;
}

/** Whom to ring, in and outside the school. */
export interface ContactsView {
  name: 'contacts';
  schools: { school: SchoolHeading; contacts: EmergencyContacts; lado: Contact | null; agencies: Contact[] }[];
  /** Bodies every school can turn to. */
  national: NationalContact[];
}

/** A body every school of a nation can turn to; `check` marks a number somebody should verify before relying on it. */
export type NationalContact = Contact & { check: boolean };

/** Told 1:1 to whoever owns a policy that its review is due. */
export interface ReviewDueView {
  name: 'review-due';
  school: SchoolHeading;
  policy: string;
  /** Local day, `YYYY-MM-DD`. */
  dueOn: string;
  overdue: boolean;
  url: string | null;
  /** The version that is worked on already; null where there is none. */
  workedOn: { versionId: string; version: string } | null;
  /** Stands for the policy where this person may draft its next version. */
  policyId: string | null;
}

/** A question to the e-safety co-ordinator: that there is one, and once opened, what it says. */
export interface QuestionView {
  name: 'question';
  school: SchoolHeading;
  questionId: string;
  from: string;
  askedAt: string;
  /** Null until it was opened. */
  text: string | null;
}

/** Somebody who is away now or next. */
export interface AbsenceLine {
  absenceId: string;
  name: string;
  from: string;
  to: string;
}

/** Told 1:1 to somebody whom a colleague has noted as away. */
export interface CoverSetView {
  name: 'cover-set';
  school: SchoolHeading;
  by: string;
  from: string;
  to: string;
}

/** A time in which, of those who work cases, the head alone is there, or nobody is. */
export interface CoverGap {
  left: 'head' | 'nobody';
  from: string;
  to: string;
}

/** Who is away, and who is on duty. */
export interface CoverView {
  name: 'cover';
  school: SchoolHeading;
  /** Those this reader may see, now and next; null where it was not asked for. */
  away: AbsenceLine[] | null;
  /** What the absence that was just noted leaves open. */
  gap: CoverGap | null;
  /** Who is on duty for a function; a day without a name is everybody's. Null where it was not asked for. */
  duty: { title: string; holders: string[]; days: { weekday: number; name: string | null }[] } | null;
  saved: boolean;
  /** Which form changes what is shown; null for somebody who may only look. */
  change: 'cover' | 'rota' | null;
}

/** A task for somebody who must not know the story: address and device only. */
export interface HandOffView {
  name: 'hand-off';
  school: SchoolHeading;
  task: 'unsuitable-site';
  /** Null for one recorded before tasks were kept. */
  taskId: string | null;
  urls: string[];
  device: string | null;
  /** Set when the device's text names somebody and is kept back. */
  deviceWithheld: boolean;
  reportedAt: string;
}
