import type { ReporterUpdateView } from '../src/core/views.ts';
import { myReportsButton } from './buttons.ts';
import { startWith999, TELL_IN_PERSON } from './emergency-blocks.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** What the reporter is told later: that a person has seen the report, or that nobody could be reached. */
export function describeReporterUpdate(view: ReporterUpdateView): Card {
  return view.update === 'nobody-reached' ? describeNobodyReached(view) : describeSeen(view);
}

function describeSeen(view: ReporterUpdateView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `${view.reference}: seen by a person`,
    summary: `${view.reference}: seen by a person`,
    ...writeOverline(view.school),
    blocks: [
      { kind: 'notice', tone: 'good', text: 'Somebody responsible has seen your report. Thank you.' },
      {
        kind: 'text',
        text: 'They may not be able to tell you more. If you see or hear anything new, please report it too.',
      },
    ],
    actions: [myReportsButton],
  };
}

function describeNobodyReached(view: ReporterUpdateView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `${view.reference}: please ring somebody now`,
    summary: `${view.reference}: nobody reached yet, please ring`,
    ...writeOverline(view.school),
    blocks: [
      ...startWith999(view.contacts, 'Do not wait for an answer here.'),
      {
        kind: 'notice',
        tone: 'danger',
        title: 'Nobody has answered yet',
        text: `Your report is saved, but nobody has acknowledged it. ${TELL_IN_PERSON} If you reach none of them, ring children’s social care.`,
      },
    ],
    actions: [myReportsButton],
  };
}
