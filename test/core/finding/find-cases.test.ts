import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../../cards/describe.ts';
import type { CaseListView } from '../../../src/core/case-views.ts';
import type { View } from '../../../src/core/views.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import { loadExample } from '../../config/example-profiles.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import { recordCase } from '../../support/record-case.ts';
import { searchDatabase } from '../../support/search-database.ts';
import { openTestDesk, type TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
const references: Record<string, string> = {};
const named = (...names: string[]) => names.map((name) => references[name] as string);

beforeAll(async () => {
  desk = await openDemoDesk();
  const record = async (name: string, day: string, values: Record<string, string> = {}) => {
    desk.clock.set(`${day}T10:00:00Z`);
    references[name] = (await desk.reports('teacher', { date: day, ...values })).reference;
  };
  await record('march', '2026-03-02', { who: 'Zoë Ó Maoláin, 5 Oak', what: 'A café and a naïve joke.' });
  await record('june', '2026-06-01', { who: 'Robin Invented, Year 4\nWren Made-Up, 5 Oak', category: 'contact' });
  await record('october', '2026-10-05', { urls: 'https://chat.thistle-gossip.example/room', what: 'She didn’t say.' });
  desk.clock.set('2026-11-10T10:00:00Z');
  const adultPerson = await desk.personId('lead');
  const about = { adult: 'yes', adultPerson, what: 'The café door was locked.' };
  references.aboutLead = (await desk.reports('teacher', about)).reference;
  const caseId = await desk.caseIdOf(references.june as string);
  const origin = desk.origin('lead');
  const note = {
    kind: 'submit',
    origin,
    form: 'note',
    data: { case: caseId, key: 'n' },
    values: { note: 'Rang MASH, kestrel.' },
  } as const;
  await desk.event(note);
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.logLines.length = 0;
});

async function submit(who: string, values: Record<string, string>): Promise<View> {
  const reply = await desk.event({
    kind: 'submit',
    origin: desk.origin(who),
    form: 'find',
    data: { key: 'f' },
    values,
  });
  if (reply.kind !== 'replace') throw new Error(`no answer but ${reply.kind}`);
  return reply.view;
}
async function find(who: string, values: Record<string, string>): Promise<CaseListView> {
  return shown({ kind: 'replace', view: await submit(who, values) }, 'case-list');
}
const found = async (values: Record<string, string>, who = 'lead'): Promise<string[]> =>
  (await find(who, values)).cases.map(({ reference }) => reference);

async function searches(): Promise<{ actor: string; at: Date; detail: Record<string, unknown> }[]> {
  const rows = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.execute(
      sql`select actor_id as actor, at, detail from audit_entries where action = 'cases.searched' order by seq`,
    ),
  );
  return rows as unknown as { actor: string; at: Date; detail: Record<string, unknown> }[];
}

describe('the form for looking', () => {
  it('opens empty, or with the day from which to go on', async () => {
    const open = async (data: Record<string, string>) =>
      shown(await desk.event({ kind: 'open', origin: desk.origin('lead'), form: 'find', data }), 'desk-form');
    expect((await open({})).values).toEqual({});
    expect((await open({ before: '2026-03-03' })).values).toEqual({ before: '2026-03-03' });
    expect((await open({ before: 'Robin Invented' })).values).toEqual({});
  });

  it('asks for at least one thing, and comes back with what was typed where something is wrong', async () => {
    const empty = shown({ kind: 'replace', view: await submit('lead', { pupil: ' ' }) }, 'desk-form');
    expect(Object.keys(empty.errors)).toEqual(['pupil']);
    const values = { before: '2026-02-31', status: 'lost', pupil: 'Robin Invented' };
    const wrong = shown({ kind: 'replace', view: await submit('lead', values) }, 'desk-form');
    expect(Object.keys(wrong.errors).sort()).toEqual(['before', 'status']);
    expect(wrong).toMatchObject({ values, problem: 'check-fields', data: {} });
  });
});

