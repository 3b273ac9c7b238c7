import type { MyReportsView } from '../src/core/views.ts';
import { addToReportButton, helpButton, reportButton } from './buttons.ts';
import { writeDate } from './dates.ts';
import type { Block, Card } from './model.ts';

const STATES: Record<MyReportsView['reports'][number]['state'], string> = {
  recorded: 'Recorded',
  seen: 'Seen by a person',
  handled: 'Being handled',
  closed: 'Closed',
};

/** A reporter's own receipts and how each stands. */
export function describeMyReports(view: MyReportsView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: 'My reports',
    summary: 'My reports',
    blocks: [listReports(view), { kind: 'text', text: 'Only you can see this list.', style: 'subtle' }],
    actions: [reportButton, helpButton],
  };
}

/** A person's own receipts, each with the button that opens the form to say more. */
export function listReports({ reports }: Pick<MyReportsView, 'reports'>): Block {
  if (reports.length === 0) return { kind: 'text', text: 'You have not reported anything here yet.' };
  return {
    kind: 'entries',
    items: reports.map((report) => ({
      title: report.reference,
      text: `${STATES[report.state]}. Reported ${writeDate(report.reportedAt)}`,
      action: addToReportButton(report.reportId),
    })),
  };
}
