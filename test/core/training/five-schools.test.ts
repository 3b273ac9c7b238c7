import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfile } from '../../../src/config/load-profile.ts';
import { shareByGroup } from '../../../src/core/digests/share-by-group.ts';
import type { StaffGroup } from '../../../src/core/people/staff-row.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import type { OwnListView } from '../../../src/core/training-views.ts';
import { auditEntries } from '../../../src/store/schema.ts';
import type { TestDesk, TestPerson } from '../../support/test-desk.ts';
import { only, optionsOf, shown, wordsOf } from '../../support/views.ts';
import { openReadingDesk, type ReadingDesk } from './reading-desk.ts';

const FIRST_DAY = '2026-09-01';

const person = (
  school: string,
  who: string,
  role: Role,
  group: StaffGroup = 'teachers',
  startsOn?: string,
): TestPerson => ({ who, roles: [role], school, group, ...(startsOn ? { startsOn } : {}) });

const PEOPLE = [
  person('writtle-infant', 'w-head', 'head'),
  person('writtle-infant', 'w-cleaner', 'staff', 'site'),
  person('writtle-infant', 'w-governor', 'governor', 'governors'),
  person('writtle-infant', 'w-new', 'staff', 'support', FIRST_DAY),
  person('st-andrews-ce-junior', 'a-head', 'head'),
  person('st-andrews-ce-junior', 'a-coordinator', 'esafety_coordinator'),
  person('st-andrews-ce-junior', 'a-governor', 'governor', 'governors'),
  ...[2, 3, 4, 5].map((number) => person('st-andrews-ce-junior', `a-governor-${number}`, 'governor', 'governors')),
  person('st-andrews-ce-junior', 'a-new', 'class_teacher', 'teachers', FIRST_DAY),
  person('wessex-school-a', 'x-head', 'head'),
  person('wessex-school-a', 'x-it', 'ict_lead'),
  person('wessex-school-a', 'x-new', 'staff', 'support', FIRST_DAY),
  person('wessex-school-a', 'x-governor', 'governor', 'governors'),
  person('wessex-school-a', 'x-trustee', 'governor', 'trustees'),
  person('milverton-primary', 'm-head', 'head'),
  person('milverton-primary', 'm-coordinator', 'esafety_coordinator'),
  person('milverton-primary', 'm-teacher', 'class_teacher'),
  person('milverton-primary', 'm-new', 'staff', 'support', FIRST_DAY),
  person('ingol-primary', 'i-head', 'head'),
  ...(['support', 'lunch', 'site', 'office', 'governors', 'volunteers'] as const).map((group) =>
    person('ingol-primary', `i-${group}`, 'staff', group),
  ),
];

/** What the schools have entered since their policies were written: which version of a document holds. */
const VERSIONS: Record<string, { title: string; version: string }[]> = {
  'writtle-infant': [
    { title: 'Code of Conduct', version: '2026' },
    { title: 'Policy on photography in school', version: 'May 2025' },
  ],
  'milverton-primary': [{ title: 'Online Safety Agreement Form for School Staff', version: '5' }],
};

function settle(profile: SchoolProfile): SchoolProfile {
  const documents = [
    ...profile.documents,
    ...(VERSIONS[profile.id] ?? []).map((document) => ({ ...document, url: undefined })),
  ];
  const policies = profile.policies.map((policy) =>
    profile.id === 'ingol-primary' ? { ...policy, version: '2026' } : policy,
  );
  return { ...profile, documents, policies };
}

let desk: TestDesk;
let year: ReadingDesk;
/** What new starters were sent on their first day. */
const firstDay: Record<string, OwnListView[]> = {};
beforeAll(async () => {
  const profiles = ['writtle', 'st-andrews', 'wessex', 'milverton', 'ingol']
    .flatMap((name) => loadProfile(`examples/${name}.yaml`).profiles)
    .map(settle);
  year = await openReadingDesk({ profiles, people: PEOPLE, at: `${FIRST_DAY}T09:00:00Z` });
  desk = year.desk;
  await year.goOn(FIRST_DAY);
  for (const who of ['w-new', 'a-new', 'm-new']) firstDay[who] = year.sentTo(who);
});
afterAll(() => desk.close());

