import type { PupilView } from '../src/core/case-views.ts';
import { pupilButton } from './buttons.ts';
import { describeListedCase } from './case-list.ts';
import { writeMoment } from './dates.ts';
import { writeFacts } from './entry-facts.ts';
import { fitLines } from './fit-lines.ts';
import type { Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';
import { ENTRY_WORDS, writeKnown } from './words.ts';

/** As many cases as have a button of their own; the others are named. */
const MOST_BUTTONS = 10;

/** Said wherever cases are put together by a name. */
export const SAME_NAME = 'The same name, not proof of the same child: check the date of birth.';

/** What is recorded of a pupil across the cases the reader may know of: for the one who opened it. */
export function describePupil(view: PupilView): Card {
  return {
    kind: 'card',
    name: view.name,
    // The name stands in the text alone: titles stand in lists and window bars.
    title: 'A pupil across cases',
    summary: 'A pupil across cases: opened for you',
    ...writeOverline(view.school),
    blocks: [
      { kind: 'text', text: view.pupil, style: 'heading' },
      { kind: 'notice', tone: 'warning', text: SAME_NAME },
      ...fitLines([...(view.newest ? describeCases(view) : []), ...describeEntries(view)]),
      { kind: 'text', text: 'Only you can see this. Opening it was recorded.', style: 'subtle' },
    ],
    actions: [
      ...(view.older ? [pupilButton('Older entries', view.older)] : []),
      ...(view.newest ? [] : [pupilButton('Back to the newest', { subject: view.subjectId })]),
    ],
  };
}

function describeCases({ cases }: PupilView): Block[] {
  const others = cases.slice(MOST_BUTTONS).map(({ reference }) => reference);
  return [
    {
      kind: 'section',
      title: cases.length === 1 ? 'One case' : `${cases.length} cases, the newest first`,
      blocks: [
        { kind: 'entries', items: cases.slice(0, MOST_BUTTONS).map(describeListedCase) },
        ...(others.length > 0 ? [{ kind: 'text', text: `Before these: ${others.join(', ')}` } as const] : []),
      ],
    },
  ];
}

/** The last entries first page by page, and on a page in the order in which things happened: so it is told to others. */
function describeEntries({ entries, newest, older }: PupilView): Block[] {
  if (entries.length === 0) return [];
  const which = newest ? (older ? 'The last entries' : 'All entries') : 'Earlier entries';
  return [
    {
      kind: 'section',
      title: 'Across all cases',
      blocks: [
        { kind: 'text', text: `${which}, the oldest first.`, style: 'subtle' },
        ...entries.flatMap(describeEntry),
      ],
    },
  ];
}

function describeEntry({ at, reference, actor, entry, facts, text }: PupilView['entries'][number]): Block[] {
  const line = [writeMoment(at), reference, writeKnown(ENTRY_WORDS, entry), actor].filter(Boolean).join(' · ');
  const said = [...writeFacts(facts), ...(text === null ? [] : [text])];
  return [
    { kind: 'text', text: line, style: 'strong' },
    ...(said.length > 0 ? [{ kind: 'text', text: said.join('\n') } as const] : []),
  ];
}
