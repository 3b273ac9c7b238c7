import { describe, expect, it } from 'vitest';
import type { OpenedContent } from '../../src/core/exports/open-export.ts';
import { composeFile } from '../../src/exports/compose-file.ts';
import { invented } from './long-file.ts';
import { bodyText, readPdf } from './read-pdf.ts';

describe('the making of a file', () => {
  it('lays pages out while others are answered', async () => {
    let answered = 0;
    const others = setInterval(() => {
      answered += 1;
    }, 5);
    const { name, type, body } = await composeFile({ kind: 'case-file', file: invented() });
    clearInterval(others);
    expect([name, type]).toEqual(['ES-2026-0014-case-file.pdf', 'application/pdf']);
    expect(bodyText(readPdf(body))).toContain('Zsófia Ó Maolagáin-Æthelwine');
    expect(answered).toBeGreaterThan(10);
  });

  it('makes a log at once', async () => {
    const rows = [
      { reference: 'ES-2026-0001', at: new Date('2026-11-10T10:00:00Z'), entry: 'recorded', by: 'Staff lead' },
    ];
    async function* pages() {
      yield rows;
    }
    const log = { kind: 'incident-log' as const, schoolId: 'larkfield', at: new Date('2026-11-10T10:00:00Z') };
    const { name, body } = await composeFile({ ...log, pages: pages() });
    expect(name).toBe('larkfield-incident-log-2026-11-10.csv');
    expect(body.toString('utf8')).toContain('ES-2026-0001,10/11/2026,10:00,Recorded,Staff lead');
  });

  it('rejects when it cannot be made, and when it takes too long', async () => {
    await expect(composeFile({ kind: 'case-file' } as OpenedContent)).rejects.toThrow();
    await expect(composeFile({ kind: 'case-file', file: invented() }, 1)).rejects.toThrow('too long');
  });
});
