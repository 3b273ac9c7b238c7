import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../../cards/describe.ts';
import type { PupilView } from '../../../src/core/case-views.ts';
import { DEMO_SCHOOL, NO_CASE, openDemoDesk } from '../../support/demo-school.ts';
import { recordCase } from '../../support/record-case.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

/** A report about these pupils on a day of its own. */
async function report(day: string, who: string, more: Record<string, string> = {}) {
  desk.clock.set(`${day}T10:00:00Z`);
  const { reference } = await desk.reports('teacher', { date: day, who, ...more });
  return { reference, caseId: await desk.caseIdOf(reference) };
}
async function addPupil(caseId: string, values: Record<string, string>): Promise<void> {
  const data = { case: caseId, key: `add-${caseId}` };
  const typed = { what: 'pupil', reason: 'Named by her friend.', ...values };
  const reply = await desk.event({ kind: 'submit', origin: desk.origin('lead'), form: 'people', data, values: typed });
  shown(reply, 'case-work');
}
const detailOf = async (caseId: string, who = 'lead') =>
  shown(await desk.presses(who, 'view-case', { case: caseId }), 'case-detail');
const pupilOf = async (subject: string, who = 'lead', before?: string): Promise<PupilView> =>
  shown(await desk.presses(who, 'pupil', before === undefined ? { subject } : { subject, before }), 'pupil');
const earlierOf = async (caseId: string, who = 'lead') =>
  (await detailOf(caseId, who)).pupils.map(({ name, earlier }) => [name, earlier]);
async function subjectIn(caseId: string): Promise<string> {
  const [row] = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.execute<{ id: string }>(
      sql`select subject_id as id from case_people where case_id = ${caseId}::uuid
        and subject_id is not null and withdrawn_at is null limit 1`,
    ),
  );
  return row?.id ?? '';
}

describe('a pupil who was named before', () => {
  it('is shown on the case with the earlier references, the newest first, and a button', async () => {
    const first = await report('2026-09-07', 'Merle Thrupp, 4 Ash');
    const second = await report('2026-09-14', 'Ivo Quill, 4 Ash\nmerle  THRUPP, 4 Ash');
    const third = await report('2026-09-21', 'Merle Thrupp, 4 Ash\nOna Fenn, 4 Ash');
    expect(await earlierOf(first.caseId)).toEqual([]);
    expect(await earlierOf(second.caseId)).toEqual([['merle  THRUPP', [first.reference]]]);
    const detail = await detailOf(third.caseId);
    expect(detail.pupils).toMatchObject([{ name: 'Merle Thrupp', earlier: [second.reference, first.reference] }]);
    expect(wordsOf(detail)).toContain('Named before');
    expect(wordsOf(detail)).toContain('The same name, not proof of the same child: check the date of birth');
    const card = describeView(detail);
    const entries = card.blocks.flatMap((block) =>
      block.kind === 'section' ? block.blocks.flatMap((inner) => (inner.kind === 'entries' ? inner.items : [])) : [],
    );
    const data = { subject: detail.pupils[0]?.subjectId };
    expect(entries[0]?.action).toMatchObject({ kind: 'press', name: 'pupil', data });
    // The case as it is worked counts the same.
    const work = shown(await desk.presses('lead', 'work-case', { case: third.caseId }), 'case-work');
    expect(work.pupils.map(({ name, earlier }) => [name, earlier])).toEqual(
      expect.arrayContaining([
        ['Merle Thrupp', 2],
        ['Ona Fenn', 0],
      ]),
    );
  });

  it('counts where the name was added to the case later', async () => {
    const first = await report('2026-09-08', 'Tamsin Wick, 6 Elm');
    const second = await report('2026-09-15', 'Nobody Else, 6 Elm');
    expect(await earlierOf(second.caseId)).toEqual([]);
    await addPupil(second.caseId, { pupil: 'Tamsin Wick' });
    expect(await earlierOf(second.caseId)).toEqual([['Tamsin Wick', [first.reference]]]);
    const third = await report('2026-09-22', 'Tamsin Wick, 6 Elm');
    expect(await earlierOf(third.caseId)).toEqual([['Tamsin Wick', [second.reference, first.reference]]]);
  });

  it('is not taken for a child of the same name whose date of birth or number is another', async () => {
    const known = async (day: string, values: Record<string, string>) => {
      const item = await report(day, 'Alex Penhale, 3 Oak');
      await addPupil(item.caseId, { pupil: 'Alex Penhale', ...values });
      return item;
    };
    const born2016 = await known('2026-09-01', { birthDate: '2016-03-04' });
    const born2017 = await known('2026-09-02', { birthDate: '2017-05-06' });
    const unknown = await report('2026-09-03', 'Alex Penhale, 3 Oak');
    const again2016 = await known('2026-09-04', { birthDate: '2016-03-04', pupilId: 'A1' });
    const otherNumber = await known('2026-09-07', { pupilId: 'B2' });
    // Another number, but the same date of birth: one of the numbers is of another register.
    const otherRegister = await known('2026-09-08', { birthDate: '2016-03-04', pupilId: 'C3' });
    const references = async (caseId: string) => (await detailOf(caseId)).pupils.flatMap(({ earlier }) => earlier);
    expect(await references(born2017.caseId)).toEqual([]);
    expect(await references(unknown.caseId)).toEqual([born2017.reference, born2016.reference]);
    expect(await references(again2016.caseId)).toEqual([unknown.reference, born2016.reference]);
    expect(await references(otherNumber.caseId)).toEqual([unknown.reference, born2017.reference, born2016.reference]);
    expect(await references(otherRegister.caseId)).toEqual([
      again2016.reference,
      unknown.reference,
      born2016.reference,
    ]);
    const page = await pupilOf(await subjectIn(again2016.caseId));
    const naming = page.cases.map(({ reference }) => reference);
    expect(naming).not.toContain(born2017.reference);
    expect(naming).not.toContain(otherNumber.reference);
  });
});

