import type { ThreadLine } from './case-views.ts';
import type { ReporterUpdate } from './views.ts';

/**
 * What is to be sent, by identifiers alone: the message is composed from the record when it leaves, and access is checked then.
 */
export type Intent =
  /** Post the case in the school's place, after its members were checked. */
  | { kind: 'post-case'; caseId: string; fallback: string[] }
  /** Bring the posted card up to date; `waitedMinutes` where it could not be done before and waits for its place. */
  | { kind: 'refresh-case'; caseId: string; waitedMinutes?: number }
  /** One line below the posted card. */
  | { kind: 'thread-line'; caseId: string; line: ThreadLine; actorId: string | null; at: string }
  /** Tell one person 1:1 that a case waits for them. */
  | { kind: 'alert'; caseId: string; personId: string; reason: AlertReason }
  /** Tell one person 1:1 that a case could not be posted in its place. */
  | { kind: 'place-stopped'; caseId: string; personId: string; why: PlaceProblem }
  /** Tell the reporter how it stands. */
  | { kind: 'tell-reporter'; caseId: string; update: ReporterUpdate }
  /** Give somebody the technical task, without pupil or story. */
  | { kind: 'hand-off'; caseId: string; personId: string; taskId?: string }
  /** Give somebody a task, or remind him of it. */
  | { kind: 'task'; caseId: string; taskId: string; personId: string; reminder: boolean }
  /** Remind somebody who works a case of what is due in it. */
  | {
      kind: 'reminder';
      caseId: string;
      personId: string;
      what: 'task' | 'referral' | 'review' | 'deadline' | 'passed-up' | 'idle';
      dueAt: string;
    }
  /** Tell whoever had a case that somebody above took it. */
  | { kind: 'case-taken'; caseId: string; personId: string; byId: string }
  /** Tell the senior leader on duty that there was a report, and nothing of it. */
  | { kind: 'also-told'; caseId: string; personId: string }
  /** Tell the safeguarding team that somebody sent a picture to the app. */
  | { kind: 'image-alert'; personId: string; senderId: string; where: 'personal' | 'place'; at: string }
  /** Remind whoever owns a policy of its review. */
  | { kind: 'review-due'; personId: string; policy: string; dueOn: string }
  /** Ask whoever decides next about a version of a policy, or tell its author how it was decided. */
  | { kind: 'policy-version'; personId: string; versionId: string }
  /** Show somebody what he still has to read and learn; nothing once that is done. */
  | { kind: 'own-list'; personId: string; why: OwnListReason }
  /** Show whoever answers for it who is behind with reading and training. */
  | { kind: 'people-behind'; personId: string }
  /** Tell somebody what the co-ordinator tells everybody. */
  | { kind: 'bulletin'; bulletinId: string; personId: string }
  /** Show somebody the recurring duties that wait for him: to do, or to sign as the second one. */
  | { kind: 'own-duties'; personId: string }
  /** Show the head or the safeguarding lead what is due this week. */
  | { kind: 'weekly-board'; personId: string }
  /** Tell somebody of a line of a register: it waits for him, or was decided. */
  | { kind: 'register-entry'; entryId: string; personId: string; why: RegisterReason }
  /** Remind somebody of the lines of registers that wait for him, end soon or have ended. */
  | { kind: 'registers-due'; personId: string }
  /** Post an alert of the web filter in the school's place, or bring it up to date. */
  | { kind: 'filter-alert'; alertId: string }
  /** Tell one person 1:1 that the filter stopped something that should be looked at. */
  | { kind: 'filter-alert-told'; alertId: string; personId: string }
  /** What the filter reported since the school day before this one. */
  | { kind: 'filter-summary'; personId: string; day: string }
  /** The same for the school's restricted place. */
  | { kind: 'filter-summary-post'; day: string }
  /** Show somebody a governors' digest: to approve, or to read once it is. */
  | { kind: 'digest'; digestId: string; personId: string }
  /** Send somebody a governors' digest by e-mail. */
  | { kind: 'digest-mail'; digestId: string; personId: string }
  /** Tell somebody that a colleague has noted them as away. */
  | { kind: 'cover-set'; absenceId: string; personId: string; byId: string }
  /** Tell the e-safety co-ordinator that somebody asks. */
  | { kind: 'question'; questionId: string; personId: string }
  /** Ask a holder of case access about another person's, or tell how it was decided. */
  | { kind: 'access-request'; requestId: string; personId: string };

/** Why somebody is shown what he has to read and learn. */
export type OwnListReason = 'start' | 'nudge' | 'new-version' | 'yearly' | 'asked';

/** Why somebody is told of a line of a register. */
export type RegisterReason = 'decide' | 'decided';

/** Why somebody gets a case 1:1. */
export type AlertReason =
  | 'on-duty'
  | 'recipient'
  | 'immediate'
  | 'repeat'
  | 'escalated'
  | 'place-not-used'
  | 'passed-up'
  | 'assigned'
  | 'added'
  | 'reporter-added';

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
