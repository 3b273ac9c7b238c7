import type { OpenedContent } from '../core/exports/open-export.ts';
import { localDay } from '../core/school/calendar.ts';
import { composeCaseJson } from './compose-case-json.ts';
import { composeCasePdf } from './compose-case-pdf.ts';
import { composeIncidentLog } from './compose-incident-log.ts';
import { composeTransferPack } from './compose-transfer-pack.ts';
import type { ExportedFile } from './exported-file.ts';

/** Makes the file of what a link opened. */
export async function composeExport(content: OpenedContent): Promise<ExportedFile> {
  if (content.kind === 'incident-log') {
    const name = `${content.schoolId}-incident-log-${localDay(content.at)}.csv`;
    return { name, type: 'text/csv; charset=utf-8', body: await composeIncidentLog(content.pages) };
  }
  const { file } = content;
  const name = `${file.reference}-${content.kind}`;
  switch (content.kind) {
    case 'case-file':
      return { name: `${name}.pdf`, type: 'application/pdf', body: await composeCasePdf(file) };
    case 'case-data':
      return { name: `${name}.json`, type: 'application/json; charset=utf-8', body: composeCaseJson(file) };
    case 'transfer-pack':
      return { name: `${name}.zip`, type: 'application/zip', body: await composeTransferPack(file) };
  }
}
