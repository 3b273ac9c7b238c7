import type { ChecklistView, DutyScreen, DutyView, EvidenceView } from '../src/core/duty-views.ts';
import { describeBoard } from './board.ts';
import { helpButton } from './buttons.ts';
import { writeDate, writeMoment } from './dates.ts';
import { dueButton, finishDutyButton, openDutyButton } from './duty-buttons.ts';
import { describeDraft } from './duty-drafts.ts';
import { DUTY_STATES, DUTY_WORDS, nameDuty } from './duty-words.ts';
import { fitLines } from './fit-lines.ts';
import type { Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** What is shown of recurring duties. */
export function describeDutyScreen(view: DutyScreen): Card {
  switch (view.name) {
    case 'duty':
      return describeDuty(view);
    case 'board':
      return describeBoard(view);
    case 'evidence':
      return describeEvidence(view);
    case 'checklist':
      return describeChecklist(view);
  }
}

/** One recurring duty: what there is to do, a text to copy where it has one, and who has signed. */
function describeDuty(view: DutyView): Card {
  const { title, todo } = DUTY_WORDS[view.kind];
  const isOpen = view.state === 'open' || view.state === 'waits-for-second';
  const second = view.state === 'waits-for-second';
  // Whoever signs second reads first what the first one wrote.
  const unread = second && view.signed.every(({ outcome }) => outcome === null);
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: isOpen && view.overdue ? 'Something is overdue' : title,
    ...writeOverline(view.school),
    blocks: [
      ...(isOpen ? [{ kind: 'text', text: todo } satisfies Block] : []),
      { kind: 'facts', items: listFacts(view) },
      ...(view.state === 'open' ? describeDraft(view) : []),
      ...view.signed.map(describeSignature),
    ],
    actions: [
      ...(view.maySign ? [finishDutyButton(view.dutyId, second ? 'Sign too' : 'Done, or not needed')] : []),
      ...(unread && view.maySign ? [{ ...openDutyButton(view.dutyId), label: 'What was written' }] : []),
      dueButton,
    ],
  };
}

function listFacts({ subject, kind, state, overdue, dueOn, signers }: DutyView): { label: string; value: string }[] {
  return [
    ...(subject === '' ? [] : [{ label: kind === 'accreditation' ? 'Accreditation' : 'Class', value: subject }]),
    { label: overdue ? 'Overdue since' : 'Due', value: writeDate(dueOn) },
    { label: 'How it stands', value: DUTY_STATES[state] },
    { label: signers.length > 1 ? 'Both sign' : 'Who does it', value: signers.join(', then ') },
  ];
}

function describeSignature({ by, at, outcome, note, evidence }: DutyView['signed'][number]): Block {
  return {
    kind: 'section',
    title: `Signed by ${by}`,
    blocks: [
      ...(note === null ? [] : [{ kind: 'text', text: note, style: 'quote' } satisfies Block]),
      {
        kind: 'facts',
        items: [
          { label: 'When', value: writeMoment(at) },
          ...(outcome === null ? [] : [{ label: 'Outcome', value: DUTY_STATES[outcome] }]),
          ...(evidence === null ? [] : [{ label: 'Evidence', value: evidence }]),
        ],
      },
    ],
  };
}

/** Where the evidence of a school year is kept. */
function describeEvidence(view: EvidenceView): Card {
  const none: Block = { kind: 'text', text: 'No evidence has been named this school year.' };
  return {
    kind: 'card',
    name: view.name,
    title: `Evidence, school year ${view.year}`,
    summary: 'Where the evidence is kept',
    ...writeOverline(view.school),
    blocks: fitLines([
      ...(view.duties.length === 0 ? [none] : []),
      ...view.duties.map(
        (duty): Block => ({
          kind: 'section',
          title: nameDuty(duty),
          blocks: [
            {
              kind: 'facts',
              items: [
                { label: 'Where it is kept', value: duty.evidence },
                { label: 'Done', value: `${writeDate(duty.doneOn)}, ${duty.by}` },
              ],
            },
          ],
        }),
      ),
      { kind: 'text', text: 'It is named when a duty is signed. Only you can see this list.', style: 'subtle' },
    ]),
    actions: [dueButton],
  };
}

/** The eight points of Writtle's section 12, in short. */
const VIDEO_CALL = [
  'Keep the call encrypted, end to end where the service can do that.',
  'Lock the meeting, and protect it with a password.',
  'Let people wait outside until the host has checked who they are.',
  'The host watches the list of those taking part, so that nobody unknown joins.',
  'Record only when everybody has agreed, and take care of the recording.',
  'Remember that somebody who dials in by telephone breaks the encryption.',
  'Take care when sharing a file or a screen: it can show what is private, or bring in something harmful.',
  'Speak as if the call were recorded, for it may be.',
];

function describeChecklist(view: ChecklistView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: 'Before a video call',
    summary: 'Checklist for video calls',
    blocks: [{ kind: 'list', items: VIDEO_CALL }],
    actions: [helpButton],
  };
}
