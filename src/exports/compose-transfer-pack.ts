import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { CaseFile } from '../core/exports/case-file.ts';
import { composeCaseJson } from './compose-case-json.ts';
import { composeCasePdf } from './compose-case-pdf.ts';
import { composeReceipt } from './compose-receipt.ts';

/** What the next school gets: the file to read, the same for its own program, and the receipt it signs, in one zip file. */
export async function composeTransferPack(file: CaseFile): Promise<Buffer> {
  const files = [
    { name: `${file.reference}-case-file.pdf`, body: await composeCasePdf(file) },
    { name: `${file.reference}-case-file.json`, body: composeCaseJson(file) },
  ];
  const packed = files.map(({ name, body }) => ({ name, sha256: createHash('sha256').update(body).digest('hex') }));
  files.push({ name: `${file.reference}-receipt.pdf`, body: await composeReceipt(file, packed) });
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  for (const { name, body } of files) zip.addBuffer(body, name, { mtime: new Date(file.taken.at), mode: 0o100600 });
  zip.end();
  return buffer(zip.outputStream);
}