describe('a search by pupil', () => {
  it('finds the full name whatever its case, spacing and way of writing accents', async () => {
    for (const pupil of ['Robin Invented', ' robin   INVENTED '])
      expect(await found({ pupil }), pupil).toEqual(named('october', 'june'));
    for (const pupil of ['Zoë Ó Maoláin', 'ZOE\u0308 O\u0301 Maola\u0301in'])
      expect(await found({ pupil }), pupil).toEqual(named('march'));
  });

  it('finds no part of a name and no name of another', async () => {
    for (const pupil of ['Robin', 'Invented', 'Robin Invente', 'Somebody Else', "' or true --"])
      expect(await found({ pupil }), pupil).toEqual([]);
  });
});

describe('a search by words', () => {
  it('finds them in reports and in entries, without case and accents, in any order and as parts', async () => {
    expect(await found({ text: 'CAFE naive' })).toEqual(named('march'));
    expect(await found({ text: 'jok café' })).toEqual(named('march'));
    expect(await found({ text: 'kestrel mash' })).toEqual(named('june'));
    expect(await found({ text: "didn't" })).toEqual(named('october'));
    expect(await found({ text: 'thistle-gossip.example' })).toEqual(named('october'));
    expect(await found({ text: 'wren' })).toEqual(named('june'));
    expect(await found({ text: 'café kestrel' })).toEqual([]);
  });

  it('goes with everything else that is asked', async () => {
    expect(await found({ text: 'message', category: 'contact' })).toEqual(named('june'));
    expect(await found({ text: 'kestrel', category: 'conduct' })).toEqual([]);
    expect(await found({ before: '2026-06-01' })).toEqual(named('march'));
    expect(await found({ before: '2026-06-02' })).toEqual(named('june', 'march'));
    expect(await found({ status: 'closed' })).toEqual([]);
    expect(await found({ pupil: 'Robin Invented', text: 'thistle' })).toEqual(named('october'));
  });
});

describe('a search and those who may not know', () => {
  it('opens for nobody what a list would not show', async () => {
    expect(await found({ text: 'café' }, 'lead')).toEqual(named('march'));
    expect(await found({ text: 'café' }, 'head')).toEqual(named('aboutLead', 'march'));
    for (const who of ['teacher', 'colleague', 'ict', 'admin', 'chair']) {
      expect(await found({ text: 'café' }, who), who).toEqual([]);
      expect(await found({ pupil: 'Robin Invented' }, who), who).toEqual([]);
    }
  });

  it('answers as if the hidden case did not exist', async () => {
    const hidden = await find('lead', { text: 'locked' });
    expect(hidden).toEqual(await find('lead', { text: 'never written' }));
    expect(wordsOf(hidden)).toContain('No case was found.');
  });
});

describe('what was looked for', () => {
  it('[X12] is audited as a search, with who, when and how many were opened, and not with its words', async () => {
    const before = (await searches()).length;
    desk.clock.set('2026-11-12T09:30:00Z');
    await find('lead', { text: 'quetzal sighting' });
    await find('head', { pupil: 'Quetzal Coatl' });
    await find('lead', { status: 'new' });
    const made = (await searches()).slice(before);
    expect(made).toMatchObject([
      { actor: await desk.personId('lead'), detail: { texts: true, pupil: false, opened: 3 } },
      { actor: await desk.personId('head'), detail: { texts: false, pupil: true, opened: 0 } },
    ]);
    expect(new Date(made[0]?.at ?? 0).toISOString()).toBe('2026-11-12T09:30:00.000Z');
    expect(await verifyAudit(desk.program.database, DEMO_SCHOOL)).toMatchObject({ whole: true });
  });

  it('stands in no button, no log and nowhere in the database', async () => {
    const searched: Record<string, string>[] = [
      { text: 'quetzal robin' },
      { pupil: 'Quetzal Robin' },
      { text: 'message' },
    ];
    for (const values of searched) {
      const view = await find('lead', values);
      const card = describeView(view);
      if (card.kind !== 'card') throw new Error('not a card');
      const entries = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.items : []));
      const buttons = [...card.actions, ...entries.flatMap(({ action }) => action ?? [])];
      expect(JSON.stringify([view, buttons])).not.toMatch(/quetzal|robin|message/i);
    }
    expect(desk.logLines.join('\n')).not.toMatch(/quetzal/i);
    for (const text of ['quetzal', 'Quetzal', 'kestrel'])
      expect(await searchDatabase(desk.databaseUrl, text)).toEqual([]);
  });
});

