import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../../cards/describe.ts';
import { randomIds } from '../../../src/random-ids.ts';
import { loadExample } from '../../config/example-profiles.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import { recordCase } from '../../support/record-case.ts';
import { openTestDesk, SCHOOL_MORNING, type TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

const MINUTE = 60_000;

const listOf = async (desk: TestDesk, who: string, data: Record<string, string> = {}) =>
  shown(await desk.presses(who, 'cases', data), 'case-list');
const referencesOf = async (desk: TestDesk, who: string, data: Record<string, string> = {}): Promise<string[]> =>
  (await listOf(desk, who, data)).cases.map(({ reference }) => reference);

/** Turns every page of a list, as somebody does who presses the button until it is gone. */
async function everyPage(desk: TestDesk, who: string, filter: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let data: Record<string, string> | null = { filter }; data; ) {
    const list = await listOf(desk, who, data);
    pages.push(list.cases.map(({ reference }) => reference));
    if (list.next) expect(list.next.before?.length).toBeLessThan(40);
    data = list.next;
  }
  return pages;
}

describe('the list of cases', () => {
  let desk: TestDesk;
  let pupilCase: string;
  let aboutLead: string;
  beforeAll(async () => {
    desk = await openDemoDesk();
    ({ reference: pupilCase } = await desk.reports('teacher'));
    const adultPerson = await desk.personId('lead');
    ({ reference: aboutLead } = await desk.reports('teacher', { adult: 'yes', adultPerson }));
  });
  afterAll(() => desk.close());

  it('shows each reader the cases they may know of, and nobody else any', async () => {
    expect(await referencesOf(desk, 'lead')).toEqual([pupilCase]);
    expect((await referencesOf(desk, 'head')).sort()).toEqual([pupilCase, aboutLead].sort());
    for (const who of ['teacher', 'colleague', 'ict', 'admin', 'chair'])
      expect(await referencesOf(desk, who), who).toEqual([]);
  });

  it('counts for each reader only what they may know of', async () => {
    expect((await listOf(desk, 'lead')).counts).toEqual({ fresh: 1, overdue: 0 });
    expect((await listOf(desk, 'head')).counts).toEqual({ fresh: 2, overdue: 0 });
    expect((await listOf(desk, 'teacher')).counts).toEqual({ fresh: 0, overdue: 0 });
  });

  it('says nothing of what happened', async () => {
    const words = wordsOf(await listOf(desk, 'head'));
    for (const word of ['Robin', 'message', 'conduct', 'Conduct', 'Staff lead']) expect(words).not.toContain(word);
  });

  it('opens by a typed word, and by any other typed text the form for looking, which keeps none of it', async () => {
    expect(shown(await desk.says('lead', '/esafety cases'), 'case-list').filter).toBe('open');
    expect(shown(await desk.says('lead', '/esafety cases overdue'), 'case-list').filter).toBe('overdue');
    for (const text of ['cases Robin Invented', 'find Robin Invented']) {
      const form = shown(await desk.says('lead', `/esafety ${text}`), 'desk-form');
      expect([form.form, form.values, form.data]).toEqual(['find', {}, {}]);
    }
  });

  it('begins again where a button carries what no button carries', async () => {
    for (const before of ['', 'x', 'n0', 'nzzzzzzzzz.zzzzzzzzzzzzzzzzzzzzzzzzz', "n1.1'--", 'o1.!'])
      expect(await referencesOf(desk, 'lead', { filter: 'open', before }), before).toEqual([pupilCase]);
    expect(await referencesOf(desk, 'lead', { filter: 'found' })).toEqual([pupilCase]);
    expect(await referencesOf(desk, 'lead', { filter: 'constructor' })).toEqual([pupilCase]);
  });
});

