import type { ReporterUpdateView } from '../src/core/views.ts';
import { addToReportButton, myReportsButton } from './buttons.ts';
import { startWith999, TELL_IN_PERSON } from './emergency-blocks.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

interface Told {
  short: string;
  text: string;
  more: string;
}

/** What a reporter is told, and nothing more: not by whom, not what was found, not how it ended (need to know). */
const TOLD: Record<Exclude<ReporterUpdateView['update'], 'nobody-reached'>, Told> = {
  seen: {
    short: 'seen by a person',
    text: 'Somebody responsible has seen your report. Thank you.',
    more: 'They may not be able to tell you more.',
  },
  handled: {
    short: 'being handled',
    text: 'Your report is being handled.',
    more: 'You may not hear what is done, so that those involved are protected.',
  },
  closed: {
    short: 'closed',
    text: 'Your report has been dealt with and is closed. Thank you for telling us.',
    more: 'You may not hear what was done, so that those involved are protected.',
  },
};

/** What the reporter is told later: how it stands, or that nobody could be reached. */
export function describeReporterUpdate(view: ReporterUpdateView): Card {
  return view.update === 'nobody-reached' ? describeNobodyReached(view) : describeTold(view, TOLD[view.update]);
}

function describeTold(view: ReporterUpdateView, { short, text, more }: Told): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `${view.reference}: ${short}`,
    summary: `${view.reference}: ${short}`,
    ...writeOverline(view.school),
    blocks: [
      { kind: 'notice', tone: 'good', text },
      { kind: 'text', text: `${more} If you see or hear anything new, or it goes on, add it here or report it again.` },
    ],
    actions: [addToReportButton(view.reportId), myReportsButton],
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
    actions: [addToReportButton(view.reportId), myReportsButton],
  };
}
