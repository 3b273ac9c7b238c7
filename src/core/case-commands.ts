import type { Desk } from './desk.ts';
import type { Origin, StepName } from './events.ts';
import type { Identity } from './identify.ts';
import { findByReference, findByThread, isReference } from './incidents/case-of-event.ts';
import { acknowledgeCase, showWork, takeCase } from './incidents/case-steps.ts';
import { exportLog } from './incidents/export-log.ts';
import { openStep } from './incidents/take-step.ts';
import { viewCase } from './incidents/view-case.ts';
import { type Reply, show } from './replies.ts';

/** What is typed to work a case: below it, or with its reference. */
const STEP_VERBS: Record<string, StepName> = {
  note: 'note',
  assess: 'assess',
  assign: 'assign',
  task: 'task',
  refer: 'refer',
  link: 'link',
  duplicate: 'link',
  people: 'people',
  person: 'people',
  escalate: 'escalate',
  monitor: 'monitor',
  close: 'close',
  reopen: 'reopen',
};
const ACTING_VERBS: Record<string, typeof acknowledgeCase> = {
  acknowledge: acknowledgeCase,
  ack: acknowledgeCase,
  take: takeCase,
  steps: showWork,
};

/** Whether a typed word works a case. */
export function isCaseVerb(verb: string): boolean {
  return Object.hasOwn(STEP_VERBS, verb) || Object.hasOwn(ACTING_VERBS, verb) || verb === 'case' || verb === 'export';
}

/**
 * Works a case by a typed word. Which case it is says the reference behind the word, or the thread it was typed in. Whatever
 * else was typed could hold a story: it is not kept, and the form says so.
 */
export async function runCaseCommand(
  desk: Desk,
  identity: Identity,
  typed: { origin: Origin; verb: string; rest: string },
): Promise<Reply> {
  const { origin, verb, rest } = typed;
  const [first = '', ...others] = rest.split(/\s+/);
  const named = isReference(first);
  const cases = named ? await findByReference(desk, identity, first) : [await findByThread(desk, identity, origin)];
  // The same number in two of a person's schools: a step must not be taken in the wrong one.
  if (cases.length > 1) return show({ name: 'notice', notice: 'which-case' });
  const [found] = cases;
  // Neither below a case nor with a reference: it is the incident log that is taken out.
  if (!found && verb === 'export' && rest === '')
    return exportLog.open(desk, identity, { kind: 'open', origin, form: 'export-log', data: {} });
  if (!found) return show({ name: 'notice', notice: named || origin.thread ? 'no-such-case' : 'which-case' });
  const data = { case: found.summary.caseId };
  const textRefused = named ? others.length > 0 : first !== '';
  if (verb === 'case') return named ? viewCase(desk, identity, { data }) : showWork(desk, identity, { data });
  const act = Object.hasOwn(ACTING_VERBS, verb) ? ACTING_VERBS[verb] : undefined;
  if (act) return asAnswer(await act(desk, identity, { data }));
  return openStep(desk, identity, { origin, form: STEP_VERBS[verb] ?? 'export', data, textRefused });
}

/** There is no card to put an answer in place of when something was typed. */
export const asAnswer = (reply: Reply): Reply => (reply.kind === 'replace' ? show(reply.view) : reply);
