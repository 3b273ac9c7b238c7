import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRecordsCsv } from '../../../src/config/records-csv.ts';
import { createOpenExport, type OpenedContent } from '../../../src/core/exports/open-export.ts';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import type { Reply } from '../../../src/core/replies.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import { dueTraining } from '../../../src/core/training/due-training.ts';
import { composeFile } from '../../../src/exports/compose-file.ts';
import { importRecords } from '../../../src/import-records.ts';
import { loadFirst } from '../../config/example-profiles.ts';
import type { TestDesk, TestPerson } from '../../support/test-desk.ts';
import { only, optionsOf, shown, wordsOf } from '../../support/views.ts';
import { openReadingDesk, type ReadingDesk } from './reading-desk.ts';

const AGREEMENT = 'Online Safety Agreement Form for School Staff';
const [ANDREW, MILVERTON] = ['st-andrews-ce-junior', 'milverton-primary'];

const PEOPLE: TestPerson[] = [
  { who: 'a-head', roles: ['head'], school: ANDREW },
  { who: 'a-office', roles: ['office'], group: 'office', school: ANDREW },
  { who: 'a-teacher', roles: ['class_teacher'], school: ANDREW, startsOn: '2019-09-01' },
  { who: 'both', roles: ['staff'], group: 'support', school: ANDREW },
  { who: 'both', roles: ['staff'], group: 'support', school: MILVERTON },
  { who: 'm-head', roles: ['head'], school: MILVERTON },
  { who: 'm-teacher', roles: ['class_teacher'], school: MILVERTON },
  { who: 'm-leaver', roles: ['staff'], group: 'lunch', school: MILVERTON, endsOn: '2026-08-31' },
];

let desk: TestDesk;
let year: ReadingDesk;
beforeAll(async () => {
  const milverton = loadFirst('milverton');
  const documents = [{ title: AGREEMENT, version: '5', url: 'https://milverton.example/agreement' }];
  const profiles: SchoolProfile[] = [loadFirst('st-andrews'), { ...milverton, documents, classes: ['Year 3'] }];
  year = await openReadingDesk({ profiles, people: PEOPLE, at: '2026-08-31T09:00:00Z' });
  desk = year.desk;
});
afterAll(() => desk.close());

/** What stands behind the link and the code somebody was shown; the link is used up. */
async function openFile(reply: Reply): Promise<OpenedContent> {
  const { url, code } = shown(reply, 'export-ready');
  const open = createOpenExport(desk.program.desk, desk.program.desk.exports);
  const opened = await open(new URL(url).searchParams.get('t') ?? '', code);
  if (!opened || !(await opened.useUp())) throw new Error('the link did not open');
  return opened.content;
}

const fetchFile = async (reply: Reply) => composeFile(await openFile(reply));

const csv = (lines: string[]): string => ['email,kind,title,version,date,source,certificate', ...lines].join('\n');