describe('the lists behind the buttons', () => {
  let desk: TestDesk;
  const at = new Date(SCHOOL_MORNING).getTime();
  const references: Record<string, string> = {};
  beforeAll(async () => {
    desk = await openDemoDesk();
    const lead = await desk.personId('lead');
    const record = async (name: string, minutesAgo: number, columns: Record<string, string | null>) => {
      const { caseId, reference } = await recordCase(desk, DEMO_SCHOOL, {
        reportedAt: new Date(at - minutesAgo * MINUTE),
      });
      references[name] = reference;
      const { status = 'new', owner = null, review = null } = columns;
      await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
        tx.execute(sql`update cases set status = ${status}, owner_id = ${owner}::uuid, review_at = ${review}::timestamptz
          where id = ${caseId}::uuid`),
      );
    };
    await record('overdue', 500, { status: 'monitoring', owner: lead, review: '2026-11-09T08:30:00Z' });
    await record('fresh', 400, {});
    await record('later', 300, { status: 'monitoring', review: '2026-11-20T08:30:00Z' });
    await record('closed', 200, { status: 'closed', owner: lead, review: '2026-11-09T08:30:00Z' });
    await record('open', 100, { status: 'assessing' });
  });
  afterAll(() => desk.close());
  const named = (...names: string[]) => names.map((name) => references[name]);

  it('put what nobody has acknowledged first, then the newest', async () => {
    expect(await referencesOf(desk, 'lead', { filter: 'open' })).toEqual(named('fresh', 'open', 'later', 'overdue'));
  });

  it('show mine, overdue and closed ones', async () => {
    expect(await referencesOf(desk, 'lead', { filter: 'mine' })).toEqual(named('overdue'));
    expect(await referencesOf(desk, 'head', { filter: 'mine' })).toEqual([]);
    expect(await referencesOf(desk, 'lead', { filter: 'overdue' })).toEqual(named('overdue'));
    expect(await referencesOf(desk, 'lead', { filter: 'closed' })).toEqual(named('closed'));
  });

  it('say at their head how many are overdue and new, and at each case in words that it is overdue', async () => {
    const list = await listOf(desk, 'lead');
    expect(list.counts).toEqual({ fresh: 1, overdue: 1 });
    const card = describeView(list);
    expect(card.blocks[0]).toMatchObject({ kind: 'notice', tone: 'warning', text: 'Overdue: 1 · New: 1' });
    const lines = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.items : []));
    expect(lines.map(({ title }) => title)).toEqual([
      ...named('fresh', 'open', 'later'),
      `${references.overdue} · overdue`,
    ]);
    expect(lines[3]?.text).toContain('In hand: Staff lead');
    expect(lines[3]?.text).toContain('Overdue since Monday 9 November 2026');
    expect(lines[2]?.text).toContain('Next deadline Friday 20 November 2026');
    expect(lines[0]?.text).toContain('In hand: nobody yet');
    for (const line of lines) expect(line.action).toMatchObject({ name: 'view-case', label: 'View detail' });
  });

  it('have a button for every other list and for looking, never more than the platforms carry', async () => {
    for (const filter of ['open', 'mine', 'overdue', 'closed'] as const) {
      const card = describeView({ ...(await listOf(desk, 'lead', { filter })), next: { filter, before: 'x' } });
      if (card.kind !== 'card') throw new Error('not a card');
      expect(card.actions.length).toBeLessThanOrEqual(6);
      expect(card.actions.flatMap(({ data }) => data.filter ?? [])).toHaveLength(4);
      expect(card.actions.map(({ name }) => name)).toContain('find');
    }
  });
});

