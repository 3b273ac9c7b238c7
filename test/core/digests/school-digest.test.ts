import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartRoutes } from '../../../src/chart-pages.ts';
import type { DigestView } from '../../../src/core/digest-views.ts';
import type { DigestTable } from '../../../src/core/digests/digest-content.ts';
import { countConcerns } from '../../../src/core/digests/digest-counts.ts';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import type { View } from '../../../src/core/views.ts';
import { loadStaff } from '../../../src/load-staff.ts';
import { createLog } from '../../../src/log.ts';
import { cases } from '../../../src/store/schema.ts';
import { sealBytes } from '../../../src/store/seal.ts';
import { lessons } from '../../../src/store/work-schema.ts';
import { DEMO_SCHOOL, DEMO_STAFF, openDemoDesk } from '../../support/demo-school.ts';
import { staffRow } from '../../support/staff-rows.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { notificationOf, only, shown, wordsOf } from '../../support/views.ts';

const MEETING = '2026-12-15';
const GOVERNORS_COURSE = 'Online safety for governors';
const NEXT_MEETING = '2027-03-23';
const AUTUMN = { key: '2026-27/1-autumn', label: 'Autumn term 2026', from: '2026-07-22', to: '2026-12-18' };

let desk: TestDesk;
let gamesCase = '';

beforeAll(async () => {
  desk = await openDemoDesk({
    at: '2026-09-08T09:00:00Z',
    people: [...DEMO_STAFF, { who: 'governor', roles: ['governor'] }, { who: 'link', roles: ['link_governor'] }],
    change: (profile) => ({
      ...profile,
      email_domains: ['school.example'],
      governors_report: { cadence: 'termly', by: 'dsl', meetings: [MEETING, NEXT_MEETING], ready_days_before: 7 },
    }),
  });
});
afterAll(() => desk.close());

/** Reports some concerns; answers the reference of the last. */
async function report(count: number, values: Record<string, string>): Promise<string> {
  const date = desk.clock.now().toISOString().slice(0, 10);
  let last = '';
  for (let each = 0; each < count; each += 1)
    last = (await desk.reports('teacher', { date, time: '08:00', ...values })).reference;
  return last;
}

/** Keeps what was learned from a case, as closing one does. */
async function learn(reference: string, text: string): Promise<void> {
  const { database, keys } = desk.program;
  const [id, caseId] = [desk.program.desk.ids.uuid(), await desk.caseIdOf(reference)];
  const textSealed = sealBytes(keys.school(DEMO_SCHOOL), Buffer.from(text, 'utf8'), `lesson|${id}`);
  const at = desk.clock.now();
  await database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.insert(lessons).values({ schoolId: DEMO_SCHOOL, id, caseId, textSealed, at }),
  );
}

/** The digests somebody was sent since he was last asked. */
function digestsTo(who: string): DigestView[] {
  const views: View[] = desk.chat.sent.filter(({ target }) => target === who).map(({ view }) => view);
  return only(views, 'digest');
}

/** The governors are counted as such, two more join them, and some do the course that is asked of governors. */
async function governorsLearn(done: number): Promise<void> {
  const { program, profiles, clock } = desk;
  const [profile] = profiles;
  if (!profile) throw new Error('there is no school');
  const roles: Record<string, Role> = { governor: 'governor', link: 'link_governor', chair: 'chair' };
  const rows = [...Object.keys(roles), 'board1', 'board2'].map((who, at) =>
    staffRow(DEMO_SCHOOL, who, [roles[who] ?? 'governor'], { group: 'governors', line: at + 2 }),
  );
  await loadStaff(program, profile, rows, { dryRun: false, beginAll: true });
  const board = (await program.store.listStaff(DEMO_SCHOOL)).filter(({ staffGroup }) => staffGroup === 'governors');
  const records = board.slice(0, done).map(({ personId }) => ({
    personId,
    course: GOVERNORS_COURSE,
    completedOn: '2026-10-01',
    how: 'import' as const,
    source: 'the trust',
    certificate: null,
  }));
  await program.store.training.recordCourses(DEMO_SCHOOL, records, { by: records[0]?.personId ?? '', at: clock.now() });
}

const figuresOf = (table: DigestTable | undefined): Record<string, number | string> =>
  Object.fromEntries(
    (table?.rows ?? []).map(({ key, figure }) => [key, figure.kind === 'count' ? figure.value : figure.kind]),
  );