describe('records kept elsewhere', () => {
  it('tells what is wrong with a list, line by line, and imports nothing of it', async () => {
    const { errors } = parseRecordsCsv(
      csv([
        'no address,paper,,,31/06/2026,,',
        'm-head@school.example,course,Online safety update,2,01/06/2026,,',
        'too,few',
      ]),
    );
    expect(errors.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 email',
      '2 kind',
      '2 title',
      '2 date',
      '3 version',
      '4 ',
    ]);
    expect(parseRecordsCsv('email,kind,titel,date\n').errors.map(({ message }) => message)).toEqual([
      "there is no column 'titel'; did you mean 'title'?",
      "the column 'title' is missing; add it to the heading",
    ]);
    const { rows } = parseRecordsCsv(
      csv([
        'nobody@school.example,course,Online safety update,,01/06/2026,,',
        'm-head@school.example,course,Online safety update,,2027-06-01,,',
      ]),
    );
    const milverton = desk.profiles[1] as SchoolProfile;
    await expect(importRecords(desk.program, milverton, rows, { dryRun: false })).rejects.toThrow(
      /line 2, email: nobody on the staff list.*\n.*line 3, date: this day lies in the future/,
    );
  });

  it('[M23] counts a signature given in another tool, and takes name, version and time out as a list', async () => {
    desk.clock.set('2026-09-01T07:00:00Z');
    const { rows } = parseRecordsCsv(
      csv([
        `m-teacher@school.example,document,${AGREEMENT},5,2026-09-01,Weduc,`,
        'm-teacher@school.example,course,Online safety update,,12/01/2026,Weduc,C-17',
        'm-head@school.example,document,An older form,1,2026-09-01,,',
      ]),
    );
    const milverton = desk.profiles[1] as SchoolProfile;
    const dry = await importRecords(desk.program, milverton, rows, { dryRun: true });
    expect(dry).toMatchObject({ acknowledgements: 2, courses: 1, unknownTitles: ['An older form'] });
    expect((await year.listOf('m-teacher')).documents[0]?.done).toBe(false);
    const done = { dryRun: false };
    expect(await importRecords(desk.program, milverton, rows, done)).toMatchObject({ acknowledgements: 2, courses: 1 });
    expect(await importRecords(desk.program, milverton, rows, done)).toMatchObject({ acknowledgements: 0, courses: 0 });
    const list = await year.listOf('m-teacher');
    expect(list.documents[0]).toMatchObject({ document: AGREEMENT, version: '5', done: true });
    expect(list.courses).toMatchObject([{ state: 'done', dueOn: '2027-01-12' }]);

    const { documents } = await year.listOf('m-head');
    const data = { document: documents[0]?.documentId ?? '', key: 'sign' };
    for (let times = 0; times < 2; times += 1)
      shown(await desk.submits('m-head', 'acknowledge-document', data, { understood: 'yes' }), 'own-list');
    expect(shown(await desk.presses('m-teacher', 'training-file', {}), 'notice').notice).toBe('not-allowed');
    const file = await fetchFile(await desk.presses('m-head', 'training-file', {}));
    expect(file.name).toBe('milverton-primary-training-register-2026-09-01.csv');
    expect(file.body.toString('utf8').split('\r\n')).toEqual([
      '\uFEFFName,Group,Kind,Title,Version,School year,Date,Time,Recorded,Source,Certificate',
      `Staff m-head,Teachers,Document,${AGREEMENT},5,2026-27,01/09/2026,08:00,Here,,`,
      'Staff m-head,Teachers,Document,An older form,1,2026-27,01/09/2026,,In another tool,another tool,',
      `Staff m-teacher,Teachers,Document,${AGREEMENT},5,2026-27,01/09/2026,,In another tool,Weduc,`,
      'Staff m-teacher,Teachers,Course,Online safety update,,2025-26,12/01/2026,,In another tool,Weduc,C-17',
      '',
    ]);
  });
});

it('takes over a list of a whole trust, which one statement could not carry', async () => {
  const personId = await desk.personId('m-head', MILVERTON);
  const one = { personId, document: 'An older form', version: '1', year: '2026-27', at: desk.clock.now() };
  const many = Array.from({ length: 9_000 }, () => ({ ...one, how: 'import' as const, source: null }));
  const { training } = desk.program.store;
  const lists = { acknowledgements: many, courses: [] };
  expect((await training.importRecords(MILVERTON, lists, one.at)).acknowledgements).toBe(0);
});

