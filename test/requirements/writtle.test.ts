import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CATEGORY_WORDS, TYPE_WORDS } from '../../cards/words.ts';
import { CATEGORIES, CONCERN_TYPES } from '../../src/core/incidents/taxonomy.ts';
import { CASE_CHANNEL, clearMessages, everybodyIn, openSchool, takeReached } from '../support/five-schools.ts';
import { type TestDesk, VALID_REPORT } from '../support/test-desk.ts';
import { notificationOf, only, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
const school = 'writtle-infant';

beforeAll(async () => {
  desk = await openSchool('writtle');
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

async function openedBy(who: string, reference: string) {
  return shown(await desk.presses(who, 'view-case', { case: await desk.caseIdOf(reference) }), 'case-detail');
}

describe('Writtle: reporting', () => {
  it('[W02] a report reaches exactly the head, who is the DSL, and the deputy', async () => {
    const receipt = await desk.reports('teacher');
    await desk.deliver();
    const told = desk.chat.sent.filter(({ view }) => view.name === 'case-card').map(({ to, target }) => [to, target]);
    expect(told.sort()).toEqual([
      ['person', 'deputy'],
      ['person', 'head'],
    ]);
    expect(takeReached(desk)).toEqual(['deputy', 'head']);
    expect(receipt.readers).toEqual(['Child Protection Officer', 'Deputy Child Protection Officer']);

    const data = { case: await desk.caseIdOf(receipt.reference) };
    for (const who of everybodyIn('writtle')) {
      const expected = who === 'head' || who === 'deputy' ? 'case-detail' : 'notice';
      expect(await desk.presses(who, 'view-case', data), who).toMatchObject({ view: { name: expected } });
    }
  });

  it('[W03] everybody on the staff can report and gets a receipt with a reference, recorded before it is said', async () => {
    const references = [];
    for (const who of everybodyIn('writtle')) {
      const form = shown(await desk.says(who, '/esafety report'), 'report-form');
      const reply = await desk.submits(who, 'report', { key: form.formKey }, VALID_REPORT);
      const receipt = shown(reply, 'receipt');
      expect(receipt.reference, who).toMatch(/^ES-2026-\d{4}$/);
      expect(wordsOf(receipt)).toContain(`Recorded as ${receipt.reference}`);
      expect(await desk.caseIdOf(receipt.reference), who).toBeTruthy();
      const mine = shown(await desk.says(who, 'mine'), 'my-reports');
      expect(
        mine.reports.map((report) => report.reference),
        who,
      ).toContain(receipt.reference);
      references.push(receipt.reference);
    }
    expect(new Set(references).size).toBe(everybodyIn('writtle').length);
  });

  it('[W04] a child on social networks is a safeguarding case, with the steps of the Child Protection policy', async () => {
    const { reference } = await desk.reports('teacher', { type: 'social_networking' });
    const detail = await openedBy('head', reference);
    expect(detail).toMatchObject({ handleAs: 'safeguarding', type: 'social_networking' });
    expect(detail.guidance).toMatchObject({ policy: 'Child Protection policy' });
    expect(wordsOf(detail)).toContain('Safeguarding');
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['deputy', 'head']);
  });
});

describe('Writtle: inappropriate material', () => {
  it('[W11] ICT lead and head are told of the address, and the ICT lead learns nothing of the child', async () => {
    const { reference } = await desk.reports('teacher', {
      category: 'content',
      what: 'Robin Invented saw a violent film on the class tablet.',
      urls: 'https://films.example/violent',
      device: 'Class tablet 3',
    });
    await desk.deliver();
    expect(only(desk.chat.toPerson('head'), 'hand-off')).toHaveLength(1);
    expect(only(desk.chat.toPerson('head'), 'case-card')).toHaveLength(1);
    const forIct = desk.chat.toPerson('ict');
    expect(forIct).toMatchObject([
      { name: 'hand-off', urls: ['hxxps://films[.]example/violent'], device: 'Class tablet 3' },
    ]);
    const words = forIct.map(wordsOf).join('\n');
    expect(words).toContain('hxxps://films[.]example/violent');
    expect(words + JSON.stringify(forIct)).not.toMatch(/Robin|Invented|Year 4|violent film|https:\/\/films/);
    expect(words).not.toContain(reference);
    const data = { case: await desk.caseIdOf(reference) };
    expect(await desk.presses('ict', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  });
});

describe('Writtle: what a notification says', () => {
  it('[W23] holds the reference alone: no category, no kind of concern, no name and no word of the story', async () => {
    await desk.addPlace(CASE_CHANNEL, ['head', 'deputy']);
    await desk.says('admin', '/esafety setup', { place: { kind: 'channel', key: CASE_CHANNEL, address: 'a' } });
    const texts: string[] = [];
    for (const category of CATEGORIES) {
      const { reference } = await desk.reports('teacher', {
        category,
        type: 'cyberbullying',
        what: 'Robin Invented was called a zebra.',
        childWords: 'They laughed at my zebra shoes.',
        urls: 'https://zebra.example/room',
      });
      await desk.deliver();
      const data = { case: await desk.caseIdOf(reference), key: `note-${category}` };
      await desk.presses('head', 'acknowledge', data);
      await desk.submits('head', 'note', data, { note: 'Rang the zebra family.' });
      await desk.deliver();
      const summaries = desk.chat.sent.map(({ view }) => notificationOf(view));
      expect(summaries.some((summary) => summary.includes(reference))).toBe(true);
      texts.push(
        ...desk.chat.sent.flatMap(({ to, view }) => [
          notificationOf(view),
          ...(to === 'person' ? [] : [wordsOf(view)]),
        ]),
      );
      desk.chat.sent.length = 0;
    }
    expect(texts.length).toBeGreaterThan(20);
    const forbidden = [...CATEGORIES, ...CONCERN_TYPES.filter((type) => type !== 'other'), 'Robin', 'Year 4', 'zebra'];
    const words = [...Object.values(CATEGORY_WORDS), TYPE_WORDS.cyberbullying, TYPE_WORDS.filter_failure];
    for (const text of texts) {
      for (const word of [...forbidden, ...words]) expect(text.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });
});

describe('Writtle: the log', () => {
  it('[W13] keeps every report: one sent twice over, one taken back, and one that leads to nothing', async () => {
    const first = await desk.reports('teacher', { what: 'The same thing, told twice.' });
    const second = await desk.reports('cleaner', { what: 'The same thing, told twice.' });
    const data = { case: await desk.caseIdOf(second.reference) };
    await desk.submits('head', 'note', { ...data, key: 'w1' }, { note: 'The reporter has taken this back.' });
    await desk.submits('head', 'note', { ...data, key: 'w2' }, { note: 'No further action: seen on television.' });
    const head = { personId: await desk.personId('head'), pupilCases: true };
    const log = await desk.program.store.incidentLog(school, head);
    const entries = (reference: string) => log.filter((row) => row.reference === reference).map((row) => row.entry);
    expect(entries(first.reference)).toEqual(['recorded']);
    expect(entries(second.reference)).toEqual(['recorded', 'note', 'note']);
    const detail = await openedBy('head', second.reference);
    expect(detail).toMatchObject({ status: 'new', what: 'The same thing, told twice.' });
    expect(detail.chronology.map((entry) => entry.text)).toEqual([
      null,
      'The reporter has taken this back.',
      'No further action: seen on television.',
    ]);
  });

  it.each([
    ['deleting a report', 'delete from cases'],
    ['deleting an entry', 'delete from chronology'],
    ['rewriting a report', "update cases set body_sealed = '\\x00'"],
    ['rewriting who reported it', 'update cases set reporter_id = gen_random_uuid()'],
    ['rewriting an entry', "update chronology set entry = 'nothing'"],
    ['emptying the log', 'truncate chronology'],
    ['rewriting the audit trail', "update audit_entries set action = 'nothing'"],
  ])('[W13] the database itself refuses the program %s', async (_, statement) => {
    const attempt = desk.program.database.inSchool(school, (tx) => tx.execute(sql.raw(statement)));
    await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('Writtle: the policy', () => {
  it('[W05] lists the policies it is a partner of', async () => {
    const view = shown(await desk.says('teacher', '/esafety policy'), 'policies');
    const words = wordsOf(view);
    for (const title of ['Child Protection', 'Communications', 'Code of Conduct', 'Data Protection']) {
      expect(view.schools[0]?.policies[0]?.linked.join()).toContain(title);
      expect(words).toContain(title);
    }
  });
});