const auditIn = (school: string) => desk.program.database.inSchool(school, (tx) => tx.select().from(auditEntries));
const titles = (view: OwnListView | undefined): string[] => view?.documents.map(({ document }) => document) ?? [];

describe('Writtle Infant School', () => {
  it('[W15] gives a new starter the Code of Conduct and records its version', async () => {
    const [card] = firstDay['w-new'] ?? [];
    expect(card).toMatchObject({ why: 'start', induction: true });
    expect(card?.documents.find(({ document }) => document === 'Code of Conduct')).toMatchObject({ version: '2026' });
    await year.sign('w-new', 'Code of Conduct');
    const at = desk.clock.now();
    const id = await desk.personId('w-new', 'writtle-infant');
    const lines = await desk.program.store.training.readLines('writtle-infant', id, { by: id, at });
    expect(lines).toMatchObject([{ title: 'Code of Conduct', version: '2026', year: '2026-27', at, how: 'chat' }]);
  });

  it('[W20] lists the photography policy in the pack with its version', async () => {
    const words = wordsOf(await year.listOf('w-new'));
    expect(words).toContain('Policy on photography in school, version May 2025');
  });

  it('[W07] keeps the cleaner and the governor on the outstanding list until they acknowledged data handling', async () => {
    const before = await year.outstanding('w-head');
    expect(before['w-cleaner']).toContain('Data Protection Policy');
    expect(before['w-governor']).toEqual(['Data Protection Policy']);
    await year.sign('w-cleaner', 'Data Protection Policy');
    await year.sign('w-governor', 'Data Protection Policy');
    const after = await year.outstanding('w-head');
    expect(after['w-cleaner']).not.toContain('Data Protection Policy');
    expect(after['w-governor']).toBeUndefined();
  });
});

