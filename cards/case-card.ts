import type { CaseCardView } from '../src/core/views.ts';
import { acknowledgeButton, addNoteButton, viewDetailButton } from './buttons.ts';
import { writeMoment } from './dates.ts';
import type { Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';
import { STATUS_WORDS, writeSeverity } from './words.ts';

type Reason = NonNullable<CaseCardView['reason']>;

const REASONS: Record<Reason, { tone: 'info' | 'warning' | 'danger'; text: string }> = {
  'on-duty': { tone: 'info', text: 'You are on duty, so this case has come to you.' },
  recipient: { tone: 'info', text: 'You are one of the people named to handle this case.' },
  immediate: { tone: 'danger', text: 'Somebody may be in danger now. Please open this case at once.' },
  repeat: { tone: 'warning', text: 'Nobody has acknowledged this case yet. Please look at it now.' },
  escalated: { tone: 'warning', text: 'Not yet acknowledged: passed to you.' },
  'place-not-used': {
    tone: 'warning',
    text: 'This case was not posted in the case channel, so it comes to you here.',
  },
};

/** A case as its place or its reader's 1:1 chat shows it: a reference, a task and a status, never what happened. */
export function describeCaseCard(view: CaseCardView): Card {
  const waiting = view.acknowledged === null && view.status === 'new';
  return {
    kind: 'card',
    name: view.name,
    title: `Case ${view.reference}`,
    summary: `${view.reference}: ${writeTask(view, waiting)}`,
    ...writeOverline(view.school),
    blocks: [...describeReason(view.reason), { kind: 'facts', items: listFacts(view) }],
    actions: [
      ...(waiting ? [acknowledgeButton(view.caseId)] : []),
      viewDetailButton(view.caseId),
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
  return facts;
}
