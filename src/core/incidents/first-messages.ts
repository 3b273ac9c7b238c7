import type { ThreadLine } from '../case-views.ts';
import type { AlertReason, OutgoingMessage } from '../intents.ts';
import type { ReporterUpdate } from '../views.ts';
import type { NewTask } from './case-work.ts';
import type { RouteDecision } from './route.ts';
import type { Severity, TaskKind } from './taxonomy.ts';

/** Everything about one case leaves in order, so that no line comes before the thread it belongs to. */
export const caseLane = (caseId: string): string => `case|${caseId}`;
/** What a reporter is told of a case leaves in order, and waits for no channel. */
export const reporterLane = (caseId: string): string => `reporter|${caseId}`;
/** What one person gets 1:1 leaves in order and waits for nobody else. */
export const personLane = (personId: string): string => `person|${personId}`;

/** What the dedupe keys of all alerts of one case begin with: the record finds by it who was told. */
export const alertKey = (caseId: string): string => `alert|${caseId}|`;

/** Tells one person 1:1 of a case, once for each occasion. */
export function alertMessage(
  caseId: string,
  personId: string,
  reason: AlertReason,
  occasion: string,
  dueAt: Date,
): OutgoingMessage {
  return {
    lane: personLane(personId),
    dedupeKey: `${alertKey(caseId)}${personId}|${occasion}`,
    intent: { kind: 'alert', caseId, personId, reason },
    dueAt,
  };
}

/** Gives somebody a task 1:1, or reminds him of it, once for each occasion. */
export function taskMessage(
  caseId: string,
  taskId: string,
  personId: string,
  occasion: string,
  dueAt: Date,
): OutgoingMessage {
  return {
    lane: personLane(personId),
    dedupeKey: `task|${taskId}|${personId}|${occasion}`,
    intent: { kind: 'task', caseId, taskId, personId, reminder: occasion !== 'new' },
    dueAt,
  };
}

/** One line below a case's card, once for each occasion. */
export function lineMessage(
  caseId: string,
  line: ThreadLine,
  actorId: string | null,
  occasion: string,
  at: Date,
): OutgoingMessage {
  return {
    lane: caseLane(caseId),
    dedupeKey: `line|${caseId}|${line}|${occasion}`,
    intent: { kind: 'thread-line', caseId, line, actorId, at: at.toISOString() },
    dueAt: at,
  };
}

/** Brings the posted card up to date, once for each occasion. */
export function refreshMessage(caseId: string, occasion: string, at: Date): OutgoingMessage {
  return {
    lane: caseLane(caseId),
    dedupeKey: `refresh|${caseId}|${occasion}`,
    intent: { kind: 'refresh-case', caseId },
    dueAt: at,
  };
}

/** Tells the reporter how it goes, once for each occasion. */
export function reporterMessage(caseId: string, update: ReporterUpdate, occasion: string, at: Date): OutgoingMessage {
  return {
    lane: reporterLane(caseId),
    dedupeKey: `reporter|${caseId}|${occasion}`,
    intent: { kind: 'tell-reporter', caseId, update },
    dueAt: at,
  };
}

/** What leaves when a concern was recorded. A restricted case is posted nowhere: its recipients are told 1:1. */
export function firstMessages(
  caseId: string,
  { route, tasks }: { route: RouteDecision; tasks: readonly NewTask[] },
  severity: Severity | null,
  now: Date,
): OutgoingMessage[] {
  const reason: AlertReason = severity === 'immediate' ? 'immediate' : route.restricted ? 'recipient' : 'on-duty';
  const messages = route.alert.map((personId) => alertMessage(caseId, personId, reason, 'first', now));
  if (!route.restricted) {
    messages.push({
      lane: caseLane(caseId),
      dedupeKey: `post|${caseId}`,
      intent: { kind: 'post-case', caseId, fallback: route.fallback },
      dueAt: now,
    });
  }
  for (const { taskId, kind, ownerId } of tasks) messages.push(firstTaskMessage(caseId, taskId, kind, ownerId, now));
  messages.push(...route.alsoTell.map((personId) => alsoToldMessage(caseId, personId, now)));
  // Nobody is there to read it: the reporter must not wait for an answer that cannot come.
  if (route.alert.length === 0) messages.push(nobodyReached(caseId, now));
  return messages;
}

/** The technical task shows address and device at once; any other says that there is one. */
function firstTaskMessage(
  caseId: string,
  taskId: string,
  kind: TaskKind,
  personId: string,
  now: Date,
): OutgoingMessage {
  if (kind !== 'ict') return taskMessage(caseId, taskId, personId, 'new', now);
  return {
    lane: personLane(personId),
    dedupeKey: `hand-off|${caseId}|${personId}`,
    intent: { kind: 'hand-off', caseId, personId, taskId },
    dueAt: now,
  };
}

/** Tells a senior leader on duty that there was a report. */
function alsoToldMessage(caseId: string, personId: string, now: Date): OutgoingMessage {
  return {
    lane: personLane(personId),
    dedupeKey: `also-told|${caseId}|${personId}`,
    intent: { kind: 'also-told', caseId, personId },
    dueAt: now,
  };
}

/** Tells the reporter whom to ring because nobody on the route was reached (law 3). */
export function nobodyReached(caseId: string, now: Date): OutgoingMessage {
  return reporterMessage(caseId, 'nobody-reached', 'nobody-reached', now);
}
