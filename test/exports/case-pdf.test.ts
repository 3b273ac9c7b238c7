import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { MARKING } from '../../src/core/exports/case-file.ts';
import { composeCasePdf } from '../../src/exports/compose-case-pdf.ts';
import { HARD_NAMES, invented, longText } from './long-file.ts';
import { bodyOf, bodyText, type ReadPdf, readPdf } from './read-pdf.ts';

const note = (text: string, minute = 0) => ({
  at: new Date(Date.UTC(2026, 10, 10, 8, minute)).toISOString(),
  by: 'Staff lead',
  entry: 'note',
  facts: {},
  text,
});
const print = async (...given: Parameters<typeof invented>): Promise<ReadPdf> =>
  readPdf(await composeCasePdf(invented(...given)));

describe('a case file as PDF', () => {
  let file: ReadPdf;
  let text: string;
  beforeAll(async () => {
    file = await print();
    text = bodyText(file);
  });

  it('carries the marking, the reference and its page number on every page', async () => {
    const long = await print({ chronology: [note(longText(20_000))] });
    for (const { pages } of [file, long]) {
      expect(pages.length).toBeGreaterThan(2);
      pages.forEach((lines, index) => {
        const [header, footer] = [lines.filter(({ y }) => y > 790), lines.filter(({ y }) => y < 66)];
        expect(header.map((line) => line.text)).toEqual([MARKING]);
        const foot = footer.map((line) => line.text).join(' ');
        expect(foot).toContain(MARKING);
        expect(foot).toContain('Case file ES-2026-0014');
        expect(foot).toContain(`Page ${index + 1} of ${pages.length}`);
      });
    }
  });

  it('says on its cover which case it is, of which school, and who took it out when', () => {
    const cover = bodyOf(file.pages[0] ?? [])
      .map((line) => line.text)
      .join(' ');
    for (const said of [
      'ES-2026-0014',
      'Larkfield Primary School',
      'Staff lead',
      'Tuesday 10 November 2026, 10.00\u00a0am',
    ])
      expect(cover).toContain(said);
  });

  it('has every part of the case, the child’s own words apart from the report', () => {
    const parts = [
      'Summary',
      'The report, in the reporter’s words A pupil showed me messages',
      'The child’s own words “He said not to tell anybody.”',
      'Who is involved',
      'Addresses hxxps://chat[.]example/room/1',
      'Chronology',
      'Decisions',
      'Checklist',
      'Tasks',
      'Referrals and disclosures',
      'Linked cases ES-2026-0009',
      'Who saw or changed the case',
    ];
    const found = parts.map((part) => text.indexOf(part));
    expect(found.filter((at) => at < 0)).toEqual([]);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });

  it('[X12] says who saw, changed and took out the case how often, and when first and last', () => {
    expect(text).toMatch(/Who ?Seen ?Changed ?Taken out ?First ?Last Staff lead ?4 ?6 ?1 ?Monday 9 November/);
  });

  it('[A33] shows of each disclosure its recipient, its purpose and what was shared', () => {
    for (const said of [
      /Recipient ?Duty worker, Children’s social care \(MASH\)/,
      /Purpose ?To protect the child\./,
      /What was shared ?The report and the chronology\./,
      /Their reference ?M-4711/,
      /Recipient ?Detective sergeant of the county force/,
      /Purpose ?A criminal investigation\./,
      /Answer ?None yet/,
    ])
      expect(text).toMatch(said);
  });

  it('shows decisions with their reasons, the one not to refer among them, and steps with who settled them', () => {
    expect(text).toMatch(
      /Closed, by Staff lead Outcome ?No further action Why it was not referred ?Early help knows of it already\./,
    );
    expect(text).toContain('Nothing more can be done in school.');
    expect(text).toMatch(/Not needed ?Monday 9 November 2026, 4.52\s?pm, by Staff lead/);
    expect(text).toContain('Reason: Nobody knows who it is.');
    expect(text).toMatch(/Report it to CEOP\. ?Open/);
  });

  it('says "Nothing recorded" where a part has no content', async () => {
    const empty = bodyText(
      await print({
        addresses: [],
        referrals: [],
        tasks: [],
        disclosures: [],
        notFetched: [],
        linked: [],
        decisions: [],
      }),
    );
    for (const part of ['Addresses', 'Decisions', 'Tasks', 'Referrals and disclosures', 'Linked cases'])
      expect(empty).toContain(`${part} Nothing recorded.`);
  });

  it('names nobody in its properties and outline', () => {
    expect(file.properties).toContain('Case file ES-2026-0014');
    for (const name of ['Staff', 'lead', 'Zs', 'Larkfield', 'pdfmake']) expect(file.properties).not.toContain(name);
  });

  it('prints the names people have', async () => {
    const people = HARD_NAMES.map((name) => ({
      part: 'involved' as const,
      name,
      details: null,
      birthDate: null,
      pupilId: null,
    }));
    const named = bodyText(await print({ people }));
    for (const name of HARD_NAMES) expect(named).toContain(`Involved: ${name.normalize('NFC')}`);
  });

  it('marks what the font cannot draw instead of losing it', async () => {
    const what = 'She wrote 😀 and 我 and \u202e and \u0000.';
    const { report } = invented();
    expect(bodyText(await print({ report: { ...report, what } }))).toContain(
      'She wrote [U+1F600] and [U+6211] and [U+202E] and [U+0000].',
    );
  });

  it('lets long accounts and notes flow over as many pages as they need, without losing a word', async () => {
    const told = longText(10_000);
    const { report } = invented();
    const notes = Array.from({ length: 12 }, (_, minute) => note(`Note ${minute}. ${longText(4_000)}`, minute));
    const long = bodyText(await print({ report: { ...report, what: told, childWords: told }, chronology: notes }));
    const whole = told.replace(/\s+/g, ' ');
    expect(long.split(whole).length - 1).toBe(2);
    for (const { text: written } of notes) expect(long).toContain(written.replace(/\s+/g, ' '));
  });

  it('breaks a word that is wider than the page', async () => {
    const word = `${'W'.repeat(500)}${'i'.repeat(500)}`;
    const [, ...others] = (await print({ chronology: [note(word)] })).pages;
    const printed = others.flatMap((lines) => bodyOf(lines).map((line) => line.text.trim())).join('');
    expect(printed).toContain(word);
  });

  it('leaves no heading alone at the foot of a page, wherever the page ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 6 }),
        async (lengths) => {
          const { pages } = await print({
            chronology: lengths.map((length, minute) => note(longText(length), minute)),
            addresses: lengths.map((length) => `hxxps://chat[.]example/${length}`),
          });
          for (const lines of pages) {
            const body = bodyOf(lines);
            // A page of nothing but a header would be lost paper.
            expect(body.length).toBeGreaterThan(0);
            const last = body.at(-1);
            expect(last?.bold, last?.text).toBe(false);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
