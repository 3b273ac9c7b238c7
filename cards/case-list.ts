import type { CaseFilter, CaseListView, ListedCase } from '../src/core/case-views.ts';
import { casesButton, findButton, viewDetailButton } from './buttons.ts';
import { writeDate, writeMoment } from './dates.ts';
import type { Action, Block, Card, Entry } from './model.ts';
import { STATUS_WORDS, writeSeverity } from './words.ts';

const TITLES: Record<CaseFilter, string> = {
  open: 'Open cases',
  mine: 'My cases',
  overdue: 'Overdue cases',
  closed: 'Closed cases',
  found: 'Cases found',
};
const NOTHING: Record<CaseFilter, string> = {
  open: 'No case is open for you.',
  mine: 'You have no open case in hand.',
  overdue: 'Nothing is overdue.',
  closed: 'No case is closed.',
  found: 'No case was found.',
};
const BUTTONS = [
  { filter: 'overdue', label: 'Overdue' },
  { filter: 'mine', label: 'Mine' },
  { filter: 'open', label: 'All open' },
  { filter: 'closed', label: 'Closed' },
] as const;

/** A page of the cases a person may know of: a reference and where each stands, never what happened. */
export function describeCaseList(view: CaseListView): Card {
  const { filter, next } = view;
  return {
    kind: 'card',
    name: view.name,
    title: TITLES[filter],
    summary: TITLES[filter],
    blocks: [
      ...listCaseBlocks(view, NOTHING[filter]),
      ...describeEnd(view),
      { kind: 'text', text: 'Only you can see this list.', style: 'subtle' },
    ],
    actions: [
      ...(next ? [casesButton('Next page', next)] : []),
      ...BUTTONS.filter((button) => button.filter !== filter).map((button) =>
        casesButton(button.label, { filter: button.filter }),
      ),
      ...listFindButtons(view),
    ],
  };
}

/** The blocks of a list of cases: what waits, the new ones, the others, each with the button that opens it. */
export function listCaseBlocks(
  { cases, next, counts }: Pick<CaseListView, 'cases' | 'next' | 'counts'>,
  nothing = NOTHING.open,
): Block[] {
  const fresh = cases.filter(({ status }) => status === 'new');
  const others = cases.filter(({ status }) => status !== 'new');
  // The list of open cases alone says which nobody has acknowledged; the others need no headings.
  const divided = counts !== undefined && fresh.length > 0 && others.length > 0;
  return [
    ...describeCounts(counts),
    ...(cases.length === 0 ? [{ kind: 'text', text: nothing } as const] : []),
    ...(divided
      ? [...describeGroup('New: nobody has acknowledged', fresh), ...describeGroup('Acknowledged', others)]
      : describeGroup(null, cases)),
    ...(next ? [{ kind: 'text', text: 'There are more than this page shows.', style: 'subtle' } as const] : []),
  ];
}

function describeCounts(counts: CaseListView['counts']): Block[] {
  if (!counts || (counts.fresh === 0 && counts.overdue === 0)) return [];
  const { fresh, overdue } = counts;
  const parts = [...(overdue > 0 ? [`Overdue: ${overdue}`] : []), ...(fresh > 0 ? [`New: ${fresh}`] : [])];
  return [{ kind: 'notice', tone: overdue > 0 ? 'warning' : 'info', text: parts.join(' · ') }];
}

function describeGroup(title: string | null, cases: ListedCase[]): Block[] {
  if (cases.length === 0) return [];
  return [
    ...(title === null ? [] : [{ kind: 'text', text: title, style: 'strong' } as const]),
    { kind: 'entries', items: cases.map(describeListedCase) },
  ];
}

/** One case as a line: short enough for a telephone, what is overdue in words and not in colour. */
export function describeListedCase(item: ListedCase): Entry {
  const { caseId, reference, status, severity, reportedAt, owner, nextDueAt, overdue } = item;
  const due = nextDueAt === null ? null : writeMoment(nextDueAt);
  return {
    title: overdue ? `${reference} · overdue` : reference,
    text: [
      ...(due !== null && overdue ? [`Overdue since ${due}`] : []),
      STATUS_WORDS[status],
      `Priority: ${writeSeverity(severity)}`,
      ...(status === 'closed' ? [] : [`In hand: ${owner ?? 'nobody yet'}`]),
      ...(due !== null && !overdue ? [`Next deadline ${due}`] : []),
      `Reported ${status === 'new' ? writeMoment(reportedAt) : writeDate(reportedAt)}`,
    ].join('. '),
    action: viewDetailButton(caseId),
  };
}

/** How far a search looked. */
function describeEnd({ filter, searchedBackTo, crowded }: CaseListView): Block[] {
  if (filter !== 'found') return [];
  if (crowded) {
    const text =
      'More cases of one day were found than this list shows. Search again with another word, a status or a category.';
    return [{ kind: 'notice', tone: 'info', text }];
  }
  if (searchedBackTo === null) return [];
  const day = writeDate(searchedBackTo);
  const text = `Looked through everything since ${day}. To look further back, search again with “Reported before” ${day}.`;
  return [{ kind: 'notice', tone: 'info', text }];
}

function listFindButtons({ filter, searchedBackTo }: CaseListView): Action[] {
  if (filter === 'found' && searchedBackTo !== null) return [findButton('Search further back', searchedBackTo)];
  return [findButton(filter === 'found' ? 'Search again' : 'Find')];
}
