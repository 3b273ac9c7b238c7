import type { HomeView } from '../src/core/views.ts';
import { casesButton, findButton, helpButton, quickReportButton, reportButton } from './buttons.ts';
import { listCaseBlocks } from './case-list.ts';
import { startWith999 } from './emergency-blocks.ts';
import type { Block, Card } from './model.ts';
import { moreButtons } from './more-buttons.ts';
import { listReports } from './my-reports.ts';
import { writeOverline } from './school-line.ts';

/** The bot's own page, where the platform has one: how to report, the person's own reports, and the cases open for him. */
export function describeHome(view: HomeView): Card {
  const cases: Block[] = view.openCases
    ? [{ kind: 'section', title: 'Open cases', blocks: listCaseBlocks(view.openCases) }]
    : [];
  return {
    kind: 'card',
    name: view.name,
    title: 'e-safety',
    summary: 'e-safety',
    ...writeOverline(view.school),
    blocks: [
      ...startWith999(view.contacts, 'Do not wait for an answer here.'),
      ...cases,
      { kind: 'section', title: 'My reports', blocks: [listReports(view)] },
      {
        kind: 'section',
        title: 'Reading, training and what is due',
        blocks: [{ kind: 'buttons', actions: moreButtons(view.roles) }],
      },
      { kind: 'text', text: 'Only you can see this page.', style: 'subtle' },
    ],
    actions: [
      reportButton,
      quickReportButton,
      ...(view.openCases ? [casesButton('All cases', { filter: 'open' }), findButton('Find cases')] : []),
      helpButton,
    ],
  };
}