/** The numbers of the cases in the incident log, as the DSL may take it out without restricted ones, of some days. */
async function logged(from: string, until: string): Promise<string[]> {
  const viewer = { personId: await desk.personId('lead'), pupilCases: true } as Parameters<
    TestDesk['program']['desk']['exports']['readLogPage']
  >[1];
  const { rows } = await desk.program.desk.exports.readLogPage(DEMO_SCHOOL, viewer, false, null);
  const recorded = rows.filter(
    ({ entry, at }) => entry === 'recorded' && from <= at.toISOString() && at.toISOString() < until,
  );
  return recorded.map(({ reference }) => reference);
}

const formKeyOf = async (digestId: string) =>
  shown(await desk.opens('lead', 'approve-digest', { digest: digestId }), 'desk-form').formKey;

/** How many of these cases the log has in each category. */
async function categoriesOf(references: string[]): Promise<Record<string, number>> {
  const rows = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.select({ category: cases.category }).from(cases).where(inArray(cases.reference, references)),
  );
  const all = rows.map(({ category }) => category);
  return Object.fromEntries(all.map((category) => [category, all.filter((other) => other === category).length]));
}

async function approve(digestId: string, values: Record<string, string> = {}, key?: string) {
  return desk.submits('lead', 'approve-digest', { digest: digestId, key: key ?? (await formKeyOf(digestId)) }, values);
}

