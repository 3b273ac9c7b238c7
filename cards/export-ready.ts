import type { ExportReadyView } from '../src/core/case-views.ts';
import type { SchoolExportKind } from '../src/core/exports/export-kinds.ts';
import { writeMoment } from './dates.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** What is about no case. */
const FILE_WORDS: Record<SchoolExportKind, string> = {
  'incident-log': 'Incident log',
  'governors-digest': 'Governors’ digest',
  'training-register': 'Register of reading and training',
  certificate: 'Certificate',
};

/** Where a file can be fetched once, and with which code. */
export function describeExportReady(view: ExportReadyView): Card {
  const what = view.reference ?? FILE_WORDS[view.file ?? 'incident-log'];
  return {
    kind: 'card',
    name: view.name,
    title: `${what}: ready to fetch`,
    summary: `${what}: ready to fetch`,
    ...writeOverline(view.school),
    blocks: [
      {
        kind: 'list',
        ordered: true,
        items: ['Open the page.', 'Type the code there.', 'Save the file where only you can read it.'],
      },
      {
        kind: 'facts',
        items: [
          { label: 'Code', value: view.code },
          { label: 'Until', value: writeMoment(view.expiresAt) },
        ],
      },
      { kind: 'notice', tone: 'warning', text: 'It opens once. Please give the code to nobody.' },
    ],
    actions: [{ kind: 'link', name: 'page', label: 'Open the page', style: 'primary', url: view.url, data: {} }],
  };
}
