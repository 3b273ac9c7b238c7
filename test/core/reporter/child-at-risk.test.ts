import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/store/audit.ts';
import { DEMO_SCHOOL, openDemoDesk, sendAway } from '../../support/demo-school.ts';
import { SCHOOL_MORNING, type TestDesk, VALID_REPORT } from '../../support/test-desk.ts';
import { only, shown, wordsOf } from '../../support/views.ts';

const CHILD = 'Robin Invented is afraid to come to school and needs somebody to talk to today.';
const STORY = 'He shouted at a pupil and took a picture of her.';

let desk: TestDesk;
let owner: postgres.Sql;

beforeAll(async () => {
  desk = await openDemoDesk();
  owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await owner.end({ timeout: 1 });
  await desk.close();
});
beforeEach(async () => {
  desk.clock.set(SCHOOL_MORNING);
  await desk.deliver();
  desk.chat.sent.length = 0;
});

const about = async (who: string, more: Record<string, string> = {}) => ({
  adult: 'yes',
  adultPerson: await desk.personId(who),
  what: STORY,
  type: 'staff_allegation',
  childNeeds: CHILD,
  ...more,
});

const childOf = (receipt: Awaited<ReturnType<TestDesk['reports']>>) => {
  if (!receipt.child) throw new Error('no case for the child');
  return receipt.child.reference;
};

const told = () =>
  desk.chat.sent
    .filter(({ to }) => to === 'person')
    .map(({ target, view }) => [target, 'reference' in view && view.reference]);

async function countCases(): Promise<number> {
  const [row] = await owner<{ rows: number }[]>`select count(*)::int as rows from cases`;
  return row?.rows ?? 0;
}

