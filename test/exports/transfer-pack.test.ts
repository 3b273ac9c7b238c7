import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { composeExport } from '../../src/exports/compose-export.ts';
import { HARD_NAMES, invented } from './long-file.ts';
import { bodyText, readPdf } from './read-pdf.ts';
import { readZip } from './read-zip.ts';

describe('the pack for the next school', () => {
  it('holds the file to read, the same for a program, and a receipt of one page with the fingerprints of both', async () => {
    const { name, type, body } = await composeExport({ kind: 'transfer-pack', file: invented() });
    expect([name, type]).toEqual(['ES-2026-0014-transfer-pack.zip', 'application/zip']);
    const files = readZip(body);
    expect([...files.keys()]).toEqual([
      'ES-2026-0014-case-file.pdf',
      'ES-2026-0014-case-file.json',
      'ES-2026-0014-receipt.pdf',
    ]);
    expect(JSON.parse(files.get('ES-2026-0014-case-file.json')?.toString('utf8') ?? '')).toEqual(invented());
    expect(bodyText(readPdf(files.get('ES-2026-0014-case-file.pdf') as Buffer))).toContain(HARD_NAMES[0]);
    const receipt = readPdf(files.get('ES-2026-0014-receipt.pdf') as Buffer);
    expect(receipt.pages.length).toBe(1);
    const text = bodyText(receipt);
    for (const said of [
      'Receipt for a case file',
      'ES-2026-0014',
      'Larkfield Primary School',
      'Signature',
      'Received on',
    ])
      expect(text).toContain(said);
    for (const file of ['ES-2026-0014-case-file.pdf', 'ES-2026-0014-case-file.json'])
      expect(text).toContain(
        createHash('sha256')
          .update(files.get(file) as Buffer)
          .digest('hex'),
      );
    // It lies about while it waits for a signature: it names no child.
    for (const { name: child } of invented().people) expect(text).not.toContain(child);
  });
});

describe('a case as data', () => {
  it('says its format, and names nobody in the name of the file', async () => {
    const { name, type, body } = await composeExport({ kind: 'case-data', file: invented() });
    expect([name, type]).toEqual(['ES-2026-0014-case-data.json', 'application/json; charset=utf-8']);
    expect(JSON.parse(body.toString('utf8'))).toMatchObject({
      format: 'esafety-case-file/1',
      marking: 'OFFICIAL-SENSITIVE',
      reference: 'ES-2026-0014',
    });
  });
});
