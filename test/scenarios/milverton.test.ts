import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveRegister } from '../../src/core/school/resolve-register.ts';
import { fills, STEP_VALUES, takes, workOf } from '../support/case-steps.ts';
import { refusedStep, settles, settlesAll } from '../support/checklist-steps.ts';
import { openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { optionsOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('milverton');
});
afterAll(() => desk.close());

const NOT_THERE = { view: { name: 'notice', notice: 'no-such-case' } };

describe('Milverton, where the head is the DSL', () => {
  it('online bullying reaches the head and the other DSL, with the meeting as first step', async () => {
    const { reference } = await desk.reports('teacher', { type: 'cyberbullying' });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['dsl', 'head']);
    const data = { case: await desk.caseIdOf(reference) };
    const detail = shown(await desk.presses('dsl', 'view-case', data), 'case-detail');
    expect(detail.guidance?.steps[0]).toBe('Meet with a DSL, the pupils and the parents');
    expect(wordsOf(detail)).toContain('never of nude or semi-nude images');
    await desk.presses('dsl', 'acknowledge', data);
    await desk.deliver();
    desk.chat.sent.length = 0;
  });

  it('a concern about the head goes to the chair of governors', async () => {
    const values = { adult: 'yes', adultPerson: await desk.personId('head'), type: 'staff_allegation' };
    const receipt = await desk.reports('teacher', values);
    expect(receipt).toMatchObject({ restricted: true, readers: ['Chair of governors'] });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['chair']);

    const data = { case: await desk.caseIdOf(receipt.reference), key: 'chair' };
    for (const who of ['head', 'dsl', 'admin']) {
      expect(await desk.presses(who, 'view-case', data), who).toMatchObject(NOT_THERE);
    }
    const detail = shown(await desk.presses('chair', 'view-case', data), 'case-detail');
    expect(detail).toMatchObject({ adult: 'Staff head', restricted: true });
    await desk.presses('chair', 'acknowledge', data);
    await desk.submits('chair', 'note', data, { note: 'Rang the LADO.' });
    desk.clock.forwardMinutes(2 * 24 * 60);
    await desk.tick();
    // After two quiet days those who have a case in hand are asked to look again: never the one it is about.
    const reached = takeReached(desk);
    expect(reached).toEqual(expect.arrayContaining(['chair', 'teacher']));
    expect(reached).not.toContain('head');
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('and while the chair does not answer, the reporter is told whom to ring, and the head nothing', async () => {
    desk.chat.unreachable.add('chair');
    const values = { adult: 'yes', adultPerson: await desk.personId('head'), type: 'staff_allegation' };
    await desk.reports('teacher', values);
    await desk.deliver();
    await desk.tick();
    expect(takeReached(desk)).toEqual(['teacher']);
    desk.chat.unreachable.clear();
  });

  it('an unsuitable site needs address, time and content, then goes to the teacher and the head', async () => {
    const values = { category: 'content', type: 'filter_failure', urls: 'https://bad.example', time: '' };
    const typed = { adult: 'no', what: 'A page with blood.', danger: 'no', date: '2026-11-10', ...values };
    const form = shown(await desk.submits('ict', 'report', { key: 'site' }, typed), 'report-form');
    expect(form.errors.time).toContain("The school's policy asks for this");
    await desk.submits('ict', 'report', { key: 'site' }, { ...typed, time: '09:40' });
    await desk.deliver();
    const tasks = desk.chat.sent.filter(({ view }) => view.name === 'hand-off').map(({ target }) => target);
    expect(tasks.sort()).toEqual(['head', 'teacher']);
  });
});