describe('what everybody reads each year', () => {
  it('sends one card to everybody in the first week, whatever he misses, and once however many replicas look', async () => {
    await year.goOn('2026-09-01');
    expect(year.sentTo('m-teacher')).toMatchObject([{ why: 'yearly', induction: false }]);
    expect(year.sentTo('m-leaver')).toEqual([]);
    expect(
      year
        .sentTo('both')
        .map(({ schoolId }) => schoolId)
        .sort(),
    ).toEqual([MILVERTON, ANDREW].sort());
    // Somebody who was there long before is no new starter.
    expect(year.sentTo('a-teacher')).toMatchObject([{ why: 'yearly', induction: false }]);
    desk.chat.sent.length = 0;
    await Promise.all([1, 2].map(() => createRemindSchools(desk.program.desk, [dueTraining])()));
    await desk.deliver();
    expect(desk.chat.sent).toEqual([]);
  });

  it('reminds after a week and after three, and then tells the head each week', async () => {
    await year.goOn('2026-09-07');
    expect(desk.chat.sent).toEqual([]);
    await year.goOn('2026-09-08');
    expect(year.sentTo('a-teacher')).toMatchObject([{ why: 'nudge' }]);
    // The clock was set back, and then the program was down on the day itself.
    await year.goOn('2026-09-04');
    expect(desk.chat.sent).toEqual([]);
    await year.goOn('2026-09-24');
    expect(year.sentTo('a-teacher')).toMatchObject([{ why: 'nudge' }]);
    expect(only(desk.chat.toPerson('a-head'), 'training-board')).toMatchObject([{ weekly: true }]);
    await year.goOn('2026-09-25');
    expect(desk.chat.sent).toEqual([]);
    await year.goOn('2026-09-28');
    expect(desk.chat.sent.map(({ target, view }) => `${target} ${view.name}`).sort()).toEqual([
      'a-head training-board',
      'm-head training-board',
    ]);
  });

  it('asks the office to count what families sign, with the same card', async () => {
    const list = await year.listOf('a-office');
    expect(list.families).toEqual(['AUP']);
    expect(wordsOf(list)).toContain('Only the numbers are kept.');
    expect((await year.listOf('both', ANDREW)).families).toEqual([]);
  });

  it('counts a class of the school alone, so that no name of a child is kept as one', async () => {
    const form = shown(await desk.opens('m-teacher', 'class-count'), 'desk-form');
    const values = { document: optionsOf(form, 'document')[0] ?? '', audience: 'pupils', signed: '1', total: '1' };
    const named = { ...values, class: 'Pippin T.' };
    const refused = await desk.submits('m-teacher', 'class-count', { key: 'pupil' }, named);
    expect(Object.keys(shown(refused, 'desk-form').errors)).toEqual(['class']);
    const counted = await desk.submits('m-teacher', 'class-count', { key: 'class' }, { ...values, class: 'Year 3' });
    expect(shown(counted, 'notice').notice).toBe('class-counted');
  });

  it('asks again once a new version holds, and leaves no old one to be signed', async () => {
    const before = await year.listOf('m-teacher');
    const milverton = desk.profiles[1] as SchoolProfile;
    const documents = [{ title: AGREEMENT, version: '6', url: 'https://milverton.example/agreement' }];
    const changed = { ...milverton, documents };
    const { saveSchool } = await import('../../../src/store/school-registry.ts');
    await saveSchool(desk.program.database, desk.program.keys, changed, desk.clock.now());
    await desk.program.schools.reload();
    await year.goOn('2026-10-06');
    expect(year.sentTo('m-teacher')).toMatchObject([{ why: 'new-version' }]);
    expect(year.sentTo('m-teacher')[0]?.documents[0]).toMatchObject({ version: '6', done: false });
    const stale = { document: before.documents[0]?.documentId ?? '' };
    shown(await desk.opens('m-teacher', 'acknowledge-document', stale), 'own-list');
    const refused = await desk.submits(
      'm-teacher',
      'acknowledge-document',
      { ...stale, key: 'k' },
      { understood: 'yes' },
    );
    expect(shown(refused, 'desk-form').problem).toBe('not-served');
  });

  it('[A23] reminds the staff of their yearly update once in each academic year', async () => {
    const [first] = desk.profiles as [SchoolProfile];
    expect(first.training[0]).toMatchObject({ name: 'E-safety for their role', counted: 'academic-year' });
    const form = shown(await desk.opens('a-office', 'record-training'), 'desk-form');
    const course = form.choices.course?.find(({ label }) => label === 'E-safety for their role')?.value ?? '';
    const values = { course, day: '2026-10-05', group: 'teachers' };
    shown(await desk.submits('a-office', 'record-training', { key: 'inset' }, values), 'notice');
    const state = async () => (await year.listOf('a-teacher')).courses[0]?.state;
    expect(await state()).toBe('done');
    await year.goOn('2027-08-31');
    expect(await state()).toBe('done');
    await year.goOn('2027-09-01');
    expect(await state()).toBe('due');
    expect(year.sentTo('a-teacher')).toMatchObject([{ why: 'yearly' }]);
    await year.goOn('2027-09-02');
    expect(year.sentTo('a-teacher')).toEqual([]);
  });
});

describe('an induction somebody begins by hand', () => {
  it('sends the pack at once, nudges by itself, and is over once all is done', async () => {
    const form = shown(await desk.opens('a-office', 'induct'), 'desk-form');
    const person = await desk.personId('both', ANDREW);
    desk.chat.sent.length = 0;
    for (const key of ['one', 'two'])
      shown(await desk.submits('a-office', 'induct', { ...form.data, key }, { person }), 'notice');
    await desk.deliver();
    expect(year.sentTo('both')).toMatchObject([{ why: 'start', induction: true }]);
    await year.goOn('2027-09-03');
    expect(year.sentTo('both')).toMatchObject([{ why: 'nudge' }]);
    for (const { documentId, done } of (await year.listOf('both', ANDREW)).documents) {
      const data = { document: documentId, key: documentId };
      if (!done) shown(await desk.submits('both', 'acknowledge-document', data, { understood: 'yes' }), 'own-list');
    }
    expect((await year.listOf('both', ANDREW)).induction).toBe(false);
    expect(shown(await desk.opens('a-teacher', 'induct'), 'notice').notice).toBe('not-allowed');
  });

  it('makes a certificate for the person himself, and for the head of anybody', async () => {
    const own = await fetchFile(
      await desk.presses('both', 'training-file', { school: ANDREW ?? '', kind: 'certificate' }),
    );
    expect(own.name).toBe('st-andrews-ce-junior-certificate-2027-28.pdf');
    expect(own.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(own.body.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    const person = await desk.personId('both', ANDREW);
    const asked = await desk.submits('a-head', 'certificate', { key: 'c' }, { person });
    const content = await openFile(asked);
    expect(content.kind === 'certificate' && content.certificate).toMatchObject({
      name: 'Staff both',
      year: '2027-28',
    });
    expect(shown(await desk.opens('a-office', 'certificate'), 'notice').notice).toBe('not-allowed');
  });
});
