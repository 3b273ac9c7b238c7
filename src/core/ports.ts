import type { DigestView } from './digest-views.ts';
import type { FormName, MessageRef, Origin, PlaceRef } from './events.ts';
import type { Platform } from './platforms.ts';
import type { View } from './views.ts';

/** Tells the time; tests move it by hand. */
export interface Clock {
  now(): Date;
}

/** One member of a place, as the platform lists it. */
export interface Member {
  accountId: string;
  /** Lower case; null where the platform gives none. */
  email: string | null;
  guest: boolean;
  /** True for another bot or app. */
  app: boolean;
}

/** Where a person can be written to 1:1. */
export interface AccountRef {
  workspaceId: string;
  accountId: string;
  /** The 1:1 chat's address once known. */
  personalAddress: string | null;
}

/** Why a chat platform did not do what it was asked. */
export type ChatFailure = 'rate-limited' | 'unavailable' | 'refused' | 'gone' | 'invalid';

/** Thrown by a chat port. `refused` and `gone` are final; the first two pass. */
export class ChatError extends Error {
  readonly failure: ChatFailure;
  readonly retryAfterSeconds: number | null;
  constructor(failure: ChatFailure, retryAfterSeconds: number | null = null) {
    super(`chat ${failure}`);
    this.name = 'ChatError';
    this.failure = failure;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What the core needs of a chat platform; each adapter's `send.ts` implements it. Every method throws `ChatError`. */
export interface Chat {
  readonly platform: Platform;
  /** Writes 1:1 and returns the message and the 1:1 chat's address. */
  sendToPerson(account: AccountRef, view: View): Promise<{ message: MessageRef; personalAddress: string }>;
  /** Posts a new root message (a thread's first) in a place. */
  postToPlace(place: PlaceRef, view: View): Promise<MessageRef>;
  /** Answers below a root message; where there are no threads, posts after it. */
  replyInThread(root: MessageRef, view: View): Promise<MessageRef>;
  /** What a root message and everything below it have in common; stable and comparable. Asks nothing of the platform. */
  threadKeyOf(message: MessageRef): string;
  /** Puts a new view in place of a message. */
  edit(message: MessageRef, view: View): Promise<void>;
  /** Everybody in a place, the bot itself left out. An empty or cut list throws `unavailable`. */
  listMembers(place: PlaceRef): Promise<Member[]>;
  /** The account behind an event, looked up on the platform; null where it has none. */
  findMember(origin: Origin): Promise<Member | null>;
}

/** One e-mail. */
export interface Mail {
  /** One address: nobody sees who else was written to. */
  to: string;
  subject: string;
  text: string;
  attachments: { name: string; type: string; body: Buffer }[];
  /** The same for the same mail sent again, so that mailboxes show it once. */
  messageId: string;
}

/** Sends e-mail. Throws `ChatError`: `refused` is final, `unavailable` passes. */
export interface Mailer {
  /** Writes what goes with a governors' digest: a few words, and its two pages as PDF. */
  composeDigest(digest: DigestView): Promise<Pick<Mail, 'subject' | 'text' | 'attachments'>>;
  send(mail: Mail): Promise<void>;
}

/** Finds the chat of a platform; null when that platform is not configured here. */
export type Chats = (platform: Platform) => Chat | null;

/** What a person has typed so far into a form that goes on over several dialogs. */
export interface Draft {
  form: FormName;
  /** The form's own data: its key and identifiers. */
  data: Record<string, string>;
  values: Record<string, string>;
}

/** Keeps drafts sealed for a day, each for the account that typed it. Every method throws `StoreUnavailable`. */
export interface Drafts {
  /** Keeps a draft; one with the same key is replaced. */
  save(origin: Origin, key: string, draft: Draft): Promise<void>;
  find(origin: Origin, key: string): Promise<Draft | null>;
  forget(origin: Origin, key: string): Promise<void>;
}

/** Keeps what a workspace gave when it installed the app, sealed. Every method throws `StoreUnavailable`. */
export interface Installations {
  save(workspaceId: string, secrets: Record<string, string>): Promise<void>;
  find(workspaceId: string): Promise<Record<string, string> | null>;
  remove(workspaceId: string): Promise<void>;
}
