import type { CaseCardView } from '../src/core/case-views.ts';
import { acknowledgeButton, addNoteButton, takeButton, viewDetailButton, workButton } from './buttons.ts';
import { writeMoment } from './dates.ts';
import type { Block, Card } from './model.ts';
import { savedNotice } from './saved-notice.ts';
import { writeOverline } from './school-line.ts';
import { STATUS_WORDS, writeSeverity } from './words.ts';

type Reason = NonNullable<CaseCardView['reason']>;

const REASONS: Record<Reason, { tone: 'info' | 'warning' | 'danger'; text: string }> = {
  'on-duty': { tone: 'info', text: 'You are on duty, so this case has come to you.' },
  recipient: { tone: 'info', text: 'You are one of the people named to handle this case.' },
  immediate: { tone: 'danger', text: 'Somebody may be in danger now. Please open this case at once.' },
  repeat: { tone: 'warning', text: 'Nobody has acknowledged this case yet. Please look at it now.' },
  escalated: { tone: 'warning', text: 'Not yet acknowledged: passed to you.' },
  'passed-up': {
    tone: 'warning',
    text: 'A colleague has passed this case up to you. Please open it and say that you take it.',
  },
  assigned: { tone: 'info', text: 'This case is in your hands now.' },
  added: { tone: 'info', text: 'You can read this case now, because a colleague or its kind asks for you.' },
  'reporter-added': { tone: 'info', text: 'Whoever reported this case has sent more to it. Please open it.' },
  'place-not-used': {
    tone: 'warning',
    text: 'This case was not posted in the case channel, so it comes to you here.',
  },
};

/** References shown of earlier cases; the detail lists all. */
const MOST_EARLIER = 5;

/** A case as its place or its reader's 1:1 chat shows it: a reference, a task and a status, never what happened. */
export function describeCaseCard(view: CaseCardView): Card {
  const waiting = view.acknowledged === null && view.status === 'new';
  return {
    kind: 'card',
    name: view.name,
    title: `Case ${view.reference}`,
    summary: `${view.reference}: ${writeTask(view, waiting)}`,
    ...writeOverline(view.school),
    blocks: [
      ...(view.saved ? [savedNotice] : []),
      ...describeReason(view.reason),
      { kind: 'facts', items: listFacts(view) },
      ...describeEarlier(view.earlier),
    ],
    actions: [
      ...(view.reason === 'passed-up' ? [takeButton(view.caseId)] : waiting ? [acknowledgeButton(view.caseId)] : []),
      viewDetailButton(view.caseId),
      workButton(view.caseId),
      addNoteButton(view.caseId),
    ],
  };
}

function writeTask(view: CaseCardView, waiting: boolean): string {
  if (!waiting) return STATUS_WORDS[view.status].toLowerCase();
  return view.severity === 'immediate' || view.reason === 'immediate'
    ? 'urgent, please acknowledge now'
    : 'please acknowledge';
}

function describeReason(reason: Reason | undefined): Block[] {
  return reason ? [{ kind: 'notice', ...REASONS[reason] }] : [];
}

function listFacts(view: CaseCardView): { label: string; value: string }[] {
  const facts = [
    { label: 'Status', value: STATUS_WORDS[view.status] },
    { label: 'Priority', value: writeSeverity(view.severity) },
    { label: 'Reported', value: writeMoment(view.reportedAt) },
  ];
  if (view.acknowledged) {
    facts.push({ label: 'Acknowledged', value: `${view.acknowledged.by}, ${writeMoment(view.acknowledged.at)}` });
  }
  if (view.owner !== null && view.owner !== view.acknowledged?.by) facts.push({ label: 'In hand', value: view.owner });
  if (view.openTasks > 0) facts.push({ label: 'Open tasks', value: String(view.openTasks) });
  if (view.nextDueAt !== null) facts.push({ label: 'Next deadline', value: writeMoment(view.nextDueAt) });
  return facts;
}

/** Earlier cases that name the same pupil: by their references alone. */
function describeEarlier(earlier: readonly string[] = []): Block[] {
  if (earlier.length === 0) return [];
  const shown = earlier.slice(0, MOST_EARLIER);
  const more = earlier.length > shown.length ? ` and ${earlier.length - shown.length} more` : '';
  const title = earlier.length === 1 ? 'Named in one earlier case' : `Named in ${earlier.length} earlier cases`;
  return [{ kind: 'notice', tone: 'info', title, text: `${shown.join(', ')}${more}` }];
}