describe('Milverton: working a case', () => {
  const open = async (values: Record<string, string>): Promise<{ case: string }> => {
    const { reference } = await desk.reports('teacher', { date: '', time: '', ...values });
    return { case: await desk.caseIdOf(reference) };
  };
  const closing = async (data: { case: string }, values: Record<string, string> = {}) =>
    shown(await fills(desk, 'head', 'close', data, { ...STEP_VALUES.close, ...values }), 'desk-form').errors;

  it('[M05] a SEND flag offers to bring the SENDCO in, and brings nobody in by itself', async () => {
    const data = await open({ type: 'misinformation' });
    expect((await workOf(desk, 'dsl', data.case)).offersSendco).toBe(false);
    await desk.deliver();
    desk.chat.sent.length = 0;
    const flagged = await takes(desk, 'dsl', 'assess', data, { type: 'misinformation', sendSupport: 'yes' });
    expect(flagged).toMatchObject({ offersSendco: true, tasks: [] });
    await desk.deliver();
    expect(desk.chat.toPerson('sendco')).toEqual([]);
    expect(await desk.presses('sendco', 'view-case', data)).toMatchObject(NOT_THERE);
    const form = shown(await desk.opens('dsl', 'task', { ...data, kind: 'sendco' }), 'desk-form');
    const sendco = await desk.personId('sendco');
    expect(form.values).toMatchObject({ kind: 'sendco', owner: sendco });
    const asked = await takes(desk, 'dsl', 'task', { ...data, kind: 'sendco' }, { kind: 'sendco', owner: sendco });
    expect(asked).toMatchObject({ offersSendco: false, tasks: [{ kind: 'sendco', owner: 'Staff sendco' }] });
    await desk.deliver();
    expect(desk.chat.toPerson('sendco')).toMatchObject([{ name: 'task-card', kind: 'sendco' }]);
  });

  it('[M07] closing asks both whether parents were told and whether it was in school', async () => {
    const data = await open({ type: 'device_breach', place: '' });
    await settlesAll(desk, 'head', data.case);
    expect(Object.keys(await closing(data, { parents: '', place: '' })).sort()).toEqual(['parents', 'place']);
    expect(Object.keys(await closing(data, { place: '' }))).toEqual(['place']);
    const form = shown(await desk.opens('head', 'close', data), 'desk-form');
    expect(optionsOf(form, 'place').filter((value) => value !== '')).toEqual(['school', 'outside', 'both', 'unknown']);
    expect(await takes(desk, 'head', 'close', data, { place: 'outside' })).toMatchObject({ status: 'closed' });
  });

  it('[M10] online bullying is not closed until the meeting is recorded, or a reason says why there was none', async () => {
    for (const state of ['done', 'not-needed']) {
      const data = await open({ type: 'cyberbullying' });
      await settles(desk, 'head', data.case, 'The family may take');
      expect((await closing(data)).gate).toContain('Meet with a DSL, the pupils and the parents');
      const unsaid = await refusedStep(desk, 'head', data.case, 'meeting', { state, note: '' });
      expect(Object.keys(unsaid)).toEqual(['note']);
      const note = state === 'done' ? 'The DSL, both pupils, both families' : 'They have moved away.';
      await settles(desk, 'head', data.case, 'meeting', { state, note });
      expect(await takes(desk, 'head', 'close', data)).toMatchObject({ status: 'closed' });
    }
  });

  it('[M12] screenshots: never of nude images; and a picture that is sent is not taken', async () => {
    const work = await workOf(desk, 'head', (await open({ type: 'cyberbullying' })).case);
    expect(wordsOf(work)).toContain('never of nude or semi-nude images');
    const reply = await desk.says('teacher', 'here it is', { hasAttachment: true });
    expect(shown(reply, 'notice').notice).toBe('image-not-kept');
  });

  it('[M26] a complaint stands on the one register, under either of its two names', async () => {
    const data = await open({ type: 'complaint' });
    await desk.presses('head', 'acknowledge', data);
    const [profile] = desk.profiles;
    if (!profile) throw new Error('no school');
    const names = ['Online Safety Issues log', 'Online Safety Incident Log'];
    expect(new Set(names.map((name) => resolveRegister(profile, name))).size).toBe(1);
    expect(resolveRegister(profile, 'Online Safety Incident Log')).not.toBeNull();
    const viewer = { personId: await desk.personId('head'), pupilCases: true };
    const { reference } = await workOf(desk, 'head', data.case);
    const rows = (await desk.program.store.incidentLog(profile.id, viewer)).filter(
      (row) => row.reference === reference,
    );
    expect(rows.map(({ entry }) => entry)).toEqual(['recorded', 'acknowledged']);
  });

  it('[M28] a flag of child protection adds the child protection steps to the playbook', async () => {
    const data = await open({ type: 'complaint' });
    const before = (await workOf(desk, 'dsl', data.case)).checklist.map(({ playbook }) => playbook);
    expect(before).not.toContain('Child protection');
    const after = await takes(desk, 'dsl', 'assess', data, { type: 'complaint', childProtection: 'yes' });
    expect([...new Set(after.checklist.map(({ playbook }) => playbook))]).toEqual([
      ...new Set(before),
      'Child protection',
    ]);
    expect((await closing(data)).gate).toContain('Follow the child protection procedures');
  });
});
