import type { ThreadLineView } from '../src/core/case-views.ts';
import { writeMoment } from './dates.ts';
import type { Card } from './model.ts';

const LINES: Record<ThreadLineView['line'], string> = {
  acknowledged: 'acknowledged',
  'note-added': 'note added',
  escalated: 'not yet acknowledged, passed on',
  'passed-up': 'passed up',
  taken: 'taken over',
  assessed: 'assessed',
  assigned: 'put in somebody’s hands',
  'task-added': 'task given',
  'task-done': 'task settled',
  'check-done': 'step settled',
  referred: 'referral recorded',
  'referral-answered': 'answer to a referral',
  linked: 'linked with another case',
  'people-changed': 'people changed',
  monitoring: 'being monitored',
  closed: 'closed',
  reopened: 'opened again',
  'reporter-added': 'more from the reporter',
  'reporter-withdrew': 'taken back by the reporter, the record stays',
  reminder: 'something is overdue',
  'taken-out': 'asked for as a file',
};

/** One short line below a case's card; what a note says is never in it. */
export function describeThreadLine(view: ThreadLineView): Card {
  const line = `${view.reference}: ${LINES[view.line]}`;
  const signature = [view.actor, writeMoment(view.at)].filter(Boolean).join(', ');
  return {
    kind: 'card',
    name: view.name,
    title: line,
    summary: line,
    blocks: [{ kind: 'text', text: signature, style: 'subtle' }],
    actions: [],
  };
}
