import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fills, STEP_VALUES, takes, workOf } from '../support/case-steps.ts';
import { settles, settlesAll, stepOf } from '../support/checklist-steps.ts';
import { CASE_CHANNEL, openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only, optionsOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
let reference: string;

beforeAll(async () => {
  desk = await openSchool('writtle');
});
afterAll(() => desk.close());

describe('Writtle: a video in the infants’ class', () => {
  it('the administrator prepares the case channel and leaves it', async () => {
    const place = await desk.addPlace(CASE_CHANNEL, ['head', 'deputy', 'admin']);
    const first = shown(await desk.says('admin', '/esafety setup', { place }), 'setup');
    expect(first).toMatchObject({ leaveYourself: true, strangers: [] });
    await desk.addPlace(CASE_CHANNEL, ['head', 'deputy']);
  });

  it('a teacher reports what a child saw, and keeps a receipt', async () => {
    const form = shown(await desk.says('teacher', '/esafety report'), 'report-form');
    const reply = await desk.submits(
      'teacher',
      'report',
      { key: form.formKey },
      {
        adult: 'no',
        what: 'Robin Invented opened a violent video on the class tablet and cried.',
        category: 'content',
        who: 'Robin Invented, Year 1',
        date: '2026-11-10',
        time: '09:50',
        danger: 'no',
        urls: 'https://videos.example/violent?id=7',
        device: 'Class tablet 3',
      },
    );
    const receipt = shown(reply, 'receipt');
    expect(receipt.readers).toEqual(['Child Protection Officer', 'Deputy Child Protection Officer']);
    reference = receipt.reference;
  });

  it('head and deputy get the case; ICT co-ordinator and head get the address, defanged, and no pupil', async () => {
    await desk.deliver();
    expect(desk.chat.posted().map(wordsOf).join()).not.toMatch(/Robin|video|tablet/);
    const tasks = desk.chat.sent.filter(({ view }) => view.name === 'hand-off');
    expect(tasks.map(({ target }) => target).sort()).toEqual(['head', 'ict']);
    for (const { view } of tasks) {
      expect(wordsOf(view)).toContain('hxxps://videos[.]example/violent?id=7');
      expect(wordsOf(view)).toContain('Class tablet 3');
      expect(wordsOf(view) + JSON.stringify(view)).not.toMatch(/Robin|Year 1|cried|ES-2026/);
    }
    expect(takeReached(desk)).toEqual(['deputy', 'head', 'ict']);
  });

  it('the deputy reads it, takes it on and writes down the talk with the parents', async () => {
    const data = { case: await desk.caseIdOf(reference), key: 'parents' };
    const detail = shown(await desk.presses('deputy', 'view-case', data), 'case-detail');
    expect(detail).toMatchObject({ handleAs: 'safeguarding', agencies: ['Internet service provider'] });
    await desk.presses('deputy', 'acknowledge', data);
    await desk.submits('deputy', 'note', data, { note: 'Spoke with both parents at the gate.' });
    await desk.deliver();
    const lines = only(desk.chat.posted(), 'thread-line');
    expect(lines.map(({ line, actor }) => [line, actor])).toEqual([
      ['acknowledged', 'Staff deputy'],
      ['note-added', 'Staff deputy'],
    ]);
    expect(lines.map(wordsOf).join()).not.toMatch(/parents|gate/);
    expect(desk.chat.toPerson('teacher')).toMatchObject([{ name: 'reporter-update', update: 'seen', reference }]);
  });

  it('the teacher sees that it is in hand, and no more', async () => {
    const mine = shown(await desk.says('teacher', 'mine'), 'my-reports');
    expect(mine.reports).toMatchObject([{ reference, state: 'seen' }]);
    const data = { case: await desk.caseIdOf(reference) };
    expect(await desk.presses('teacher', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  });
});

describe('Writtle: working a case where the head is the DSL', () => {
  const open = async (values: Record<string, string>): Promise<{ case: string }> => {
    const given = await desk.reports('teacher', { date: '', time: '', place: 'outside', ...values });
    return { case: await desk.caseIdOf(given.reference) };
  };
  const closing = async (data: { case: string }, values: Record<string, string> = {}) =>
    shown(await fills(desk, 'head', 'close', data, { ...STEP_VALUES.close, ...values }), 'desk-form').errors;

  it('[W10] online bullying shows the anti-bullying policy and its steps', async () => {
    const work = await workOf(desk, 'head', (await open({ type: 'cyberbullying' })).case);
    expect(work.policy).toBe('Anti-bullying policy');
    expect(work.checklist.map(({ text }) => text)).toEqual([
      'Follow the Anti-bullying policy',
      'Speak with the children separately',
      'Tell the parents what they can do',
    ]);
    for (const words of ['Anti-bullying policy', 'Speak with the children separately'])
      expect(wordsOf(work)).toContain(words);
  });

  it('[W12] a case is not closed until the provider was told, or a reason says why not', async () => {
    for (const state of ['done', 'not-needed']) {
      const data = await open({ category: 'content', type: 'filter_failure', urls: 'https://bad.example/x' });
      // The head's own task is settled where it was given; the other from the case.
      for (const { taskId, owner } of (await workOf(desk, 'head', data.case)).tasks)
        if (owner === 'Staff head')
          await fills(desk, 'head', 'finish-task', { task: taskId }, STEP_VALUES['finish-task']);
        else await takes(desk, 'head', 'finish-task', { task: taskId });
      for (const step of ['Block', 'parents']) await settles(desk, 'head', data.case, step, { parents: 'yes' });
      expect((await closing(data)).gate).toContain('internet service provider');
      await settles(desk, 'head', data.case, 'ticket', {
        state,
        note: state === 'done' ? 'Ticket 4711' : 'Blocked already.',
      });
      expect(await takes(desk, 'head', 'close', data)).toMatchObject({ status: 'closed' });
    }
  });

  it('[W16] a breach of personal data starts the 72 hours and shows the county’s contact', async () => {
    const at = desk.clock.now().getTime();
    const data = await open({ type: 'data_breach' });
    const work = await workOf(desk, 'head', data.case);
    expect(work.deadlineAt).toBe(new Date(at + 72 * 60 * 60_000).toISOString());
    expect(stepOf(work, 'ticket').text).toBe('Tell Essex County Council');
    const detail = shown(await desk.presses('head', 'view-case', data), 'case-detail');
    expect(detail.agencies).toContain('Essex County Council');
    const contacts = shown(await desk.says('head', 'contacts'), 'contacts');
    expect(contacts.schools[0]?.agencies.map(({ name }) => name)).toContainEqual(expect.stringContaining('Essex'));
  });

  it('[W17] closing asks whether parents were told: yes, no or withheld, and without a yes why', async () => {
    const data = await open({ type: 'social_networking' });
    await settlesAll(desk, 'head', data.case);
    const form = shown(await desk.opens('head', 'close', data), 'desk-form');
    expect(optionsOf(form, 'parents').filter((value) => value !== '')).toEqual(['yes', 'no', 'withheld']);
    expect(Object.keys(await closing(data, { parents: '' }))).toEqual(['parents']);
    for (const parents of ['no', 'withheld'])
      expect(Object.keys(await closing(data, { parents }))).toEqual(['parentsReason']);
    const why = { parents: 'withheld', parentsReason: 'It would put the child at risk.' };
    expect(await takes(desk, 'head', 'close', data, why)).toMatchObject({ status: 'closed' });
  });

  it('[W21] radicalisation shows the steps of Prevent, and 999 first', async () => {
    const data = await open({ type: 'radicalisation' });
    const work = await workOf(desk, 'deputy', data.case);
    expect(work.checklist[0]?.text).toBe('Ring 999 if somebody is in danger now');
    expect(stepOf(work, 'Ask the local Prevent team')).toMatchObject({ state: 'waiting' });
    expect(wordsOf(work)).toMatch(/999[\s\S]*Prevent/);
    const refer = shown(await fills(desk, 'deputy', 'refer', data, { agency: 'prevent' }), 'desk-form');
    expect(wordsOf(refer)).toContain('Prevent');
    const sent = { ...STEP_VALUES.refer, agency: 'prevent', responseDue: '' };
    const form = shown(await desk.submits('deputy', 'refer', { ...refer.data, key: refer.formKey }, sent), 'desk-form');
    expect(Object.keys(form.errors).sort()).toEqual(['consent', 'vulnerability']);
  });
});
