import type { CaseDetailView } from '../src/core/case-views.ts';
import { acknowledgeButton, addNoteButton, pupilButton, turnPageButton, workButton } from './buttons.ts';
import { listCaseFacts } from './case-facts.ts';
import { writeMoment } from './dates.ts';
import { writeFacts } from './entry-facts.ts';
import { fitLines } from './fit-lines.ts';
import type { Action, Block, Card } from './model.ts';
import { SAME_NAME } from './pupil.ts';
import { writeOverline } from './school-line.ts';
import { ENTRY_WORDS, PLACE_WORDS, writeKnown } from './words.ts';

/** One page of everything recorded about a case, for the one authorised person who opened it. */
export function describeCaseDetail(view: CaseDetailView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `Case ${view.reference}`,
    summary: `${view.reference}: opened for you`,
    ...writeOverline(view.school),
    blocks: [
      { kind: 'notice', tone: 'info', text: 'Only you can see this. Opening it was recorded.' },
      ...fitLines([...describeReport(view), ...describeChronology(view)]),
    ],
    actions: [
      ...(view.status === 'new' ? [acknowledgeButton(view.caseId)] : []),
      workButton(view.caseId),
      addNoteButton(view.caseId),
      ...listPageButtons(view),
    ],
  };
}

function listPageButtons({ caseId, page: { older, newer } }: CaseDetailView): Action[] {
  const olderLabel = older?.shows === 'report' ? 'Rest of the report' : 'Older entries';
  const newerLabel = newer?.shows === 'report' ? 'Back to the report' : 'Newer entries';
  return [
    ...(older ? [turnPageButton(caseId, older.before, olderLabel)] : []),
    ...(newer ? [turnPageButton(caseId, newer.before, newerLabel)] : []),
  ];
}

function describeReport(view: CaseDetailView): Block[] {
  const { account } = view.page;
  const head: Block[] = [{ kind: 'facts', items: listCaseFacts(view) }, ...noteLateness(view.reportedLate)];
  switch (account) {
    case 'whole':
      return [
        ...head,
        ...describeNamedBefore(view),
        ...describeAccount(view),
        ...describeMore(view),
        ...describeGuidance(view),
      ];
    case 'first':
      return [...head, ...describeNamedBefore(view), ...describeAccount(view), ...describeGuidance(view)];
    case 'rest':
      return describeMore(view);
    case 'none':
      return [];
  }
}

function noteLateness(late: boolean): Block[] {
  if (!late) return [];
  return [{ kind: 'notice', tone: 'warning', text: 'It was reported more than a day after it happened.' }];
}

/** A pattern is seen where the same name stands in earlier cases; that it is the same child is for the reader to say. */
function describeNamedBefore({ pupils }: CaseDetailView): Block[] {
  if (pupils.length === 0) return [];
  return [
    {
      kind: 'section',
      title: 'Named before',
      blocks: [
        {
          kind: 'entries',
          items: pupils.map(({ subjectId, name, earlier }) => ({
            title: name,
            text: `Earlier: ${earlier.join(', ')}`,
            action: pupilButton('All entries', { subject: subjectId }),
          })),
        },
        { kind: 'text', text: SAME_NAME, style: 'subtle' },
      ],
    },
  ];
}

function describeAccount(view: CaseDetailView): Block[] {
  return [
    { kind: 'section', title: 'What happened', blocks: [{ kind: 'text', text: view.what }] },
    {
      kind: 'section',
      title: 'Who is involved',
      blocks: view.who.length > 0 ? [{ kind: 'list', items: view.who }] : [subtle('Nobody was named.')],
    },
  ];
}

/** The part of the account that few reports have. */
function describeMore(view: CaseDetailView): Block[] {
  const blocks: Block[] = [];
  if (view.childWords !== null) {
    blocks.push({
      kind: 'section',
      title: 'The child’s own words',
      blocks: [{ kind: 'text', text: view.childWords, style: 'quote' }],
    });
  }
  const traces = describeTraces(view);
  if (traces.length > 0) blocks.push({ kind: 'section', title: 'Where it was seen', blocks: traces });
  if (view.immediateAction !== null) {
    blocks.push({
      kind: 'section',
      title: 'What was done already',
      blocks: [{ kind: 'text', text: view.immediateAction }],
    });
  }
  return blocks;
}

function describeTraces(view: CaseDetailView): Block[] {
  const facts = [];
  if (view.place !== null) facts.push({ label: 'Place', value: writeKnown(PLACE_WORDS, view.place) });
  if (view.device !== null) facts.push({ label: 'Device', value: view.device });
  const blocks: Block[] = facts.length > 0 ? [{ kind: 'facts', items: facts }] : [];
  if (view.urls.length > 0) {
    blocks.push({ kind: 'list', items: view.urls });
    blocks.push(subtle('The addresses are changed so that nobody opens them by accident.'));
  }
  return blocks;
}

function describeGuidance({ guidance, agencies }: CaseDetailView): Block[] {
  const blocks: Block[] = [];
  if (guidance) {
    const policy = guidance.policy === null ? [] : [subtle(`Policy: ${guidance.policy}`)];
    blocks.push({
      kind: 'section',
      title: guidance.title,
      blocks: [{ kind: 'list', items: guidance.steps, ordered: true }, ...policy],
    });
  }
  if (agencies.length > 0) {
    blocks.push({
      kind: 'section',
      title: 'Whom the school’s policy tells you to inform',
      blocks: [{ kind: 'list', items: agencies, ordered: true }, subtle('You decide. Nothing here sends a referral.')],
    });
  }
  return blocks;
}

function describeChronology({ chronology, page }: CaseDetailView): Block[] {
  if (chronology.length === 0) return [];
  const { first, last, total } = page;
  const which =
    first === last ? `Entry ${first} of ${total}.` : `Entries ${first} to ${last} of ${total}, the oldest first.`;
  const blocks = chronology.flatMap((entry): Block[] => {
    const line = [writeMoment(entry.at), entry.actor, writeKnown(ENTRY_WORDS, entry.entry)].filter(Boolean);
    const heading: Block = { kind: 'text', text: line.join(' · '), style: 'subtle' };
    const said = [...writeFacts(entry.facts), ...(entry.text === null ? [] : [entry.text])];
    return said.length === 0 ? [heading] : [heading, { kind: 'text', text: said.join('\n') }];
  });
  const part = chronology.length < total ? [subtle(which)] : [];
  return [{ kind: 'section', title: 'Chronology', blocks: [...part, ...blocks] }];
}

function subtle(text: string): Block {
  return { kind: 'text', text, style: 'subtle' };
}