describe('the governors’ digest of a term', () => {
  it('[M08] is ready for whoever prepares it so many days before the governors meet, once, with two replicas', async () => {
    await report(9, { category: 'content' });
    await report(12, { category: 'conduct' });
    gamesCase = await report(2, { category: 'commerce' });
    await learn(gamesCase, 'Ask about games, too.');
    // About a member of staff: recorded, and in none of the figures.
    const restricted = await report(6, {
      adult: 'yes',
      adultPerson: 'not-listed',
      adultName: 'A visitor',
      category: 'conduct',
    });
    await learn(restricted, 'Nobody may be alone with a pupil online.');
    desk.clock.set('2026-12-07T15:00:00Z');
    await desk.remind();
    expect(digestsTo('lead')).toEqual([]);
    desk.clock.set('2026-12-08T09:00:00Z');
    const replicas = [createRemindSchools(desk.program.desk), createRemindSchools(desk.program.desk)];
    await Promise.all(replicas.map((remind) => remind()));
    await desk.deliver();
    await desk.remind();
    const [digest, ...others] = digestsTo('lead');
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ state: 'draft', version: 1, meetingOn: MEETING, mayApprove: true });
    expect(digest?.content.period).toEqual(AUTUMN);
    expect(digestsTo('head')).toEqual([]);
  });

  it('[W14] one for the term: its counts are those of the log, small ones and concerns about staff hidden', async () => {
    const { concerns } = (digestsTo('lead')[0] as DigestView).content;
    expect(await logged(AUTUMN.from, '2026-12-19')).toHaveLength(23);
    expect(concerns.total).toEqual({ kind: 'count', value: 23 });
    const shownCategories = figuresOf(concerns.tables.category);
    expect(shownCategories).toMatchObject({ contact: 0, commerce: 'fewer' });
    expect(Object.values(shownCategories)).not.toContain(2);
    // Nothing in the record of the digest says how many there were: neither what is hidden, nor the six restricted cases.
    const counts = await desk.program.store.digests.count(
      DEMO_SCHOOL,
      new Date('2026-07-21T23:00:00Z'),
      new Date('2026-12-19T00:00:00Z'),
    );
    const real = new Map(countConcerns(counts, AUTUMN).tables.category?.map(({ key, count }) => [key, count]));
    expect(real.get('commerce')).toBe(2);
    for (const [key, figure] of Object.entries(shownCategories))
      if (typeof figure === 'number') expect(figure).toBe(real.get(key));
    expect((await desk.program.store.digests.list(DEMO_SCHOOL)).map(({ version }) => version)).toEqual([1]);
  });

  it('says nothing of its figures on a locked screen', () => {
    const [digest] = digestsTo('lead');
    expect(notificationOf(digest as View)).toBe('To approve: Governors’ digest: Autumn term 2026');
  });

  it('is shown to nobody else before it is approved', async () => {
    const [digest] = digestsTo('lead');
    const data = { digest: digest?.digestId ?? '' };
    for (const who of ['governor', 'teacher', 'ict', 'admin', 'trust']) {
      expect(shown(await desk.says(who, 'digest'), 'digests').schools[0]?.digests).toEqual([]);
      expect(shown(await desk.presses(who, 'open-digest', data), 'notice').notice).toBe('not-allowed');
      expect(shown(await desk.presses(who, 'digest-file', data), 'notice').notice).toBe('not-allowed');
      expect(shown(await desk.opens(who, 'approve-digest', data), 'notice').notice).toBe('not-allowed');
    }
    expect(shown(await desk.says('lead', 'digest'), 'digests').schools[0]?.digests).toHaveLength(1);
  });

  it('reminds whoever prepares it while it waits', async () => {
    desk.chat.sent.length = 0;
    desk.clock.set('2026-12-11T09:00:00Z');
    await desk.remind();
    await desk.remind();
    expect(digestsTo('lead')).toHaveLength(1);
  });

  it('is approved by a person, with what was learned, and then goes to every governor once', async () => {
    const [draft] = digestsTo('lead');
    const digestId = draft?.digestId ?? '';
    desk.chat.sent.length = 0;
    const form = shown(await desk.opens('lead', 'approve-digest', { digest: digestId }), 'desk-form');
    expect(wordsOf(form)).toContain('Staff governor');
    // Of what was learned, nothing that comes from a case about a member of staff.
    expect(form.about.digest?.lessons).toEqual(['Ask about games, too.']);
    // A lesson that came while he looked was never shown to him: he chooses anew, and nothing is sent.
    await learn(gamesCase, 'Look at phones.');
    const again = shown(await approve(digestId, { lesson1: 'yes', note: 'Soon.' }, form.formKey), 'desk-form');
    expect([again.problem, again.values]).toEqual(['check-fields', { note: 'Soon.' }]);
    expect(again.about.digest?.lessons).toEqual(['Ask about games, too.', 'Look at phones.']);
    const approved = shown(await approve(digestId, { lesson1: 'yes', note: 'We changed the filter.' }), 'digest');
    expect(approved.state).toBe('approved');
    expect(approved.content.lessons).toEqual(['Ask about games, too.', 'We changed the filter.']);
    await approve(digestId, { note: 'Sent again.' }, form.formKey);
    await desk.deliver();
    for (const who of ['governor', 'link', 'chair']) {
      const [digest, ...others] = digestsTo(who);
      expect(others).toEqual([]);
      expect(digest).toMatchObject({ state: 'approved', mayApprove: false, recipients: [] });
      expect(wordsOf(digest as View)).toContain('We changed the filter.');
    }
    for (const who of ['teacher', 'trust', 'head']) expect(digestsTo(who)).toEqual([]);
  });

  it('has pictures behind addresses that nobody can make up', async () => {
    const [{ charts, digestId } = { charts: [], digestId: '' }] = digestsTo('governor');
    expect(charts.map(({ name }) => name)).toEqual(['category']);
    const [page] = chartRoutes({ digests: desk.program.store.digests, log: createLog('silent', () => {}) });
    const get = async (query: string) => page?.handle({ headers: {}, body: Buffer.alloc(0), query, remoteAddress: '' });
    const query = new URL(charts[0]?.url ?? '').search.slice(1);
    const picture = await get(query);
    expect([picture?.status, picture?.headers?.['content-type']]).toEqual([200, 'image/png']);
    expect(String(picture?.body).slice(1, 4)).toBe('PNG');
    const madeUp = [
      query.replace('.category.', '.trend.'),
      query.replace(
        digestId,
        digestId.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
      query.replace(DEMO_SCHOOL, 'no-such-school'),
      query.slice(0, -1),
      't=',
      '',
    ];
    for (const other of madeUp) expect((await get(other))?.status, other).toBe(404);
  });

  it('is read again by typing its word, and taken as a PDF', async () => {
    const [line] = shown(await desk.says('governor', 'digest'), 'digests').schools[0]?.digests ?? [];
    const digest = shown(await desk.presses('governor', 'open-digest', { digest: line?.digestId ?? '' }), 'digest');
    expect(digest.content.period.label).toBe('Autumn term 2026');
    const link = shown(await desk.presses('governor', 'digest-file', { digest: digest.digestId }), 'export-ready');
    expect(wordsOf(link)).toContain('Governors’ digest: ready to fetch');
  });

  it('is corrected after late entries that are enough to show, approved anew, and marked', async () => {
    desk.clock.set('2026-12-14T08:45:00Z');
    desk.chat.sent.length = 0;
    await report(3, { category: 'conduct' });
    await desk.remind();
    expect(digestsTo('lead')).toEqual([]);
    desk.clock.set('2026-12-17T10:00:00Z');
    await report(8, { category: 'conduct' });
    await governorsLearn(3);
    // The first school day of the week after: a training day is none.
    desk.clock.set('2027-01-05T09:00:00Z');
    await desk.remind();
    const [corrected] = digestsTo('lead');
    expect(corrected).toMatchObject({ version: 2, state: 'draft' });
    expect(corrected?.content.correction).toEqual({ ofVersion: 1, ofDay: '2026-12-08', totalKept: false });
    expect(corrected?.content.concerns.total).toEqual({ kind: 'count', value: 34 });
    // Who has learned what is left as it was, whoever joined or learned since: a change by one would tell who has not.
    const [first] = (await desk.program.store.digests.list(DEMO_SCHOOL)).filter(({ version }) => version === 1);
    expect(corrected?.content.training).toEqual(first?.content.training);
    expect(corrected?.content.acknowledgements).toEqual(first?.content.acknowledgements);
    const course = corrected?.content.training.find(({ title }) => title === GOVERNORS_COURSE);
    expect(course?.groups ?? []).toEqual([]);
    expect(wordsOf(corrected as View)).toContain('As in version 1: they are not counted anew');
    await approve(corrected?.digestId ?? '');
    await desk.deliver();
    const [, second] = [null, ...digestsTo('governor')];
    expect(wordsOf(second as View)).toContain('It takes the place of version 1');
    desk.clock.set('2027-01-11T09:00:00Z');
    await desk.deliver();
    desk.chat.sent.length = 0;
    await desk.remind();
    expect(digestsTo('lead')).toEqual([]);
  });

  it('[W08] [A18] [A19] shows the terms side by side by category, as the log has them, how policies stand, and what governors have learned', async () => {
    await report(7, { category: 'content' });
    await report(5, { category: 'contact' });
    desk.clock.set('2027-03-16T09:00:00Z');
    await desk.remind();
    const spring = digestsTo('lead').at(-1);
    expect(spring).toMatchObject({ version: 1, meetingOn: NEXT_MEETING });
    const { content } = spring as DigestView;
    expect(content.period).toMatchObject({ label: 'Spring term 2027', from: '2026-12-19' });
    expect(figuresOf(content.concerns.tables.category)).toMatchObject({ content: 7, contact: 5, conduct: 0 });
    expect(await categoriesOf(await logged('2026-12-19', '2027-03-26'))).toEqual({ content: 7, contact: 5 });
    const [autumn] = content.trend;
    expect(autumn).toMatchObject({ label: 'Autumn term 2026', total: { kind: 'count', value: 34 } });
    const ofAutumn = await categoriesOf(await logged(AUTUMN.from, '2026-12-19'));
    expect(ofAutumn).toEqual({ content: 9, conduct: 23, commerce: 2 });
    // Each number the trend shows is the log's.
    const shownThen = (autumn?.categories ?? []).flatMap(({ key, figure }) =>
      figure.kind === 'count' && figure.value > 0 ? [[key, figure.value]] : [],
    );
    expect(shownThen).toEqual([['conduct', ofAutumn.conduct]]);
    expect(autumn?.categories.find(({ key }) => key === 'commerce')?.figure).toEqual({ kind: 'fewer' });
    expect(content.policies.length).toBeGreaterThan(0);
    expect(content.policies[0]).toEqual(
      expect.objectContaining({
        title: expect.any(String),
        status: expect.stringMatching(/^(in-date|due-soon|overdue|no-date)$/),
      }),
    );
    // Three of the five governors have done the course that is asked of governors alone.
    const course = content.training.find(({ title }) => title === GOVERNORS_COURSE);
    expect(course?.groups).toEqual([{ groups: ['governors'], people: 5, percent: 60 }]);
    expect(spring?.charts.map(({ name }) => name)).toEqual(['category', 'trend']);
  });
});
