import { describe, expect, it } from 'vitest';
import { writeChartAlt } from '../../cards/digest-charts.ts';
import { writeAllTables } from '../../cards/digest-tables.ts';
import { writeMedian } from '../../cards/digest-words.ts';
import { composeDigestPdf } from '../../src/exports/compose-digest-pdf.ts';
import { composeFile } from '../../src/exports/compose-file.ts';
import { sampleContent, sampleDigest } from '../support/sample-digest.ts';
import { bodyText, readPdf } from './read-pdf.ts';

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('a governors’ digest as PDF', () => {
  it('[W14] says on two pages what the tables say, and hides what they hide', async () => {
    const { name, type, body } = await composeFile({ kind: 'governors-digest', digest: sampleDigest() });
    expect([name, type]).toEqual(['larkfield-demo-governors-digest-2026-27-1-autumn.pdf', 'application/pdf']);
    const pdf = readPdf(body);
    expect(pdf.pages).toHaveLength(2);
    const text = flat(bodyText(pdf));
    for (const { title, rows, note } of writeAllTables(sampleContent())) {
      expect(text).toContain(flat(title));
      for (const [, figure] of rows) expect(text).toContain(figure);
      if (note) expect(text).toContain(note);
    }
    expect(text).toContain('Safeguarding update');
    expect(text).toContain('84% of 53 people');
    expect(text).toContain('Acceptable use agreement');
    expect(text).toContain('Tell parents early, by telephone.');
    expect(text).toContain('Demo: this school works with invented data only.');
  });

  it('bears its marking and its number on each page, and no name in its properties', async () => {
    const pdf = readPdf(await composeDigestPdf(sampleDigest({ state: 'draft' })));
    for (const [index, page] of pdf.pages.entries()) {
      const lines = page.map(({ text }) => text);
      expect(lines.filter((line) => line.includes('GOVERNORS – ANONYMISED')).length).toBeGreaterThan(1);
      expect(lines.join(' ')).toContain(`Page ${index + 1} of ${pdf.pages.length}`);
    }
    expect(flat(bodyText(pdf))).toContain('Draft: not approved yet.');
    expect(pdf.properties).not.toContain('OFFICIAL-SENSITIVE');
  });

  it('says of which version figures are that a correction left', async () => {
    const content = sampleContent();
    const corrected = {
      ...content,
      version: 2,
      correction: { ofVersion: 1, ofDay: '2026-12-08', totalKept: false },
    };
    const text = flat(bodyText(readPdf(await composeDigestPdf(sampleDigest({ version: 2, content: corrected })))));
    expect(writeChartAlt(corrected, 'category')).toContain('Autumn term 2026 (as in version 1).');
    expect(writeChartAlt(corrected, 'trend')).toContain('(Autumn term 2026 as in version 1).');
    expect(writeMedian(corrected)).toBe('within 1 hour (as in version 1)');
    expect(text).toContain('2026 (as in');
    expect(text.match(/As in version 1, of 68 in/g)?.length).toBeGreaterThan(3);
    expect(text.match(/As in version 1: they are not counted anew/g)).toHaveLength(2);
  });

  it('stays on two pages however much there is to say', async () => {
    const content = sampleContent();
    const measure = content.training[0];
    const many = Array.from({ length: 25 }, (_, at) => ({
      ...measure,
      key: `${at}`,
      title: `A course with a long name, number ${at}`,
    }));
    const policies = Array.from({ length: 40 }, (_, at) => ({
      title: at === 39 ? 'Overdue' : `A policy with quite a long name, number ${at}`,
      version: `${at}`,
      dueOn: '2026-10-01',
      status: at === 39 ? ('overdue' as const) : ('in-date' as const),
    }));
    const lessons = Array.from(
      { length: 6 },
      (_, at) => `Lesson ${at}: ${'we would do it again in this way, '.repeat(8)}`,
    );
    const long = {
      ...content,
      training: many as typeof content.training,
      acknowledgements: many as typeof content.training,
      policies,
      lessons,
    };
    const pdf = readPdf(await composeDigestPdf(sampleDigest({ content: long })));
    expect(pdf.pages).toHaveLength(2);
    const text = flat(bodyText(pdf));
    expect(text).toContain('Overdue (39)');
    expect(text).toMatch(/And \d+ more\./);
    expect(text).toContain('Lesson 5');
  });
});