describe('St Andrew’s CE Junior School', () => {
  it('[A05] sends a new starter the pack on day one and reminds him of what is overdue', async () => {
    expect(firstDay['a-new']).toMatchObject([{ why: 'start', induction: true }]);
    await year.goOn('2026-09-02');
    expect(year.sentTo('a-new').map(({ why }) => why)).toEqual(['nudge']);
    expect(titles(year.sentTo('a-new')[0])).toEqual(['E-Safety Policy', 'Staff AUP', 'AUP', 'Loan Agreement']);
    await year.goOn('2026-09-04');
    expect(year.sentTo('a-new')).toHaveLength(1);
    await year.goOn('2026-09-08');
    expect(year.sentTo('a-new')).toHaveLength(1);
    await year.goOn('2026-09-09');
    expect(year.sentTo('a-new')).toHaveLength(0);
  });

  it('[A11] shows the head who is outstanding, by name, and nobody else', async () => {
    const told = desk.chat.sent.filter(({ view }) => view.name === 'training-board');
    const looks = (await auditIn('st-andrews-ce-junior')).filter(({ action }) => action === 'training.names-shown');
    expect(looks.map(({ actorId }) => actorId)).toEqual([await desk.personId('a-head', 'st-andrews-ce-junior')]);
    expect(told.map(({ target }) => target).sort()).toEqual(['a-head', 'm-head', 'w-head', 'x-head']);
    const [weekly] = only(
      told.filter(({ target }) => target === 'a-head').map(({ view }) => view),
      'training-board',
    );
    expect(weekly?.behind?.map(({ name }) => name)).toEqual(['Staff a-new']);

    expect(Object.keys(await year.outstanding('a-head'))).toContain('a-governor');
    const figuresOnly = await year.boardOf('a-coordinator');
    expect(figuresOnly.behind).toBeNull();
    expect(figuresOnly.items.length).toBeGreaterThan(0);
    expect(wordsOf(figuresOnly)).not.toMatch(/Staff a-/);
    for (const who of ['a-governor', 'a-new'])
      expect(shown(await desk.presses(who, 'training-board', {}), 'notice').notice).toBe('not-allowed');
  });

  it('[A09] counts pupils and parents by class alone, while staff sign by name', async () => {
    const form = shown(await desk.opens('a-new', 'class-count'), 'desk-form');
    const [document] = optionsOf(form, 'document');
    const count = { document: document ?? '', audience: 'parents', class: '3 Ash', signed: '26', total: '28' };
    const refused = await desk.submits('a-new', 'class-count', { key: 'c1' }, { ...count, signed: '29' });
    expect(shown(refused, 'desk-form').errors.signed).toMatch(/more than there are/);
    const early = { ...count, signed: '20' };
    await desk.submits('a-new', 'class-count', { key: 'c0' }, early);
    await desk.submits('a-new', 'class-count', { key: 'c1' }, count);
    // The same form, delivered again after a later count.
    await desk.submits('a-new', 'class-count', { key: 'c0' }, early);
    await desk.submits('a-new', 'class-count', { key: 'c2' }, { ...count, audience: 'pupils', signed: '28' });
    expect((await year.boardOf('a-head')).classes).toEqual([
      { audience: 'parents', className: '3 Ash', document: 'AUP', signed: 26, total: 28 },
      { audience: 'pupils', className: '3 Ash', document: 'AUP', signed: 28, total: 28 },
    ]);
    const fields = wordsOf(form);
    expect(fields).toContain('Please write no names of pupils or parents.');
    expect(JSON.stringify(await auditIn('st-andrews-ce-junior'))).not.toContain('3 Ash');
    expect(await year.outstanding('a-head')).toHaveProperty('a-coordinator');
  });

  it('[A27] shows the percentage that the register gives', async () => {
    await year.sign('a-new', 'AUP');
    await year.sign('a-coordinator', 'AUP');
    const lines = await desk.program.store.training.readLines('st-andrews-ce-junior', null, {
      by: await desk.personId('a-head', 'st-andrews-ce-junior'),
      at: desk.clock.now(),
    });
    const signed = lines.filter(({ kind, title }) => kind === 'document' && title === 'AUP');
    const teachers = PEOPLE.filter(({ who, group }) => who.startsWith('a-') && group === 'teachers');
    const percent = Math.floor((100 * signed.length) / teachers.length);
    expect(wordsOf(await year.boardOf('a-head'))).toContain(
      `Teachers: ${percent}% (${signed.length} of ${teachers.length})`,
    );
  });

  it('[A19] gives governors a percentage of their own, as the governors’ digest prints it', async () => {
    const inDigest = async () =>
      shareByGroup(await year.groupsOf('st-andrews-ce-junior', 'E-safety for governors')).groups;
    expect(await inDigest()).toEqual([{ groups: ['governors'], people: 5, percent: 0 }]);
    await year.record('a-coordinator', 'a-governor', 'E-safety for governors', '2026-09-08');
    expect(await inDigest()).toEqual([{ groups: ['governors'], people: 5, percent: 20 }]);
    expect(wordsOf(await year.boardOf('a-coordinator'))).toContain('Governors: 20% (1 of 5)');
  });

  it('[A14] flags the co-ordinator’s own update once it is older than the interval', async () => {
    await year.record('a-head', 'a-coordinator', 'Own knowledge and legislation', '2025-11-20');
    const course = async () =>
      (await year.listOf('a-coordinator')).courses.find((own) => own.course === 'Own knowledge and legislation');
    expect(await course()).toMatchObject({ state: 'done', dueOn: '2026-11-20' });
    desk.clock.set('2026-11-23T10:00:00Z');
    expect(await course()).toMatchObject({ state: 'overdue', dueOn: '2026-11-20' });
    expect((await year.outstanding('a-head'))['a-coordinator']).toContain('Own knowledge and legislation');
  });
});

