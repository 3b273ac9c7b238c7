import type { ThreadLineView } from './views.ts';

/**
 * What is to be sent, by identifiers alone: the message is composed from the record when it leaves, and access is checked then.
 */
export type Intent =
  /** Post the case in the school's place, after its members were checked. */
  | { kind: 'post-case'; caseId: string; fallback: string[] }
  /** Bring the posted card up to date. */
  | { kind: 'refresh-case'; caseId: string }
  /** One line below the posted card. */
  | { kind: 'thread-line'; caseId: string; line: ThreadLineView['line']; actorId: string | null; at: string }
  /** Tell one person 1:1 that a case waits for them. */
  | { kind: 'alert'; caseId: string; personId: string; reason: AlertReason }
  /** Tell one person 1:1 that a case could not be posted in its place. */
  | { kind: 'place-stopped'; caseId: string; personId: string; why: PlaceProblem }
  /** Tell the reporter how it stands. */
  | { kind: 'tell-reporter'; caseId: string; update: 'seen' | 'nobody-reached' }
  /** Give somebody the technical task, without pupil or story. */
  | { kind: 'hand-off'; caseId: string; personId: string }
  /** Ask a holder of case access about another person's, or tell how it was decided. */
  | { kind: 'access-request'; requestId: string; personId: string };

/** Why somebody gets a case 1:1. */
export type AlertReason = 'on-duty' | 'recipient' | 'immediate' | 'repeat' | 'escalated' | 'place-not-used';

/** Why a case was not posted in its place. */
export type PlaceProblem = 'stranger' | 'unreachable' | 'incomplete' | 'not-set-up';

/** One row for the outbox. */
export interface OutgoingMessage {
  /** Messages of one lane leave in order. */
  lane: string;
  /** The same key is sent once. */
  dedupeKey: string;
  intent: Intent;
  dueAt: Date;
}