describe("a pupil's chronology", () => {
  it('puts the entries of all cases in the order in which things happened, with what was reported', async () => {
    const first = await report('2026-10-05', 'Corin Ashby, 5 Oak', { what: 'He was upset about a game.' });
    const second = await report('2026-10-12', 'Corin Ashby, 5 Oak', { what: 'He would not go home.' });
    await report('2026-10-13', 'Somebody Other, 5 Oak', { what: 'Not about him.' });
    desk.clock.set('2026-10-14T10:00:00Z');
    const data = { case: first.caseId, key: 'late-note' };
    await desk.event({
      kind: 'submit',
      origin: desk.origin('lead'),
      form: 'note',
      data,
      values: { note: 'Met mother.' },
    });
    const page = await pupilOf(await subjectIn(second.caseId));
    expect(page.pupil).toBe('Corin Ashby');
    expect(page.cases.map(({ reference }) => reference)).toEqual([second.reference, first.reference]);
    const told = page.entries.filter(({ text }) => text !== null);
    expect(told.map(({ reference, entry, text }) => [reference, entry, text])).toEqual([
      [first.reference, 'recorded', 'He was upset about a game.'],
      [second.reference, 'recorded', 'He would not go home.'],
      [first.reference, 'note', 'Met mother.'],
    ]);
    const times = page.entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect(wordsOf(page)).toContain('check the date of birth');
    expect(wordsOf(page)).toContain('the oldest first');
  });

  it('[X12] is audited for each case it opens, with who and when', async () => {
    const first = await report('2026-10-06', 'Lowri Pask, 5 Oak');
    const second = await report('2026-10-07', 'Lowri Pask, 5 Oak');
    const subject = await subjectIn(first.caseId);
    desk.clock.set('2026-10-08T08:00:00Z');
    await pupilOf(subject, 'head');
    const rows = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
      tx.execute(sql`select case_id, actor_id, at from audit_entries
        where action = 'case.viewed' and detail = '{"part":"pupil"}' and at = '2026-10-08T08:00:00Z'`),
    );
    expect(rows.map((row) => row.case_id).sort()).toEqual([first.caseId, second.caseId].sort());
    expect(new Set(rows.map((row) => row.actor_id))).toEqual(new Set([await desk.personId('head')]));
  });

  it('is paged from its end without a gap or a repeat, entries long and short', async () => {
    desk.clock.set('2026-10-19T08:00:00Z');
    const texts: string[] = [];
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { caseId } = await report(`2026-10-2${index}`, 'Ysolde Marsh, 5 Oak', { what: `Report ${index}.` });
      ids.push(caseId);
      texts.push(`Report ${index}.`);
    }
    for (let index = 0; index < 40; index += 1) {
      desk.clock.forwardMinutes(index % 3 === 0 ? 0 : 7);
      const text = index % 5 === 0 ? `${index} `.repeat(3_000).trim() : `Note ${index}.`;
      texts.push(text);
      const caseId = ids[index % 3] as string;
      const data = { case: caseId, key: `note-${index}` };
      await desk.event({ kind: 'submit', origin: desk.origin('lead'), form: 'note', data, values: { note: text } });
    }
    const subject = await subjectIn(ids[0] as string);
    const seen: string[] = [];
    let turns = 0;
    let page = await pupilOf(subject);
    for (; ; turns += 1) {
      seen.unshift(...page.entries.flatMap(({ text }) => text ?? []));
      expect(page.newest).toBe(turns === 0);
      if (!page.older) break;
      expect(page.older.before?.length).toBeLessThan(30);
      page = await pupilOf(subject, 'lead', page.older.before);
    }
    expect(seen).toEqual(texts);
    expect(turns).toBeGreaterThan(3);
  });
});

