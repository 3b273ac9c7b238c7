import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../../cards/describe.ts';
import { DEMO_SCHOOL, DEMO_STAFF, NO_CASE, openDemoDesk, sendAway } from '../../support/demo-school.ts';
import { openSchool } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, optionsOf, shown, wordsOf } from '../../support/views.ts';

const QUESTION = 'May my class use the new drawing app with their own names?';

let desk: TestDesk;

beforeAll(async () => {
  const people = [...DEMO_STAFF, { who: 'coordinator', roles: ['esafety_coordinator' as const] }];
  // In this school nobody is co-ordinator by another function.
  const change = (profile: Parameters<NonNullable<Parameters<typeof openDemoDesk>[0]>['change'] & object>[0]) => ({
    ...profile,
    roles: { ...profile.roles, esafety_coordinator: { title: 'E-safety co-ordinator' } },
  });
  desk = await openDemoDesk({ people, change });
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.deliver();
  desk.chat.sent.length = 0;
});

async function asks(who: string, values: Record<string, string> = { question: QUESTION }) {
  const form = shown(await desk.says(who, '/esafety ask'), 'desk-form');
  return { form, reply: await desk.submits(who, 'ask', { ...form.data, key: form.formKey }, values) };
}

/** Asks and answers what the one who is told gets. */
async function asked(who: string, teller: string) {
  await asks(who);
  await desk.deliver();
  const [view] = only(desk.chat.toPerson(teller), 'question');
  if (!view) throw new Error(`${teller} was not told`);
  return view;
}

async function countOf(table: string): Promise<number> {
  const [row] = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.execute<{ rows: number }>(sql`select count(*)::int as rows from ${sql.raw(table)}`),
  );
  return row?.rows ?? 0;
}

