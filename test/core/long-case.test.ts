import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDialog } from '../../adapters/teams/message.ts';
import { describe as describeView } from '../../cards/describe.ts';
import type { CaseDetailView } from '../../src/core/case-views.ts';
import { choosePage } from '../../src/core/incidents/case-pages.ts';
import { REPORT_LIMITS } from '../../src/core/incidents/report-form.ts';
import { TEXT_LIMIT as NOTE_LIMIT } from '../../src/core/incidents/steps/note.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown, wordsOf } from '../support/views.ts';

/** What costs most to carry: quotation marks, emoji, accents, many short lines. */
const fill = (length: number, sample: string): string =>
  sample.repeat(Math.ceil(length / sample.length)).slice(0, length);
const SAMPLES = {
  ordinary: 'She said “no” and "stop" \\ é 🦜 then she left. ',
  quotes: '"',
  lines: 'a\n',
  dots: '.\n',
};

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

async function reportFilled(sample: string): Promise<string> {
  const filled = Object.entries(REPORT_LIMITS).map(([id, limit]) => [id, `x${fill(limit - 2, sample)}x`]);
  const { reference } = await desk.reports('teacher', Object.fromEntries(filled));
  return desk.caseIdOf(reference);
}

async function open(caseId: string, before: Record<string, string> = {}): Promise<CaseDetailView> {
  return shown(await desk.presses('lead', 'view-case', { case: caseId, ...before }), 'case-detail');
}

function dataOf(view: CaseDetailView, label: RegExp): Record<string, string> | undefined {
  const card = describeView(view);
  return card.kind === 'card' ? card.actions.find((action) => label.test(action.label))?.data : undefined;
}

/** Turns pages as a reader would, and draws each for Teams, which throws where it is too large. */
async function turn(from: CaseDetailView, label: RegExp): Promise<CaseDetailView[]> {
  const views = [from];
  for (let view = from; ; ) {
    makeDialog(describeView(view));
    const data = dataOf(view, label);
    if (!data) return views;
    view = await open(from.caseId, data);
    views.push(view);
    expect(views.length).toBeLessThan(100);
  }
}

const OLDER = /^(Older entries|Rest of the report)$/;
const NEWER = /^(Newer entries|Back to the report)$/;
const numbersOf = ({ page }: CaseDetailView): number[] =>
  Array.from({ length: page.last - page.first + 1 }, (_, index) => page.first + index);

describe('a case with the longest report and thirty of the longest notes', () => {
  it.each(Object.entries(SAMPLES))('can be read to its end by turning pages (%s)', async (_, sample) => {
    const caseId = await reportFilled(sample);
    for (let number = 1; number <= 30; number += 1) {
      const note = `Note ${number}:${fill(NOTE_LIMIT - 20, sample)}.`;
      await desk.submits('lead', 'note', { case: caseId, key: `${caseId}-${number}` }, { note });
    }
    const views = await turn(await open(caseId), OLDER);
    const all = Array.from({ length: 31 }, (_unused, index) => index + 1);
    expect(views.flatMap(numbersOf).sort((a, b) => a - b)).toEqual(all);
    const notes = views.flatMap((view) => view.chronology.map((entry) => entry.text?.split(':')[0] ?? entry.entry));
    expect(notes.sort()).toEqual(['recorded', ...all.slice(0, 30).map((number) => `Note ${number}`)].sort());
    const words = views.map(wordsOf).join('\n');
    for (const title of ['What happened', 'Who is involved', 'The child’s own words', 'Where it was seen'])
      expect(words.split(title)).toHaveLength(2);
    expect(words).toMatch(/Entr(y|ies) \d+( to \d+)? of 31/);

    const back = await turn(views.at(-1) as CaseDetailView, NEWER);
    expect(back.map(({ page }) => page).reverse()).toEqual(views.map(({ page }) => page));
  });

  it('is audited once for each page that was opened', async () => {
    const count = async (): Promise<number> => {
      const { sql } = await import('drizzle-orm');
      return desk.program.database.inSchool(
        DEMO_SCHOOL,
        async (tx) => (await tx.execute(sql`select 1 from audit_entries where action = 'case.viewed'`)).length,
      );
    };
    const caseId = await reportFilled(SAMPLES.quotes);
    const before = await count();
    const views = await turn(await open(caseId), OLDER);
    expect(views.length).toBeGreaterThan(1);
    expect((await count()) - before).toBe(views.length);
  });
});

describe('the pages of a case', () => {
  it('are one where everything fits', async () => {
    const { reference } = await desk.reports('teacher');
    const view = await open(await desk.caseIdOf(reference));
    expect(view.page).toEqual({ account: 'whole', first: 1, last: 1, total: 1, older: null, newer: null });
    expect(wordsOf(view)).not.toMatch(/entries|Entry/);
  });

  it('leave no gap when an entry is added while somebody reads', () => {
    const sizes = Array.from({ length: 12 }, () => 5_000);
    const { older } = choosePage('{}', sizes);
    const next = choosePage('{}', [...sizes, 5_000], older?.before);
    expect(next.last).toBeGreaterThanOrEqual(Number(older?.before) - 1);
    expect(next.first).toBeLessThanOrEqual(Number(older?.before) - 1);
  });

  it.each(['x', '-1', '0', '999', '1.5', 'rest'])('begin at the first where nobody knows the page %s', (before) => {
    expect(choosePage('{}', [50], before)).toMatchObject({ account: 'whole', first: 1, last: 1 });
  });
});
