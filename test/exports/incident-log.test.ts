import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeIncidentLog } from '../../src/exports/compose-incident-log.ts';

const row = (by: string, entry = 'note') => ({
  reference: 'ES-2026-0001',
  at: new Date('2026-07-01T09:05:00Z'),
  entry,
  by,
});
const read = (csv: Buffer): string[][] => parse(csv, { bom: true });

describe('the incident log as a spreadsheet', () => {
  it('has number, day, time, action and by whom, in the school’s own time', async () => {
    expect(read(await composeIncidentLog([[row('Zsófia Ó Maolagáin', 'acknowledged')]]))).toEqual([
      ['Number', 'Date', 'Time', 'Action', 'By whom', 'For whom', 'Why'],
      ['ES-2026-0001', '01/07/2026', '10:05', 'Acknowledged', 'Zsófia Ó Maolagáin', '', ''],
    ]);
  });

  it('begins with the mark by which Excel knows UTF-8', async () => {
    expect((await composeIncidentLog([])).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it.each(['=1+1', '+44', '-2', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\u200b=1', '＝1', '|cmd'])(
    'does not let %j be taken for a formula',
    async (by) => {
      expect(read(await composeIncidentLog([[row(by)]]))[1]?.[4]).toBe(`'${by}`);
    },
  );

  it('gives every name back as it was, or with an apostrophe before what could be a formula', async () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.stringMatching(/^[=+\-@\t\r\n ]{1,3}["',\n a-z]{0,10}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 8 }), async (names) => {
        const cells = read(await composeIncidentLog([names.map((by) => row(by))])).slice(1);
        expect(cells.length).toBe(names.length);
        cells.forEach((line, index) => {
          const [cell = '', given = ''] = [line[4], names[index]];
          expect([given, `'${given}`]).toContain(cell);
          expect(cell).not.toMatch(/^\s*[=+\-@\t\r\n]/);
        });
      }),
    );
  });
});