describe('a pupil’s chronology and those who may not know', () => {
  it('is answered like a pupil who does not exist', async () => {
    const { caseId } = await report('2026-10-26', 'Hedra Bolt, 5 Oak');
    const subject = await subjectIn(caseId);
    for (const who of ['teacher', 'colleague', 'ict', 'admin', 'chair'])
      expect(await desk.presses(who, 'pupil', { subject })).toEqual(
        await desk.presses(who, 'pupil', { subject: NO_CASE }),
      );
    for (const data of [{}, { subject: 'Hedra Bolt' }, { subject: "' or true" }] as Record<string, string>[])
      expect(await desk.presses('lead', 'pupil', data)).toMatchObject({ view: { notice: 'no-such-case' } });
    expect(await pupilOf(subject, 'lead', 'not a place')).toEqual({ ...(await pupilOf(subject)), newest: false });
  });

  it('leaves out a restricted case and one about the reader, in references, counts and entries', async () => {
    const open = await report('2026-10-27', 'Jory Tregear, 5 Oak');
    const secret = 'He was alone with him.';
    const hidden = await recordCase(desk, DEMO_SCHOOL, {
      drawnReference: 'ES-R-2222',
      reportedAt: new Date('2026-10-28T10:00:00Z'),
      adultIds: [await desk.personId('deputy')],
      access: [{ personId: await desk.personId('head'), reason: 'route' }],
      pupils: ['Jory Tregear'],
      body: { what: secret },
    });
    const later = await report('2026-10-29', 'Jory Tregear, 5 Oak');
    expect(await earlierOf(later.caseId, 'lead')).toEqual([['Jory Tregear', [open.reference]]]);
    expect(await earlierOf(later.caseId, 'head')).toEqual([['Jory Tregear', [hidden.reference, open.reference]]]);
    const subject = await subjectIn(later.caseId);
    expect(JSON.stringify(await pupilOf(subject, 'lead'))).not.toMatch(/ES-R-2222|alone with him/);
    expect(JSON.stringify(await pupilOf(subject, 'head'))).toContain(secret);
    expect(await desk.presses('lead', 'pupil', { subject: await subjectIn(hidden.caseId) })).toMatchObject({
      view: { notice: 'no-such-case' },
    });
  });
});
