import type { OpenedContent } from '../core/exports/open-export.ts';
import { localDay } from '../core/school/calendar.ts';
import { composeCaseJson } from './compose-case-json.ts';
import { composeCasePdf } from './compose-case-pdf.ts';
import { composeCertificate } from './compose-certificate.ts';
import { composeDigestPdf } from './compose-digest-pdf.ts';
import { composeIncidentLog } from './compose-incident-log.ts';
import { composeTrainingRegister } from './compose-training-register.ts';
import { composeTransferPack } from './compose-transfer-pack.ts';
import type { ExportedFile } from './exported-file.ts';

/** Makes the file of what a link opened. */
export async function composeExport(content: OpenedContent): Promise<ExportedFile> {
  if (content.kind === 'incident-log') {
    const name = `${content.schoolId}-incident-log-${localDay(content.at)}.csv`;
    return { name, type: 'text/csv; charset=utf-8', body: await composeIncidentLog(content.pages) };
  }
  if (content.kind === 'governors-digest') {
    const name = `${content.digest.content.schoolId}-governors-digest-${content.digest.content.period.key.replaceAll('/', '-')}`;
    return { name: `${name}.pdf`, type: 'application/pdf', body: await composeDigestPdf(content.digest) };
  }
  if (content.kind === 'training-register') {
    const name = `${content.schoolId}-training-register-${localDay(content.at)}.csv`;
    return { name, type: 'text/csv; charset=utf-8', body: composeTrainingRegister(content.lines) };
  }
  if (content.kind === 'certificate') {
    const { schoolId, year } = content.certificate;
    const body = await composeCertificate(content.certificate);
    return { name: `${schoolId}-certificate-${year}.pdf`, type: 'application/pdf', body };
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
