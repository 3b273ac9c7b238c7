import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../../cards/describe.ts';
import { DEMO_SCHOOL, NO_CASE, openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown, wordsOf } from '../../support/views.ts';

const PLACE = 'teams:19:dsl-team-cases@thread.tacv2';
const MORE = 'She told me the same thing happened on Monday, at the bus stop.';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
  await desk.addPlace(PLACE, ['lead', 'deputy', 'head']);
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.deliver();
  desk.chat.sent.length = 0;
});

/** Opens the form as its button does and sends it. */
async function adds(who: string, report: string, values: Record<string, string>) {
  const form = shown(await desk.opens(who, 'add-to-report', { report }), 'desk-form');
  return desk.submits(who, 'add-to-report', { ...form.data, key: form.formKey }, values);
}

async function countOf(table: 'chronology' | 'outbox' | 'audit_entries'): Promise<number> {
  const [row] = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.execute<{ rows: number }>(sql`select count(*)::int as rows from ${sql.raw(table)}`),
  );
  return row?.rows ?? 0;
}

const entriesOf = async (who: string, caseId: string) =>
  shown(await desk.presses(who, 'view-case', { case: caseId }), 'case-detail').chronology;

const linesPosted = () => only(desk.chat.posted(), 'thread-line').map(({ line }) => line);

/** Acknowledges, finds no more to do and closes. */
async function closes(caseId: string): Promise<void> {
  await desk.presses('lead', 'acknowledge', { case: caseId });
  const values = {
    outcome: 'support_in_school',
    rationale: 'Settled.',
    notReferred: 'Nothing to refer.',
    parents: 'yes',
    place: 'school',
    evaluation: 'Went well.',
  };
  const form = shown(await desk.opens('lead', 'close', { case: caseId }), 'desk-form');
  shown(await desk.submits('lead', 'close', { ...form.data, key: form.formKey }, values), 'case-work');
}

