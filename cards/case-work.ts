import type { WorkView } from '../src/core/case-views.ts';
import type { StepName } from '../src/core/events.ts';
import { pupilButton, stepButton, viewDetailButton } from './buttons.ts';
import { describeChecklist } from './checklist.ts';
import { writeDate, writeMoment } from './dates.ts';
import type { Block, Card, Entry } from './model.ts';
import { savedNotice } from './saved-notice.ts';
import { writeOverline } from './school-line.ts';
import { shorten } from './shorten.ts';
import { AGENCY_WORDS, OUTCOME_WORDS, STATUS_WORDS, TASK_WORDS, writeSeverity } from './words.ts';

/** Steps that are buttons of the whole case; the others belong to a task or to a step of the checklist. */
const STEP_LABELS: Partial<Record<StepName, string>> = {
  assess: 'Assess',
  note: 'Add note',
  task: 'Add task',
  refer: 'Refer',
  escalate: 'Escalate',
  assign: 'Assign',
  monitor: 'Monitor',
  people: 'People',
  link: 'Link',
  close: 'Close case',
  reopen: 'Reopen',
  export: 'Export',
};
const LINK_WORDS: Record<WorkView['links'][number]['kind'], string> = {
  linked: 'Belongs together with this one',
  duplicate: 'The same concern, reported again',
  'duplicate-of': 'The same concern: goes on there',
};

/** A year-long case still fits one card: what is open comes first, and what is settled is summed up. */
const MOST_OPEN = 8;
const MOST_SETTLED = 3;
const MOST_LINKED = 6;
/** A task's text or result is shown as far as this. */
const TEXT_SHOWN = 160;

/** What can be done next in a case, for the one who opened it: where it stands, what waits, and a button for each step. */
export function describeCaseWork(view: WorkView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `Case ${view.reference}: next step`,
    summary: `${view.reference}: opened for you`,
    ...writeOverline(view.school),
    blocks: [
      ...(view.saved ? [savedNotice] : []),
      { kind: 'facts', items: listFacts(view) },
      ...describeWarning(view),
      ...describeSteps(view),
      ...describeTasks(view),
      ...describeChecklist(view),
      ...describeReferrals(view),
      ...describeLinks(view),
      {
        kind: 'text',
        text: 'Only you can see this. Opening it was recorded. “View detail” shows the report, and every entry whole.',
        style: 'subtle',
      },
    ],
    actions: [viewDetailButton(view.caseId)],
  };
}

function describeSteps({ steps, caseId, severity }: WorkView): Block[] {
  const actions = steps.flatMap((step) => {
    const label = STEP_LABELS[step];
    if (!label) return [];
    const button = stepButton(step, label, { case: caseId });
    // Nothing else is as urgent in a case that nobody has assessed.
    return [step === 'assess' && severity === null ? { ...button, style: 'primary' as const } : button];
  });
  return actions.length === 0 ? [] : [{ kind: 'buttons', actions }];
}

function listFacts(view: WorkView): { label: string; value: string }[] {
  return [
    { label: 'Status', value: STATUS_WORDS[view.status] },
    { label: 'Priority', value: writeSeverity(view.severity) },
    { label: 'In hand', value: view.owner ?? 'Nobody yet' },
    ...(view.outcome === null ? [] : [{ label: 'Outcome', value: OUTCOME_WORDS[view.outcome] }]),
    ...(view.deadlineAt === null ? [] : [{ label: 'Legal deadline', value: writeMoment(view.deadlineAt) }]),
    ...(view.reviewAt === null ? [] : [{ label: 'Look again', value: writeMoment(view.reviewAt) }]),
    ...(view.nextDueAt === null ? [] : [{ label: 'Next deadline', value: writeMoment(view.nextDueAt) }]),
    ...(view.childProtection ? [{ label: 'Child protection', value: 'Yes' }] : []),
  ];
}

function describeWarning(view: WorkView): Block[] {
  if (!view.neverView) return [];
  return [
    {
      kind: 'notice',
      tone: 'danger',
      title: 'Never look at the image',
      text: 'Do not look at, copy, print, share, keep or delete it, and let nobody else do so. Do not send it here: pictures are refused.',
    },
  ];
}