describe('[X34] a question to the e-safety co-ordinator', () => {
  it('goes to her alone, 1:1, with who asks and nothing of what', async () => {
    const cases = await countOf('cases');
    const { form, reply } = await asks('teacher');
    expect(describeView(form).blocks[0]).toMatchObject({ title: 'If a child is in immediate danger, ring 999 now.' });
    expect(wordsOf(form)).toContain('report it instead');
    expect(reply).toMatchObject({ kind: 'replace', view: { name: 'notice', notice: 'question-sent' } });
    await desk.deliver();
    expect(desk.chat.sent.map(({ to, target }) => [to, target])).toEqual([['person', 'coordinator']]);
    const [view] = only(desk.chat.toPerson('coordinator'), 'question');
    expect(view).toMatchObject({ from: 'Staff teacher', text: null });
    expect(wordsOf(view as NonNullable<typeof view>)).not.toMatch(/drawing|app with/);
    expect(await countOf('cases')).toBe(cases);
    expect(desk.logLines.join('\n')).not.toContain('drawing');
  });

  it('is read by whoever may answer it, audited, and by nobody else', async () => {
    const { questionId } = await asked('teacher', 'coordinator');
    const before = await countOf(`audit_entries where action = 'question.opened'`);
    const open = (who: string) => desk.presses(who, 'open-question', { question: questionId });
    const opened = shown(await open('coordinator'), 'question');
    expect(opened).toMatchObject({ from: 'Staff teacher', text: QUESTION });
    expect(wordsOf(opened)).toContain(QUESTION);
    expect(await countOf(`audit_entries where action = 'question.opened'`)).toBe(before + 1);
    const missing = await desk.presses('coordinator', 'open-question', { question: NO_CASE });
    expect(missing).toMatchObject({ view: { name: 'notice', notice: 'question-gone' } });
    for (const who of ['teacher', 'colleague', 'ict', 'admin', 'chair']) expect(await open(who), who).toEqual(missing);
    expect(await countOf(`audit_entries where action = 'question.opened'`)).toBe(before + 1);
  });

  it('becomes a report: the words stand in the form, read from the record, and nothing is recorded before it is sent', async () => {
    const { questionId } = await asked('teacher', 'coordinator');
    const opened = shown(await desk.presses('coordinator', 'open-question', { question: questionId }), 'question');
    const [button] =
      describeView(opened).kind === 'card' ? (describeView(opened) as { actions: unknown[] }).actions : [];
    expect(button).toMatchObject({ kind: 'open', name: 'report', data: { question: questionId } });
    const cases = await countOf('cases');
    const form = shown(await desk.opens('coordinator', 'report', { question: questionId }), 'report-form');
    expect(form.values.what).toBe(QUESTION);
    expect(await countOf('cases')).toBe(cases);
    // Whoever may not read it gets the form, for nothing stands in a report's way, and no word of the question.
    const others = shown(await desk.opens('colleague', 'report', { question: questionId }), 'report-form');
    expect(others.values.what).toBeUndefined();
  });

  it('an account that was removed from the workspace meanwhile reads no question by that way', async () => {
    const { questionId } = await asked('teacher', 'coordinator');
    const account = desk.chat.accounts.get('coordinator');
    desk.clock.forwardMinutes(60);
    desk.chat.accounts.delete('coordinator');
    const reply = await desk.opens('coordinator', 'report', { question: questionId });
    expect(reply).toMatchObject({ view: { name: 'emergency' } });
    if (account) desk.chat.accounts.set('coordinator', account);
    desk.clock.forwardMinutes(60);
  });

  it('asked again by the same delivery, it is asked once', async () => {
    const form = shown(await desk.says('teacher', '/esafety ask'), 'desk-form');
    const send = () => desk.submits('teacher', 'ask', { key: form.formKey }, { question: QUESTION });
    const before = await countOf('questions');
    const first = await send();
    expect(await send()).toEqual(first);
    await desk.deliver();
    expect(await countOf('questions')).toBe(before + 1);
    expect(only(desk.chat.toPerson('coordinator'), 'question')).toHaveLength(1);
  });

  it('is sealed in the database', async () => {
    await asks('teacher', { question: 'Zanzibar question' });
    const rows = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
      tx.execute<{ row: string }>(sql`select questions::text || encode(text_sealed, 'escape') as row from questions`),
    );
    expect(rows.map(({ row }) => row).join()).not.toContain('Zanzibar');
  });

  it('text after the word is not kept: the form opens', async () => {
    const form = shown(await desk.says('teacher', '/esafety ask whether Robin may use it'), 'desk-form');
    expect(JSON.stringify(form)).not.toContain('Robin');
  });

  it('where nobody of them can be reached, the next ones get it', async () => {
    desk.chat.unreachable.add('coordinator');
    await asks('teacher');
    await desk.deliver();
    await desk.deliver();
    expect(only(desk.chat.toPerson('lead'), 'question')).toHaveLength(1);
    desk.chat.unreachable.delete('coordinator');
  });

  it('goes to the safeguarding team while no co-ordinator is there, or where she asks herself', async () => {
    await asks('coordinator');
    await desk.deliver();
    expect(only(desk.chat.toPerson('coordinator'), 'question')).toEqual([]);
    expect(only(desk.chat.toPerson('lead'), 'question')).toHaveLength(1);
    desk.chat.sent.length = 0;
    await sendAway(desk, 'coordinator', 60);
    await asks('teacher');
    await desk.deliver();
    expect(only(desk.chat.toPerson('coordinator'), 'question')).toEqual([]);
    expect(only(desk.chat.toPerson('lead'), 'question')).toHaveLength(1);
  });
});

describe('where it is asked', () => {
  it('says what is missing and keeps what was typed', async () => {
    const { reply } = await asks('teacher', { question: '  ' });
    expect(shown(reply, 'desk-form').errors).toEqual({ question: 'Please write your question.' });
  });

  it('asks which school of somebody who works in two, and tells that one alone', async () => {
    const trust = await openSchool('wessex');
    try {
      const form = shown(await trust.says('both', '/esafety ask'), 'desk-form');
      expect(optionsOf(form, 'school')).toEqual(['wessex-school-a', 'wessex-school-b']);
      const send = (values: Record<string, string>) => trust.submits('both', 'ask', { key: form.formKey }, values);
      expect(shown(await send({ question: QUESTION }), 'desk-form').errors.school).toBe('Please choose the school.');
      await send({ question: QUESTION, school: 'wessex-school-b' });
      await trust.deliver();
      const told = trust.chat.sent.filter(({ view }) => view.name === 'question').map(({ target }) => target);
      expect(told.length).toBeGreaterThan(0);
      expect(told.every((who) => who.endsWith('-b'))).toBe(true);
    } finally {
      await trust.close();
    }
  });
});
