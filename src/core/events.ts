import type { Platform } from './platforms.ts';

/** Where in the chat something happened, in words the core can compare and store without understanding. */
export interface PlaceRef {
  /** `personal` is the 1:1 chat with the bot, `group` a chat without threads, `channel` a place with threads. */
  kind: 'personal' | 'group' | 'channel';
  /** Stable and comparable: the same for every message of one place. */
  key: string;
  /** All the adapter needs to send there again; opaque to everybody else. */
  address: string;
}

/** One sent message that can be answered in a thread or edited in place; opaque to everybody but its adapter. */
export type MessageRef = string;

/** Who did it and where, taken from a payload whose signature was verified. */
export interface Origin {
  platform: Platform;
  /** The tenant, workspace, customer or guild the platform vouches for. */
  workspaceId: string;
  /** The platform's own id of the account. */
  accountId: string;
  /** The platform's id of this delivery: the same when it is delivered again. */
  eventId: string;
  place: PlaceRef;
  /** The thread's root message when it happened inside a thread or on a card. */
  thread?: MessageRef;
}

/** Everything that can arrive from a chat, whatever the platform. */
export type InboundEvent =
  | { kind: 'command'; origin: Origin; text: string; hasAttachment: boolean }
  | { kind: 'open'; origin: Origin; form: FormName; data: Record<string, string>; quoted?: string }
  | { kind: 'submit'; origin: Origin; form: FormName; data: Record<string, string>; values: Record<string, string> }
  | { kind: 'press'; origin: Origin; action: PressName; data: Record<string, string> }
  /** The person opened the bot's own page, where the platform has one. */
  | { kind: 'home'; origin: Origin }
  | { kind: 'joined'; origin: Origin };

/** The forms by which a case is worked: each is one step. */
export const STEP_NAMES = [
  'note',
  'assess',
  'assign',
  'task',
  'finish-task',
  'check',
  'refer',
  'answer',
  'link',
  'people',
  'escalate',
  'monitor',
  'close',
  'reopen',
  'export',
] as const;
/** One step by which a case is worked. */
export type StepName = (typeof STEP_NAMES)[number];

/** The forms that belong to no case, or to the reporter's own report. */
export const DESK_FORM_NAMES = [
  'add-to-report',
  'cover',
  'rota',
  'find',
  'ask',
  'export-log',
  'policy-draft',
  'policy-decide',
  'acknowledge-document',
  'induct',
  'record-training',
  'class-count',
  'certificate',
  'bulletin',
  'finish-duty',
  'register-entry',
  'register-step',
  'approve-digest',
] as const;
/** One form that belongs to no case, or to the reporter's own report. */
export type DeskFormName = (typeof DESK_FORM_NAMES)[number];

/** The forms by which a concern is reported. */
const REPORT_FORM_NAMES = ['report', 'quick-report'] as const;
/** One form by which a concern is reported. */
export type ReportFormName = (typeof REPORT_FORM_NAMES)[number];

/** The forms a person can open and submit. */
export const FORM_NAMES = [...REPORT_FORM_NAMES, ...STEP_NAMES, ...DESK_FORM_NAMES] as const;
/** One form a person can open and submit. */
export type FormName = (typeof FORM_NAMES)[number];

/** Whether a form reports a concern. */
export const isReportForm = (form: FormName): form is ReportFormName => REPORT_FORM_NAMES.some((name) => name === form);
/** Whether a form is a step in a case. */
export const isStep = (form: FormName): form is StepName => STEP_NAMES.some((name) => name === form);

/** The buttons that act at once, without a form. */
export const PRESS_NAMES = [
  'acknowledge',
  'take',
  'view-case',
  'work-case',
  'pupil',
  'open-task',
  'my-tasks',
  'my-reports',
  'cases',
  'contacts',
  'help',
  'open-question',
  'confirm-request',
  'refuse-request',
  'policies',
  'policy-board',
  'open-policy',
  'own-list',
  'training-board',
  'training-file',
  'read-bulletin',
  'bulletins',
  'due',
  'open-duty',
  'checklist',
  'registers',
  'open-register',
  'open-entry',
  'filter-log',
  'open-alert',
  'alert-to-case',
  'set-alert-aside',
  'digests',
  'open-digest',
  'digest-file',
] as const;
/** One button that acts at once, without a form. */
export type PressName = (typeof PRESS_NAMES)[number];

/** Buttons that do more than show something: they may have acted although their answer failed. */
const ACTING_PRESSES: readonly PressName[] = [
  'acknowledge',
  'take',
  'confirm-request',
  'refuse-request',
  'training-file',
  'read-bulletin',
  'alert-to-case',
  'set-alert-aside',
  'digest-file',
];

/** What may truly be said of an event that failed: not saved, not shown, or not known whether it was done. */
export function failureOf(event: InboundEvent): 'unavailable' | 'not-shown' | 'not-known' {
  if (event.kind === 'home') return 'not-shown';
  if (event.kind !== 'press') return 'unavailable';
  return ACTING_PRESSES.includes(event.action) ? 'not-known' : 'not-shown';
}