function describeTasks({ tasks, checklist, offersSendco, caseId }: WorkView): Block[] {
  const open = tasks.filter(({ state }) => state === 'open');
  const settled = tasks.filter(({ state }) => state !== 'open');
  const entries = open.slice(0, MOST_OPEN).map(describeTask);
  if (checklist.some(needsTelling) && !tasks.some(({ kind }) => kind === 'ict'))
    entries.push({
      title: 'Hand it to whoever looks after the filter?',
      text: 'The checklist says that they are told. They see the address and the device, and nothing else.',
      action: stepButton('task', 'Add task', { case: caseId, kind: 'ict' }),
    });
  if (offersSendco)
    entries.push({
      title: 'Ask the SENDCO?',
      text: 'A child concerned has special needs. Nothing is sent unless you do.',
      action: stepButton('task', 'Add task', { case: caseId, kind: 'sendco' }),
    });
  const lines = [
    ...settled.slice(-MOST_SETTLED).map(writeSettledTask),
    ...countMore(open.length - MOST_OPEN, 'open', 'shown here once one of these is settled'),
    ...countMore(settled.length - MOST_SETTLED, 'settled', 'see “View detail”'),
  ];
  return makeSection('Tasks', entries, lines);
}

const needsTelling = ({ kind, state }: WorkView['checklist'][number]): boolean =>
  kind === 'told' && state === 'waiting';

function describeTask({ taskId, kind, text, owner, dueAt, seen }: WorkView['tasks'][number]): Entry {
  return {
    title: shorten(text ?? TASK_WORDS[kind], TEXT_SHOWN),
    text: [owner, seen ? 'seen' : 'not seen yet', ...(dueAt === null ? [] : [`due ${writeMoment(dueAt)}`])].join(', '),
    action: stepButton('finish-task', 'Settle', { task: taskId }),
  };
}

function writeSettledTask({ kind, text, owner, state, result }: WorkView['tasks'][number]): string {
  const what = shorten(text ?? TASK_WORDS[kind], TEXT_SHOWN);
  const said = result === null ? [] : [shorten(result, TEXT_SHOWN)];
  return [`${state === 'done' ? 'Done' : 'Not needed'}: ${what}`, owner, ...said].join(' · ');
}

function describeReferrals({ referrals, caseId }: WorkView): Block[] {
  const waiting = referrals.filter((referral) => !isSettled(referral));
  const answered = referrals.filter(isSettled);
  const entries = waiting.slice(0, MOST_OPEN).map(
    (referral): Entry => ({
      title: AGENCY_WORDS[referral.agency],
      text: writeReferral(referral),
      action: stepButton('answer', 'Answer came', { case: caseId, referral: referral.referralId }),
    }),
  );
  const lines = [
    ...answered.slice(-MOST_SETTLED).map((referral) => `${AGENCY_WORDS[referral.agency]} · ${writeReferral(referral)}`),
    ...countMore(waiting.length - MOST_OPEN, 'without an answer', 'shown here once one of these is answered'),
    ...countMore(answered.length - MOST_SETTLED, 'settled', 'see “View detail”'),
  ];
  return makeSection('Referrals', entries, lines);
}

const isSettled = ({ answered, notExpected }: WorkView['referrals'][number]): boolean =>
  answered || notExpected === true;

function writeReferral({
  referredOn,
  responseDueAt,
  answered,
  notExpected,
  theirReference,
}: WorkView['referrals'][number]): string {
  return [
    `Referred ${writeDate(referredOn)}`,
    ...(theirReference ? [`their reference ${theirReference}`] : []),
    ...(answered
      ? ['answered']
      : notExpected
        ? ['no answer expected any more']
        : responseDueAt
          ? [`answer due ${writeMoment(responseDueAt)}`]
          : []),
  ].join(', ');
}

function describeLinks({ links, pupils }: WorkView): Block[] {
  const named = pupils.filter(({ earlier }) => earlier > 0);
  const entries: Entry[] = [
    ...links.slice(0, MOST_LINKED).map(({ caseId, reference, kind }) => ({
      title: reference,
      text: LINK_WORDS[kind],
      action: viewDetailButton(caseId),
    })),
    ...named.slice(0, MOST_LINKED).map(({ subjectId, name, earlier }) => ({
      title: name,
      text: earlier === 1 ? 'Named in one earlier case' : `Named in ${earlier} earlier cases`,
      action: pupilButton('Chronology', { subject: subjectId }),
    })),
  ];
  const more = links.slice(MOST_LINKED).map(({ reference }) => reference);
  return makeSection('Belongs together', entries, [
    ...(more.length === 0 ? [] : [`Also: ${more.join(', ')}`]),
    ...countMore(named.length - MOST_LINKED, 'named in earlier cases', 'see “View detail”'),
  ]);
}

function makeSection(title: string, entries: Entry[], lines: string[]): Block[] {
  if (entries.length + lines.length === 0) return [];
  return [
    {
      kind: 'section',
      title,
      blocks: [
        ...(entries.length === 0 ? [] : [{ kind: 'entries', items: entries } as const]),
        ...(lines.length === 0 ? [] : [{ kind: 'list', items: lines } as const]),
      ],
    },
  ];
}

/** What is left out is counted, with where it can be seen. */
const countMore = (count: number, what: string, where: string): string[] =>
  count > 0 ? [`${count} more ${what}: ${where}`] : [];
