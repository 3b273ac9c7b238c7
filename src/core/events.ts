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

/** The forms a person can open and submit. */
export const FORM_NAMES = ['report', 'quick-report', 'note'] as const;
/** One form a person can open and submit. */
export type FormName = (typeof FORM_NAMES)[number];

/** The buttons that act at once, without a form. */
export const PRESS_NAMES = [
  'acknowledge',
  'view-case',
  'my-reports',
  'cases',
  'help',
  'confirm-request',
  'refuse-request',
] as const;
/** One button that acts at once, without a form. */
export type PressName = (typeof PRESS_NAMES)[number];

/** Buttons that only show something; the others may have acted although their answer failed. */
const READING_PRESSES: readonly PressName[] = ['view-case', 'my-reports', 'cases', 'help'];

/** What may truly be said of an event that failed: not saved, not shown, or not known whether it was done. */
export function failureOf(event: InboundEvent): 'unavailable' | 'not-shown' | 'not-known' {
  if (event.kind === 'home') return 'not-shown';
  if (event.kind !== 'press') return 'unavailable';
  return READING_PRESSES.includes(event.action) ? 'not-shown' : 'not-known';
}
