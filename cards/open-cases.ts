import type { ListedCase, OpenCasesView } from '../src/core/views.ts';
import { helpButton, reportButton, viewDetailButton } from './buttons.ts';
import { writeMoment } from './dates.ts';
import type { Block, Card } from './model.ts';
import { STATUS_WORDS, writeSeverity } from './words.ts';

/** The open cases a person may work on: a reference, a status and a priority each, never what happened. */
export function describeOpenCases(view: OpenCasesView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: 'Open cases',
    summary: 'Open cases',
    blocks: listOpenCases(view),
    actions: [reportButton, helpButton],
  };
}

/** The blocks of a list of open cases, each with the button that opens it for its reader alone. */
export function listOpenCases({ cases, more }: Omit<OpenCasesView, 'name'>): Block[] {
  if (cases.length === 0) return [{ kind: 'text', text: 'No case is open for you.' }];
  return [
    { kind: 'entries', items: cases.map(describeCase) },
    ...(more
      ? [
          {
            kind: 'text',
            text: 'There are more than this list shows. Those nobody has acknowledged come first.',
            style: 'subtle',
          } as const,
        ]
      : []),
  ];
}

function describeCase({ caseId, reference, status, severity, reportedAt }: ListedCase) {
  return {
    title: reference,
    text: `${STATUS_WORDS[status]}. Priority: ${writeSeverity(severity)}. Reported ${writeMoment(reportedAt)}`,
    action: viewDetailButton(caseId),
  };
}