describe('more to say about one’s own report', () => {
  it('each own report has the button that opens the form, from the list, the receipt and what the reporter is told', async () => {
    const receipt = await desk.reports('teacher');
    await desk.presses('lead', 'acknowledge', { case: receipt.reportId });
    await desk.deliver();
    const mine = describeView(shown(await desk.says('teacher', '/esafety mine'), 'my-reports'));
    const button = expect.objectContaining({ kind: 'open', name: 'add-to-report', data: { report: receipt.reportId } });
    const [entries] = mine.blocks;
    expect(entries).toMatchObject({ kind: 'entries', items: [{ title: receipt.reference, action: button }] });
    expect(describeView(receipt)).toMatchObject({ actions: expect.arrayContaining([button]) });
    const [update] = only(desk.chat.toPerson('teacher'), 'reporter-update');
    expect(update && describeView(update)).toMatchObject({ actions: expect.arrayContaining([button]) });
  });

  it('goes into the chronology sealed; the thread learns that there is more, and nothing else changes', async () => {
    const { reportId, reference } = await desk.reports('teacher');
    await desk.deliver();
    const before = await desk.program.store.caseForMessage(DEMO_SCHOOL, reportId);
    desk.chat.sent.length = 0;
    expect(await adds('teacher', reportId, { wish: 'add', more: MORE })).toMatchObject({
      kind: 'replace',
      view: { name: 'notice', notice: 'added-to-report' },
    });
    await desk.deliver();
    expect(linesPosted()).toEqual(['reporter-added']);
    expect(desk.chat.sent.filter(({ to }) => to === 'edit')).toHaveLength(1);
    // Nobody has it in hand: the team reads the thread, and the ladder runs as before.
    expect(desk.chat.sent.filter(({ to }) => to === 'person')).toEqual([]);
    for (const { view } of desk.chat.sent) expect(wordsOf(view)).not.toMatch(/bus stop|Staff teacher/);
    expect(await desk.program.store.caseForMessage(DEMO_SCHOOL, reportId)).toEqual(before);

    const entries = await entriesOf('lead', reportId);
    expect(entries.at(-1)).toMatchObject({ entry: 'reporter-added', actor: 'Staff teacher', text: MORE });
    const view = shown(await desk.presses('lead', 'view-case', { case: reportId }), 'case-detail');
    expect(wordsOf(view)).toContain(MORE);
    expect(reference).toMatch(/^ES-2026-/);
    expect(desk.logLines.join('\n')).not.toContain('bus stop');
  });

  it('whoever has the case in hand is told 1:1, without a word of it', async () => {
    const { reportId } = await desk.reports('teacher');
    await desk.presses('lead', 'acknowledge', { case: reportId });
    await desk.deliver();
    desk.chat.sent.length = 0;
    await adds('teacher', reportId, { wish: 'add', more: MORE });
    await desk.deliver();
    const alerts = only(desk.chat.toPerson('lead'), 'case-card');
    expect(alerts).toMatchObject([{ reason: 'reporter-added', status: 'acknowledged' }]);
    expect(wordsOf(alerts[0] as (typeof alerts)[0])).not.toContain('bus stop');
    expect(desk.chat.toPerson('head')).toEqual([]);
  });

  it('taken back, it is a note: status, ladder and clocks go on', async () => {
    const { reportId } = await desk.reports('teacher');
    await desk.deliver();
    desk.chat.sent.length = 0;
    const before = await desk.program.store.caseForMessage(DEMO_SCHOOL, reportId);
    const reply = await adds('teacher', reportId, { wish: 'withdraw', more: '' });
    expect(reply).toMatchObject({ view: { name: 'notice', notice: 'withdrawn' } });
    await desk.deliver();
    expect(linesPosted()).toEqual(['reporter-withdrew']);
    expect(await desk.program.store.caseForMessage(DEMO_SCHOOL, reportId)).toEqual(before);
    expect((await entriesOf('lead', reportId)).at(-1)).toMatchObject({ entry: 'reporter-withdrew', text: null });
    desk.clock.forwardMinutes(61);
    await desk.tick();
    expect(
      only(
        desk.chat.sent.map(({ view }) => view),
        'case-card',
      ).map(({ reason }) => reason),
    ).toContain('escalated');
  });

  it('sent twice it is written once', async () => {
    const { reportId } = await desk.reports('teacher');
    await desk.deliver();
    const form = shown(await desk.opens('teacher', 'add-to-report', { report: reportId }), 'desk-form');
    const send = () =>
      desk.submits('teacher', 'add-to-report', { ...form.data, key: form.formKey }, { wish: 'add', more: MORE });
    const first = await send();
    const counts = [await countOf('chronology'), await countOf('outbox'), await countOf('audit_entries')];
    desk.clock.forwardMinutes(2);
    expect(await send()).toEqual(first);
    expect([await countOf('chronology'), await countOf('outbox'), await countOf('audit_entries')]).toEqual(counts);
  });

  it('a closed case can be added to, and stays closed; who had it hears of it', async () => {
    const { reportId } = await desk.reports('teacher', { type: 'other', place: 'outside' });
    await closes(reportId);
    await desk.deliver();
    desk.chat.sent.length = 0;
    const reply = await adds('teacher', reportId, { wish: 'add', more: MORE });
    expect(reply).toMatchObject({ view: { notice: 'added-to-report' } });
    await desk.deliver();
    expect(linesPosted()).toEqual(['reporter-added']);
    expect(only(desk.chat.toPerson('lead'), 'case-card')).toMatchObject([
      { status: 'closed', reason: 'reporter-added' },
    ]);
    expect(desk.chat.toPerson('teacher')).toEqual([]);
  });

  it('in a restricted case its recipients are told 1:1, and no place or other person', async () => {
    const adultPerson = await desk.personId('lead');
    const { reportId } = await desk.reports('teacher', { adult: 'yes', adultPerson });
    await desk.deliver();
    desk.chat.sent.length = 0;
    await adds('teacher', reportId, { wish: 'add', more: MORE });
    await desk.deliver();
    expect(desk.chat.sent.map(({ to, target }) => [to, target])).toEqual([['person', 'head']]);
    expect(only(desk.chat.toPerson('head'), 'case-card')).toMatchObject([
      { reason: 'reporter-added', restricted: true },
    ]);
    expect((await entriesOf('head', reportId)).at(-1)).toMatchObject({ text: MORE });
  });

  it('a message that there is more counts on no rung of the ladder', async () => {
    const adultPerson = await desk.personId('colleague');
    const { reportId } = await desk.reports('teacher', { adult: 'yes', adultPerson });
    await adds('teacher', reportId, { wish: 'add', more: MORE });
    await desk.deliver();
    expect(await desk.program.store.toldOf(DEMO_SCHOOL, reportId)).toEqual([await desk.personId('head')]);
  });
});

describe('whose report it is', () => {
  it('opens for nobody but the reporter, and says the same as for one that does not exist', async () => {
    const { reportId } = await desk.reports('teacher');
    const missing = await desk.opens('colleague', 'add-to-report', { report: NO_CASE });
    expect(missing).toMatchObject({ kind: 'show', view: { name: 'notice', notice: 'no-such-report' } });
    for (const who of ['colleague', 'lead', 'head', 'admin'])
      expect(await desk.opens(who, 'add-to-report', { report: reportId }), who).toEqual(missing);
    for (const report of ['', 'nonsense', reportId.toUpperCase()])
      expect(await desk.opens('teacher', 'add-to-report', { report })).toEqual(missing);
  });

  it('keeps the words of whoever sends a form about another’s report, and writes nothing', async () => {
    const { reportId } = await desk.reports('teacher');
    const before = await countOf('chronology');
    const typed = { wish: 'add', more: MORE };
    for (const report of [reportId, NO_CASE]) {
      const view = shown(await desk.submits('lead', 'add-to-report', { report, key: 'mine' }, typed), 'desk-form');
      expect(view).toMatchObject({ problem: 'not-served', values: typed, data: {}, reference: null });
      expect(wordsOf(view)).toContain('NOT saved');
    }
    expect(await countOf('chronology')).toBe(before);
  });

  it('says what is missing and keeps the rest', async () => {
    const { reportId } = await desk.reports('teacher');
    const view = shown(await adds('teacher', reportId, { wish: 'add', more: '  ' }), 'desk-form');
    expect(view.errors).toEqual({ more: 'Please write what you want to add.' });
    const long = 'x'.repeat(10_001);
    const tooLong = shown(await adds('teacher', reportId, { wish: 'withdraw', more: long }), 'desk-form');
    expect(tooLong).toMatchObject({ problem: 'check-fields', values: { more: long } });
  });
});