describe('a search that finds more than a list shows', () => {
  let busy: TestDesk;
  beforeAll(async () => {
    busy = await openDemoDesk();
    for (let index = 0; index < 40; index += 1) {
      const day = 1 + Math.floor(index / 4);
      const reportedAt = new Date(`2026-10-${String(day).padStart(2, '0')}T09:${10 + (index % 4)}:00Z`);
      await recordCase(busy, DEMO_SCHOOL, { reportedAt, body: { what: `Number ${index}, osprey.` } });
    }
    for (let index = 0; index < 17; index += 1) {
      const reportedAt = new Date(`2026-10-20T09:${10 + index}:00Z`);
      await recordCase(busy, DEMO_SCHOOL, { reportedAt, body: { what: 'A falcon.' } });
    }
  });
  afterAll(() => busy.close());
  const findBusy = async (values: Record<string, string>) => {
    const event = { kind: 'submit', origin: busy.origin('lead'), form: 'find', data: { key: 'f' }, values } as const;
    return shown(await busy.event(event), 'case-list');
  };

  it('says from which day on all is shown, and a search before it goes on without a gap', async () => {
    const seen = new Set<string>();
    let before: Record<string, string> = {};
    for (let turn = 0; turn < 10; turn += 1) {
      const view = await findBusy({ text: 'osprey', ...before });
      for (const { reference } of view.cases) seen.add(reference);
      expect(view.cases.length).toBeLessThanOrEqual(15);
      if (view.searchedBackTo === null) break;
      expect(wordsOf(view)).toContain('Looked through everything since ');
      before = { before: view.searchedBackTo };
    }
    expect(seen.size).toBe(40);
  });

  it('offers to go on from that day, with nothing else in the button', async () => {
    const view = await findBusy({ text: 'osprey' });
    expect(view.searchedBackTo).toBe('2026-10-08');
    const card = describeView(view);
    const button = card.kind === 'card' ? card.actions.find(({ name }) => name === 'find') : undefined;
    expect(button).toMatchObject({ kind: 'open', label: 'Search further back', data: { before: '2026-10-08' } });
    expect(wordsOf(view)).toContain('search again with “Reported before” Thursday 8 October 2026');
  });

  it('asks for narrower words where one day alone has more', async () => {
    const first = await findBusy({ text: 'falcon', before: '2026-10-21' });
    expect(first).toMatchObject({ searchedBackTo: null, crowded: true });
    expect(wordsOf(first)).toContain('another word');
  });
});

describe('a search over several schools', () => {
  const SCHOOLS = ['wessex-school-a', 'wessex-school-b'];
  let trust: TestDesk;
  beforeAll(async () => {
    trust = await openTestDesk({
      profiles: loadExample('wessex'),
      people: [
        ...SCHOOLS.map((school) => ({ who: 'both', roles: ['dsl' as const], school })),
        { who: 'one', roles: ['dsl'], school: 'wessex-school-b' },
      ],
    });
    for (let index = 0; index < 46; index += 1) {
      const reportedAt = new Date(Date.parse('2026-09-01T09:00:00Z') + index * 12 * 60 * 60_000);
      const schoolId = SCHOOLS[index % 3 === 0 ? 0 : 1] as string;
      await recordCase(trust, schoolId, { reportedAt, body: { what: 'A dunlin.' }, pupils: ['Robin Invented'] });
    }
  });
  afterAll(() => trust.close());

  it.each([
    ['text', 'dunlin'],
    ['pupil', 'robin invented'],
  ])('goes on without a gap, by %s', async (field, looked) => {
    const findAll = async (who: string) => {
      const seen = new Set<string>();
      for (let before: string | null = '2026-12-01'; before; ) {
        const event = { kind: 'submit', origin: trust.origin(who), form: 'find', data: { key: 'f' } } as const;
        const view: CaseListView = shown(
          await trust.event({ ...event, values: { [field]: looked, before } }),
          'case-list',
        );
        const times = view.cases.map(({ reportedAt }) => reportedAt);
        expect(times).toEqual([...times].sort().reverse());
        for (const { caseId } of view.cases) seen.add(caseId);
        before = view.searchedBackTo;
      }
      return seen.size;
    };
    expect(await findAll('both')).toBe(46);
    expect(await findAll('one')).toBe(30);
  });
});
