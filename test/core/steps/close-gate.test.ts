import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fills, STEP_VALUES, takes, workOf } from '../../support/case-steps.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import { searchDatabase } from '../../support/search-database.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { optionsOf, shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

/** A case of a kind without a playbook, so that nothing but what a test adds stands in the way. */
async function newCase(values: Record<string, string> = {}): Promise<{ case: string }> {
  const { reference } = await desk.reports('teacher', { type: 'misinformation', place: 'outside', ...values });
  return { case: await desk.caseIdOf(reference) };
}

/** What a try at closing complains of; null once it is closed. */
async function complaints(data: { case: string }, values: Record<string, string> = {}, who = 'lead') {
  const reply = await fills(desk, who, 'close', data, { ...STEP_VALUES.close, ...values });
  return reply.kind === 'replace' && reply.view.name === 'case-work' ? null : shown(reply, 'desk-form').errors;
}

describe('what closing asks for', () => {
  it.each([
    ['outcome', { outcome: '' }],
    ['outcome', { outcome: 'duplicate' }],
    ['outcome', { outcome: 'substantiated' }],
    ['rationale', { rationale: ' ' }],
    ['notReferred', { notReferred: '' }],
    ['parents', { parents: '' }],
    ['parentsReason', { parents: 'no' }],
    ['parentsReason', { parents: 'withheld', parentsReason: ' ' }],
    ['place', { place: '' }],
    ['evaluation', { evaluation: '' }],
  ] as [string, Record<string, string>][])('%s, and nothing is saved without it: %j', async (field, values) => {
    const data = await newCase();
    expect(Object.keys((await complaints(data, values)) ?? {})).toEqual([field]);
    expect(await workOf(desk, 'lead', data.case)).toMatchObject({ status: 'new' });
  });

  it('parents who were not told, with the reason, in the words that were chosen', async () => {
    const data = await newCase();
    expect(
      await complaints(data, { parents: 'withheld', parentsReason: 'It would put the child at risk.' }),
    ).toBeNull();
    const { chronology } = shown(await desk.presses('lead', 'view-case', data), 'case-detail');
    expect(chronology.at(-1)?.facts).toMatchObject({
      parents: 'withheld',
      parentsReason: 'It would put the child at risk.',
    });
  });

  it('no reason for not referring where something was referred', async () => {
    const data = await newCase();
    await takes(desk, 'lead', 'refer', data, { responseDue: '' });
    const form = shown(await desk.opens('lead', 'close', data), 'desk-form');
    expect(form.about.asks).toEqual([]);
    expect(await complaints(data, { notReferred: '' })).toBeNull();
  });

  it('about a colleague, the outcome of an allegation and no other', async () => {
    const adultPerson = await desk.personId('colleague');
    const data = await newCase({ adult: 'yes', adultPerson, type: 'staff_allegation' });
    expect(Object.keys((await complaints(data, {}, 'head')) ?? {})).toEqual(['outcome']);
    expect(await complaints(data, { outcome: 'unsubstantiated' }, 'head')).toBeNull();
  });
});

describe('a case of which nobody has said of what kind it is', () => {
  const unsaid = { type: '' };

  it('is asked for its kind when it is closed, and closed with one answer where that has no checklist', async () => {
    const data = await newCase(unsaid);
    const form = shown(await desk.opens('lead', 'close', data), 'desk-form');
    expect(optionsOf(form, 'type')).toContain('other');
    expect(optionsOf(form, 'type')).not.toContain('staff_allegation');
    expect(Object.keys((await complaints(data, unsaid)) ?? {})).toEqual(['type']);
    expect(Object.keys((await complaints(data, { type: 'staff_allegation' })) ?? {})).toEqual(['type']);
    expect(await complaints(data, { type: 'other' })).toBeNull();
    expect(await workOf(desk, 'lead', data.case)).toMatchObject({ status: 'closed', type: 'other' });
    const { chronology } = shown(await desk.presses('lead', 'view-case', data), 'case-detail');
    expect(chronology.at(-1)?.facts).toMatchObject({ type: 'other' });
  });

  it('is not closed past the checklist of that kind', async () => {
    const data = await newCase(unsaid);
    const gate = (await complaints(data, { type: 'cyberbullying' }))?.gate;
    expect(gate).toContain('Meet the pupils and their parents');
    expect(gate).toContain('Choose this kind under “Assess” first.');
    expect(await workOf(desk, 'lead', data.case)).toMatchObject({ status: 'new', type: null });
  });

  it('is not asked of a case that has one', async () => {
    const form = shown(await desk.opens('lead', 'close', await newCase()), 'desk-form');
    expect(() => optionsOf(form, 'type')).toThrow('no field');
  });
});

describe('what stands in the way of closing', () => {
  it('is every step of the playbook, done or with a reason why not', async () => {
    const data = await newCase({ type: 'account_misuse' });
    const { checklist } = await workOf(desk, 'lead', data.case);
    expect(checklist.length).toBeGreaterThan(1);
    for (const { stepId, text } of checklist) {
      expect((await complaints(data))?.gate).toContain(text);
      const without = await fills(desk, 'lead', 'check', { ...data, step: stepId }, { state: 'not-needed', note: '' });
      expect(without).toMatchObject({ view: { errors: { note: expect.stringContaining('why') } } });
      await takes(desk, 'lead', 'check', { ...data, step: stepId }, { state: 'not-needed', note: 'Left the school.' });
    }
    expect(await complaints(data)).toBeNull();
  });

  it('is an open task, until it is settled', async () => {
    const data = await newCase();
    const { tasks } = await takes(desk, 'lead', 'task', data, { owner: await desk.personId('ict') });
    expect((await complaints(data))?.gate).toContain('one open task');
    const task = tasks[0]?.taskId as string;
    await fills(desk, 'ict', 'finish-task', { task }, { state: 'done', result: 'Seen to.' });
    expect(await complaints(data)).toBeNull();
  });

  it('is a referral whose answer is due, until it was answered', async () => {
    const data = await newCase();
    const { referrals } = await takes(desk, 'lead', 'refer', data);
    expect((await complaints(data))?.gate).toContain('one referral without an answer');
    await takes(desk, 'lead', 'answer', { ...data, referral: referrals[0]?.referralId as string });
    expect(await complaints(data)).toBeNull();
  });

  it('is such a referral no more once no answer is expected, with the reason', async () => {
    const data = await newCase();
    const { referrals } = await takes(desk, 'lead', 'refer', data);
    const answer = { ...data, referral: referrals[0]?.referralId as string };
    const none = await fills(desk, 'lead', 'answer', answer, { came: 'not-expected', answer: '' });
    expect(none).toMatchObject({ view: { errors: { answer: expect.stringContaining('why no answer') } } });
    const values = { came: 'not-expected', answer: 'The family has moved away.' };
    const work = await takes(desk, 'lead', 'answer', answer, values);
    expect(work.referrals).toMatchObject([{ answered: false, notExpected: true }]);
    expect(wordsOf(work)).toContain('no answer expected any more');
    expect(wordsOf(work)).not.toContain('Answer came');
    const { chronology } = shown(await desk.presses('lead', 'view-case', data), 'case-detail');
    expect(chronology.at(-1)).toMatchObject({ facts: { state: 'not-expected' }, text: 'The family has moved away.' });
    expect(await complaints(data)).toBeNull();
  });

  it('is named in the form before anything is typed', async () => {
    const data = await newCase({ type: 'cyberbullying' });
    const form = shown(await desk.opens('lead', 'close', data), 'desk-form');
    expect(form.about.blockers).toContainEqual({ what: 'step', step: 'Meet the pupils and their parents' });
    expect(wordsOf(form)).toContain('Meet the pupils and their parents');
  });

  it('comes back with a flag of child protection, which is taken down by saying so and never by leaving it out', async () => {
    const data = await newCase();
    await takes(desk, 'lead', 'assess', data, { type: 'misinformation', childProtection: 'yes' });
    const unsaid = { ...STEP_VALUES.assess, type: 'misinformation', childProtection: '', sendSupport: '' };
    const again = await desk.submits('lead', 'assess', { ...data, key: 'unsaid' }, unsaid);
    expect(shown(again, 'case-work').childProtection).toBe(true);
    expect((await complaints(data))?.gate).toContain('Follow the child protection procedures');
    await takes(desk, 'lead', 'assess', data, {
      type: 'misinformation',
      childProtection: 'no',
      reason: 'Looked into.',
    });
    expect(await complaints(data)).toBeNull();
  });
});

describe('a lesson', () => {
  it('that names somebody is refused with the words kept; another is kept sealed, and once', async () => {
    const data = await newCase({ who: 'Quillon Farthingale, Year 4' });
    for (const lesson of [
      'Ask Quillon sooner.',
      'Quillon’s phone stays at the office.',
      'FARTHINGALE was on his own.',
    ]) {
      const reply = await fills(desk, 'lead', 'close', data, { ...STEP_VALUES.close, lesson });
      expect(reply).toMatchObject({
        view: { values: { lesson }, errors: { lesson: expect.stringContaining('names somebody') } },
      });
    }
    const lesson = 'Collect telephones before zebrafinch outings.';
    expect(await complaints(data, { lesson })).toBeNull();
    const kept = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
      tx.execute(sql`select 1 from lessons where case_id = ${data.case}::uuid`),
    );
    expect(kept).toHaveLength(1);
    expect(await searchDatabase(desk.databaseUrl, 'zebrafinch')).toEqual([]);
  });

  it('of more than 300 characters is refused', async () => {
    expect(await complaints(await newCase(), { lesson: 'x'.repeat(301) })).toMatchObject({ lesson: expect.anything() });
  });
});