describe('a list of several schools with many cases', () => {
  const SCHOOLS = ['wessex-school-a', 'wessex-school-b'];
  let desk: TestDesk;
  const open: { reference: string; fresh: boolean; at: number; caseId: string }[] = [];
  beforeAll(async () => {
    desk = await openTestDesk({
      profiles: loadExample('wessex'),
      people: SCHOOLS.map((school) => ({ who: 'both', roles: ['dsl'], school })),
    });
    for (let index = 0; index < 56; index += 1) {
      const schoolId = SCHOOLS[index % 3 === 0 ? 0 : 1] as string;
      // Several of one moment, in both schools: then the id decides.
      const at = Date.parse('2026-11-01T08:00:00Z') + Math.floor(index / 5) * MINUTE;
      const { caseId, reference } = await recordCase(desk, schoolId, {
        reportedAt: new Date(at),
        drawnReference: `ES-R-T${String(index).padStart(3, '0')}`,
        access: [{ personId: await desk.personId('both', schoolId), reason: 'test' }],
        caseId: randomIds.uuid(),
      });
      const fresh = index % 4 === 0;
      const status = fresh ? 'new' : index % 7 === 1 ? 'closed' : 'assessing';
      await desk.program.database.inSchool(schoolId, (tx) =>
        tx.execute(sql`update cases set status = ${status} where id = ${caseId}::uuid`),
      );
      if (status !== 'closed') open.push({ reference, fresh, at, caseId });
    }
  });
  afterAll(() => desk.close());

  it('is paged without a gap or a repeat', async () => {
    const pages = await everyPage(desk, 'both', 'open');
    const expected = [...open].sort(
      (a, b) => Number(b.fresh) - Number(a.fresh) || b.at - a.at || (a.caseId < b.caseId ? 1 : -1),
    );
    expect(pages.flat()).toEqual(expected.map(({ reference }) => reference));
    expect(pages.slice(0, -1).every((page) => page.length === 15)).toBe(true);
    expect(await listOf(desk, 'both')).toMatchObject({ counts: { fresh: 14, overdue: 0 } });
    expect((await everyPage(desk, 'both', 'closed')).flat()).toHaveLength(56 - open.length);
  });

  it('leaves nothing out that is acknowledged while somebody turns the pages', async () => {
    const first = await listOf(desk, 'both', { filter: 'open' });
    const [acknowledged] = first.cases;
    if (!acknowledged) throw new Error('the list is empty');
    await desk.presses('both', 'acknowledge', { case: acknowledged.caseId });
    const rest: string[] = [];
    for (let { next } = first; next; ) {
      const list = await listOf(desk, 'both', next);
      rest.push(...list.cases.map(({ reference }) => reference));
      next = list.next;
    }
    const all = new Set([...first.cases.map(({ reference }) => reference), ...rest]);
    expect(all).toEqual(new Set(open.map(({ reference }) => reference)));
  });
});

describe("the bot's own page", () => {
  let desk: TestDesk;
  let pupilCase: string;
  let aboutLead: string;
  beforeAll(async () => {
    desk = await openDemoDesk();
    ({ reference: pupilCase } = await desk.reports('teacher'));
    const adultPerson = await desk.personId('lead');
    ({ reference: aboutLead } = await desk.reports('teacher', { adult: 'yes', adultPerson }));
  });
  afterAll(() => desk.close());
  const homeOf = async (who: string) => shown(await desk.event({ kind: 'home', origin: desk.origin(who) }), 'home');

  it('shows a reporter the own reports and no list of cases', async () => {
    const home = await homeOf('teacher');
    expect(home.openCases).toBeNull();
    expect(home.reports.map(({ reference }) => reference)).toContain(pupilCase);
  });

  it('shows the DSL what is open', async () => {
    const home = await homeOf('lead');
    expect(home.reports).toEqual([]);
    expect(home.openCases?.cases.map(({ reference }) => reference)).toContain(pupilCase);
    expect(home.openCases?.cases.map(({ reference }) => reference)).not.toContain(aboutLead);
  });

  it('turns strangers away as everywhere', async () => {
    desk.chat.accounts.set('visitor', { accountId: 'visitor', email: null, guest: true, app: false });
    const reply = await desk.event({ kind: 'home', origin: desk.origin('visitor') });
    expect(shown(reply, 'emergency').reason).toBe('guest');
  });
});