describe('a child at risk in a concern about an adult', () => {
  it('gets a case of its own for the safeguarding lead, and the receipt names both', async () => {
    const receipt = await desk.reports('teacher', await about('colleague'));
    expect(receipt).toMatchObject({
      reference: expect.stringMatching(/^ES-R-/),
      restricted: true,
      readers: ['Headteacher'],
    });
    expect(receipt.child).toMatchObject({ reference: expect.stringMatching(/^ES-2026-\w{4}$/) });
    expect(wordsOf(receipt)).toContain(`Recorded as ${receipt.reference} and ${childOf(receipt)} for the child`);
    await desk.deliver();
    expect(told()).toContainEqual(['head', receipt.reference]);
    expect(told()).toContainEqual(['lead', childOf(receipt)]);
    expect(only(desk.chat.toPerson('lead'), 'case-card').map(({ reference }) => reference)).toEqual([childOf(receipt)]);
    expect(desk.chat.sent.filter(({ target }) => target === 'colleague')).toEqual([]);
    const mine = shown(await desk.says('teacher', 'mine'), 'my-reports');
    expect(mine.reports.map(({ reference }) => reference)).toEqual(
      expect.arrayContaining([receipt.reference, childOf(receipt)]),
    );
  });

  it('takes no number: whoever reads the other cases sees no gap, and nothing says that it is restricted', async () => {
    const before = await desk.reports('teacher');
    const receipt = await desk.reports('teacher', await about('lead'));
    const after = await desk.reports('teacher');
    const numberOf = ({ reference }: { reference: string }) => Number(reference.split('-')[2]);
    expect(numberOf(after)).toBe(numberOf(before) + 1);
    expect(childOf(receipt)).toMatch(/^ES-2026-[BCDFGHJ-NP-TV-Z][2-9BCDFGHJ-NP-TV-Z]{3}$/);
    const [stored] = await owner`select restricted from cases where reference = ${childOf(receipt)}`;
    expect(stored).toEqual({ restricted: false });
    expect(shown(await desk.says('deputy', `case ${childOf(receipt)}`), 'case-detail').what).toBe(CHILD);
    // Where nobody is kept from it, it is numbered as every other.
    const unlisted = await desk.reports('teacher', { ...(await about('lead')), adultPerson: 'not-listed' });
    expect(childOf(unlisted)).toMatch(/^ES-2026-\d{4}$/);
  });

  it('which holds the words written for it and nothing else: no allegation, no adult, no trace of the other case', async () => {
    const receipt = await desk.reports('teacher', await about('colleague'));
    const data = { case: await desk.caseIdOf(childOf(receipt)) };
    const detail = shown(await desk.presses('lead', 'view-case', data), 'case-detail');
    expect(detail).toMatchObject({
      what: CHILD,
      who: [],
      adult: null,
      type: null,
      urls: [],
      device: null,
      place: null,
    });
    const work = shown(await desk.presses('lead', 'work-case', data), 'case-work');
    expect(work).toMatchObject({ restricted: false, links: [], tasks: [] });
    for (const view of [detail, work]) {
      expect(JSON.stringify(view)).not.toMatch(/shouted|Staff colleague|ES-R-|staff_allegation/);
      expect(JSON.stringify(view)).not.toContain(await desk.personId('colleague'));
    }
    // Its file, too: nothing in it says that the record keeps it from somebody.
    const lead = shown(await desk.presses('lead', 'cases', {}), 'case-list');
    expect(lead.cases.map(({ reference }) => reference)).not.toContain(receipt.reference);
    const entry = await desk.program.store.workOf(
      DEMO_SCHOOL,
      data.case,
      { personId: await desk.personId('lead'), pupilCases: true },
      desk.clock.now(),
      false,
    );
    expect(entry).toMatchObject({ namedAdultIds: [], adultIds: [await desk.personId('colleague')] });
  });

  it('whoever handles the adult reads all of it', async () => {
    const receipt = await desk.reports('teacher', await about('colleague'));
    const data = { case: receipt.reportId };
    const detail = shown(await desk.presses('head', 'view-case', data), 'case-detail');
    expect(detail.what).toBe(`${STORY}\n\n${CHILD}`);
    expect(await desk.presses('lead', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  });

  it('keeps it from the adult, also as safeguarding lead: the next ones get it', async () => {
    const receipt = await desk.reports('teacher', await about('lead'));
    await desk.deliver();
    expect(told().some(([who]) => who === 'lead')).toBe(false);
    expect(told()).toContainEqual(['deputy', childOf(receipt)]);
    expect(receipt.child?.readers).not.toContain('Designated safeguarding lead');
    const data = { case: await desk.caseIdOf(childOf(receipt)) };
    const missing = { view: { name: 'notice', notice: 'no-such-case' } };
    expect(await desk.presses('lead', 'view-case', data)).toMatchObject(missing);
    expect(await desk.says('lead', `case ${childOf(receipt)}`)).toMatchObject(missing);
    const list = shown(await desk.says('lead', 'cases'), 'case-list');
    expect(list.cases.map(({ reference }) => reference)).not.toContain(childOf(receipt));
    expect(shown(await desk.presses('deputy', 'view-case', data), 'case-detail').what).toBe(CHILD);
    // The ladder goes on without her.
    for (let rung = 0; rung < 4; rung += 1) {
      desk.clock.forwardMinutes(24 * 60);
      await desk.tick();
    }
    expect(told().some(([who, reference]) => who === 'lead' && reference === childOf(receipt))).toBe(false);
    expect(told()).toContainEqual(['head', childOf(receipt)]);
  });

  it('in immediate danger both are told at once, still without the adult', async () => {
    const receipt = await desk.reports('teacher', await about('deputy', { danger: 'yes' }));
    await desk.deliver();
    const first = only(
      desk.chat.sent.filter(({ target }) => target === 'lead').map(({ view }) => view),
      'case-card',
    );
    expect(first).toMatchObject([{ reference: childOf(receipt), reason: 'immediate' }]);
    expect(told().some(([who]) => who === 'deputy')).toBe(false);
    expect(wordsOf(receipt)).toContain('999');
  });

  it('says so on the receipt where nobody is there for the child', async () => {
    const alone = await openDemoDesk({
      people: [
        { who: 'teacher', roles: ['class_teacher'] },
        { who: 'lead', roles: ['dsl'] },
        { who: 'head', roles: ['head'] },
        { who: 'chair', roles: ['chair'] },
      ],
    });
    try {
      await sendAway(alone, 'head', 600);
      const adultPerson = await alone.personId('lead');
      const receipt = await alone.reports('teacher', { adult: 'unsure', adultPerson, childNeeds: CHILD });
      expect(receipt.readers).toEqual(['Chair of governors']);
      expect(receipt.child?.readers).toEqual([]);
      expect(wordsOf(receipt)).toContain('Nobody can be told about the child by this app now');
      await alone.deliver();
      const updates = only(alone.chat.toPerson('teacher'), 'reporter-update');
      expect(updates.map(({ reference, update }) => [reference, update])).toContainEqual([
        receipt.child?.reference,
        'nobody-reached',
      ]);
    } finally {
      await alone.close();
    }
  });

  it('asks again where the words for the safeguarding lead name the adult, and keeps them', async () => {
    const before = await countCases();
    const values = { ...VALID_REPORT, ...(await about('colleague', { childNeeds: 'Afraid of staff  Colleague.' })) };
    const view = shown(await desk.submits('teacher', 'report', { key: 'named' }, values), 'report-form');
    expect(view.errors.childNeeds).toContain('leave the adult’s name out');
    expect(view.values.childNeeds).toBe('Afraid of staff  Colleague.');
    expect(await countCases()).toBe(before);
  });

  it('is part of the account where it turns out to be about no adult', async () => {
    const receipt = await desk.reports('teacher', { childNeeds: CHILD });
    expect(receipt).toMatchObject({ restricted: false, child: null });
    const detail = shown(await desk.presses('lead', 'view-case', { case: receipt.reportId }), 'case-detail');
    expect(detail.what).toBe(`${VALID_REPORT.what}\n\n${CHILD}`);
  });
});

describe('both cases or none', () => {
  it('answers a second delivery with the first answer and writes nothing more', async () => {
    const values = { ...VALID_REPORT, ...(await about('colleague')) };
    const send = () => desk.submits('teacher', 'report', { key: 'both-twice' }, values);
    const first = await send();
    const before = await countCases();
    desk.clock.forwardMinutes(3);
    expect(await send()).toEqual(first);
    const all = await Promise.all([send(), send(), send()]);
    for (const reply of all) expect(reply).toEqual(first);
    expect(await countCases()).toBe(before);
    expect(await verifyAudit(desk.program.database, DEMO_SCHOOL)).toMatchObject({ whole: true });
  });

  it.each(['ES-R-', 'ES-2026-'])(
    'writes neither when the one of %s cannot be written, and both when it can',
    async (series) => {
      const values = { ...VALID_REPORT, ...(await about('colleague')) };
      const before = await countCases();
      await owner.unsafe(`create or replace function fail_series() returns trigger language plpgsql as
      $$ begin if new.reference like '${series}%' then raise exception 'broken on purpose'; end if; return new; end $$`);
      await owner.unsafe(
        'create trigger fails_series before insert on cases for each row execute function fail_series()',
      );
      const key = `both-${series}`;
      try {
        const view = shown(await desk.submits('teacher', 'report', { key }, values), 'report-form');
        expect(view).toMatchObject({ problem: 'not-saved', values });
      } finally {
        await owner.unsafe('drop trigger fails_series on cases');
      }
      expect(await countCases()).toBe(before);
      const receipt = shown(await desk.submits('teacher', 'report', { key }, values), 'receipt');
      expect(receipt.child).not.toBeNull();
      expect(await countCases()).toBe(before + 2);
    },
  );

  it('leaves no gap in the numbers, with a number and without', async () => {
    const number = (text = '') => Number(text.slice(-4));
    const before = await desk.reports('teacher');
    await desk.reports('teacher', await about('colleague'));
    const { child } = await desk.reports('teacher', { ...(await about('colleague')), adultPerson: 'not-listed' });
    expect(number(child?.reference)).toBe(number(before.reference) + 1);
    expect(number((await desk.reports('teacher')).reference)).toBe(number(before.reference) + 2);
  });
});