describe('what is written in a case', () => {
  it('stands nowhere in the database in clear, whichever step it was written in', async () => {
    const data = await newCase({
      type: 'account_misuse',
      what: 'Word-what',
      device: 'Word-device',
      childWords: 'Word-child',
    });
    const words: string[] = ['Word-what', 'Word-device', 'Word-child'];
    const word = (name: string): string => {
      words.push(`Word-${name}`);
      return `Word-${name} was written.`;
    };
    const other = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
    const person = await desk.personId('colleague');
    await takes(desk, 'lead', 'note', data, { note: word('note') });
    await takes(desk, 'lead', 'assess', data, { type: 'account_misuse', reason: word('assess') });
    await takes(desk, 'lead', 'assign', data, { owner: await desk.personId('deputy'), reason: word('assign') });
    const { tasks } = await takes(desk, 'lead', 'task', data, { owner: person, text: word('task') });
    await fills(
      desk,
      'colleague',
      'finish-task',
      { task: tasks[0]?.taskId as string },
      { state: 'done', result: word('own') },
    );
    const more = await takes(desk, 'lead', 'task', data, { owner: person, text: word('task-2') });
    const task = more.tasks.find(({ state }) => state === 'open')?.taskId as string;
    await takes(desk, 'lead', 'finish-task', { task }, { result: word('result') });
    for (const { stepId } of more.checklist)
      await takes(desk, 'lead', 'check', { ...data, step: stepId }, { note: word('check') });
    const referral = {
      person: word('person'),
      theirReference: word('reference'),
      shared: word('shared'),
      purpose: word('purpose'),
    };
    const { referrals } = await takes(desk, 'lead', 'refer', data, referral);
    const answer = { answer: word('answer'), theirReference: word('answer-reference') };
    await takes(desk, 'lead', 'answer', { ...data, referral: referrals[0]?.referralId as string }, answer);
    await takes(desk, 'lead', 'link', data, { reference: other.reference, reason: word('link') });
    await takes(desk, 'lead', 'people', data, { what: 'give', person, reason: word('give') });
    const pupil = {
      what: 'pupil',
      pupil: word('pupil'),
      details: word('details'),
      pupilId: 'Word-id',
      reason: word('added'),
    };
    await takes(desk, 'lead', 'people', data, { ...pupil, birthDate: '2016-02-03' });
    await takes(desk, 'lead', 'escalate', data, { person: await desk.personId('head'), reason: word('escalate') });
    await takes(desk, 'lead', 'monitor', data, { reason: word('monitor') });
    const closing = { rationale: word('rationale'), evaluation: word('evaluation'), parentsReason: word('parents') };
    await takes(desk, 'lead', 'close', data, { ...closing, parents: 'no', lesson: 'Keep zebrafinches apart.' });
    await takes(desk, 'lead', 'reopen', data, { reason: word('reopen') });
    await desk.deliver();
    expect(words.length).toBeGreaterThan(25);
    // One word that they all begin with: whatever held any of them in clear would be found by it.
    expect(await searchDatabase(desk.databaseUrl, 'Word-')).toEqual([]);
    for (const text of ['2016-02-03', 'zebrafinches']) expect(await searchDatabase(desk.databaseUrl, text)).toEqual([]);
    expect(desk.logLines.join('\n')).not.toContain('Word-');
    const posted = desk.chat.sent.map(({ view }) => `${wordsOf(view)}${JSON.stringify(view)}`).join('\n');
    expect(posted).not.toContain('Word-');
  });
});