describe('Wessex multi-academy trust', () => {
  it('[X26] shows who has not read the code of conduct and the agreement, and lets him report all the same', async () => {
    expect((await year.outstanding('x-head'))['x-new']).toEqual(
      expect.arrayContaining(['Code of Conduct', 'IT Acceptable Use Policy']),
    );
    expect((await desk.reports('x-new')).reference).toMatch(/^ES-2026-/);
  });

  it('[X35] shows the clause on monitoring before the agreement is accepted', async () => {
    const { documents } = await year.listOf('x-new');
    const { documentId = '' } = documents.find(({ document }) => document === 'IT Acceptable Use Policy') ?? {};
    const form = shown(await desk.opens('x-new', 'acknowledge-document', { document: documentId }), 'desk-form');
    expect(wordsOf(form)).toContain('internet traffic can be monitored and traced to the individual user');
    const refused = await desk.submits('x-new', 'acknowledge-document', { ...form.data, key: form.formKey }, {});
    expect(shown(refused, 'desk-form').errors.understood).toBeTruthy();
    expect((await year.listOf('x-new')).documents.some(({ done }) => done)).toBe(false);
  });

  it('[X36] is complete only when the training and the agreement are both recorded', async () => {
    await year.record('x-head', 'x-new', 'E-safety induction', '2026-11-23');
    expect((await year.listOf('x-new')).induction).toBe(true);
    await year.signAll('x-new');
    expect(await year.listOf('x-new')).toMatchObject({ induction: false });
    // A later version is read like any other; the induction stays complete.
    const { inductions } = await desk.program.store.training.readState('wessex-school-a', '2026-27', null);
    expect(inductions).toMatchObject([{ completedOn: '2026-11-23' }]);
  });

  it('[X37] flags the co-ordinator once the interval of his updates is exceeded', async () => {
    await year.record('x-head', 'x-it', 'Regular updates', '2025-12-01');
    expect((await year.outstanding('x-head'))['x-it']).not.toContain('Regular updates');
    await year.goOn('2026-12-02');
    expect(year.sentTo('x-it')).toHaveLength(1);
    expect(wordsOf(year.sentTo('x-it')[0] as OwnListView)).toContain('Overdue since Tuesday 1 December 2026');
    expect((await year.outstanding('x-head'))['x-it']).toContain('Regular updates');
  });

  it('[X39] gives trustees and local governors each a percentage of their own', async () => {
    await year.record('x-head', 'x-trustee', 'E-safety awareness', '2026-11-20');
    expect(await year.groupsOf('wessex-school-a', 'E-safety awareness')).toEqual([
      { group: 'governors', people: 1, done: 0 },
      { group: 'trustees', people: 1, done: 1 },
    ]);
    const words = wordsOf(await year.boardOf('x-head'));
    expect(words).toContain('Governors: 0% (0 of 1); Trustees: 100% (1 of 1)');
  });

  it('[X02] tracks the internet use agreement for staff, pupils and parents', async () => {
    const form = shown(await desk.opens('x-head', 'class-count'), 'desk-form');
    const document = form.choices.document?.find(({ label }) => label === 'Internet Use Agreement')?.value ?? '';
    for (const audience of ['pupils', 'parents'])
      await desk.submits(
        'x-head',
        'class-count',
        { key: audience },
        { document, audience, class: '7B', signed: '20', total: '30' },
      );
    const board = await year.boardOf('x-head');
    expect(board.items.find(({ title }) => title === 'Internet Use Agreement')?.groups).toEqual([
      { group: 'teachers', people: 2, done: 0 },
      { group: 'support', people: 1, done: 1 },
    ]);
    expect(board.classes.map(({ audience }) => audience)).toEqual(['parents', 'pupils']);
  });
});

describe('Milverton Primary School', () => {
  it('[M30] sends a starter the pack', async () => {
    expect(firstDay['m-new']).toMatchObject([{ why: 'start', induction: true }]);
    const [pack] = firstDay['m-new'] ?? [];
    expect(titles(pack)).toHaveLength(4);
    expect(pack?.courses.map(({ course }) => course)).toContain('Online safety for new staff');
  });

  it('[M31] asks for the agreement and the three policies', async () => {
    expect(titles(await year.listOf('m-teacher'))).toEqual([
      'Online Safety Agreement Form for School Staff',
      'Password Policy',
      'Video and Photograph Policy',
      'Staff/Governor Social Media Policy',
    ]);
  });

  it('[M33] records that the co-ordinator went to the county’s conference', async () => {
    await year.record('m-head', 'm-coordinator', 'Warwickshire Online Safety conference', '2026-11-12');
    const id = await desk.personId('m-coordinator', 'milverton-primary');
    const lines = await desk.program.store.training.readLines('milverton-primary', id, {
      by: id,
      at: desk.clock.now(),
    });
    expect(lines).toMatchObject([{ title: 'Warwickshire Online Safety conference', at: '2026-11-12' }]);
    expect(shown(await desk.opens('m-teacher', 'record-training'), 'notice').notice).toBe('not-allowed');
  });

  it('[M32] lets the yearly update run out twelve months after each person’s own', async () => {
    await year.record('m-coordinator', 'm-teacher', 'Online safety update', '2025-12-10');
    await year.record('m-coordinator', 'm-head', 'Online safety update', '2026-01-20');
    for (const who of ['m-teacher', 'm-head']) await year.signAll(who);
    await year.goOn('2026-12-09');
    expect(year.sentTo('m-teacher')).toHaveLength(0);
    await year.goOn('2026-12-11');
    expect(year.sentTo('m-teacher')[0]?.courses).toMatchObject([{ state: 'overdue', dueOn: '2026-12-10' }]);
    expect(year.sentTo('m-head')).toHaveLength(0);
    await year.goOn('2027-01-20');
    expect(year.sentTo('m-head')).toHaveLength(1);
  });

  it('[M24] counts children and parents by class in each September’s campaign', async () => {
    expect((await year.listOf('m-teacher')).families).toEqual(['Rules for Responsible ICT Use']);
    const form = shown(await desk.opens('m-teacher', 'class-count'), 'desk-form');
    const document = optionsOf(form, 'document')[0] ?? '';
    const values = { document, audience: 'pupils', class: 'Year 3', signed: '27', total: '30' };
    await desk.submits('m-teacher', 'class-count', { key: 'y3' }, values);
    expect(wordsOf(await year.boardOf('m-head'))).toContain(
      'Year 3, pupils: Rules for Responsible ICT Use\n27 of 30 signed',
    );
    expect((await year.listOf('m-teacher')).families).toEqual([]);
    desk.clock.set('2027-09-01T09:00:00Z');
    expect((await year.listOf('m-teacher')).families).toEqual(['Rules for Responsible ICT Use']);
    expect((await year.boardOf('m-head')).classes).toEqual([]);
  });
});

describe('Ingol Community Primary School', () => {
  it('[I12] gives each group of people a percentage of its own', async () => {
    await year.sign('i-lunch', 'Safer Internet Policy');
    expect((await year.boardOf('i-head')).items[0]).toMatchObject({
      title: 'Safer Internet Policy',
      groups: ['teachers', 'support', 'lunch', 'site', 'office', 'governors', 'volunteers'].map((group) => ({
        group,
        people: 1,
        done: group === 'lunch' ? 1 : 0,
      })),
    });
    expect(wordsOf(await year.boardOf('i-head'))).toContain('Lunchtime staff: 100% (1 of 1); Site staff: 0% (0 of 1)');
  });

  it('[I23] stamps an acknowledgement with the version', async () => {
    const id = await desk.personId('i-lunch', 'ingol-primary');
    const lines = await desk.program.store.training.readLines('ingol-primary', id, { by: id, at: desk.clock.now() });
    expect(lines).toMatchObject([{ title: 'Safer Internet Policy', version: '2026' }]);
    expect((await year.listOf('i-lunch')).documents).toMatchObject([{ version: '2026', done: true }]);
  });
});
