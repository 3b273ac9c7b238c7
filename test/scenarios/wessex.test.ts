import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/store/audit.ts';
import { auditEntries } from '../../src/store/schema.ts';
import { fills, STEP_VALUES, takes, workOf } from '../support/case-steps.ts';
import { refusedStep, settles, stepOf } from '../support/checklist-steps.ts';
import { clearMessages, openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('wessex');
});
afterAll(() => desk.close());

const NOT_THERE = { view: { name: 'notice', notice: 'no-such-case' } };

describe('Wessex: two schools of one trust in one workspace', () => {
  it('each has a channel of its own, and a case is posted in its own school’s alone', async () => {
    for (const letter of ['a', 'b'])
      await desk.addPlace(`teams:19:${letter}@thread.tacv2`, [`dsl-${letter}`, `head-${letter}`]);
    // No administrator is on these staff lists: the channels are named in the record, as the setup command does.
    for (const letter of ['a', 'b']) {
      const place = { kind: 'channel' as const, key: `teams:19:${letter}@thread.tacv2`, address: letter };
      const by = await desk.personId(`head-${letter}`, `wessex-school-${letter}`);
      await desk.program.store.namePlace(`wessex-school-${letter}`, 'dsl', place, by, desk.clock.now());
    }
    await desk.reports('teacher-b');
    await desk.deliver();
    const posts = desk.chat.sent.filter(({ to }) => to === 'place').map(({ target }) => target);
    expect(posts).toEqual(['teams:19:b@thread.tacv2']);
    expect(takeReached(desk)).toEqual(['dsl-b']);
  });

  it('[X03] school A’s DSL finds no case of school B at any door', async () => {
    const { reference } = await desk.reports('teacher-b', { what: 'Only for school B.' });
    const data = { case: await desk.caseIdOf(reference), key: 'door' };
    for (const who of ['dsl-a', 'head-a']) {
      expect(await desk.presses(who, 'view-case', data)).toMatchObject(NOT_THERE);
      expect(await desk.presses(who, 'acknowledge', data)).toMatchObject(NOT_THERE);
      expect(await desk.opens(who, 'note', data)).toMatchObject(NOT_THERE);
      expect(await desk.submits(who, 'note', data, { note: 'x' })).toMatchObject({ view: { problem: 'not-served' } });
    }
    for (let hours = 0; hours < 30; hours += 1) {
      await desk.tick();
      desk.clock.forwardMinutes(60);
    }
    const reached = takeReached(desk);
    expect(reached).toContain('head-b');
    expect(reached.filter((who) => who.endsWith('-a'))).toEqual([]);
    desk.clock.set('2026-11-11T10:00:00Z');
  });

  it('numbers each school’s cases by itself', async () => {
    const a = await desk.reports('teacher-a', { date: '', time: '' });
    expect(a).toMatchObject({ reference: 'ES-2026-0001', school: { name: 'Wessex MAT – school A' } });
  });
});

describe('Wessex: a member of staff misuses the network', () => {
  it('opens a restricted case for the head; neither the DSL nor the other school hears of it', async () => {
    await desk.deliver();
    desk.chat.sent.length = 0;
    const adultPerson = await desk.personId('it-a', 'wessex-school-a');
    const values = { adult: 'yes', adultPerson, type: 'staff_misuse', date: '', time: '' };
    const receipt = await desk.reports('teacher-a', values);
    expect(receipt.reference).toMatch(/^ES-R-/);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head-a']);
    expect(desk.chat.posted()).toEqual([]);
    const data = { case: await desk.caseIdOf(receipt.reference) };
    for (const who of ['dsl-a', 'it-a', 'dsl-b', 'head-b']) {
      expect(await desk.presses(who, 'view-case', data), who).toMatchObject(NOT_THERE);
    }
    const detail = shown(await desk.presses('head-a', 'view-case', data), 'case-detail');
    expect(detail.guidance).toMatchObject({ title: 'Misuse by staff', policy: 'Code of Conduct' });
  });
});

describe('Wessex: something passes the filter', () => {
  it('the DSL has the case, IT leader and head have the addresses', async () => {
    desk.chat.sent.length = 0;
    const urls = 'https://one.example\nhttps://two.example/linked';
    await desk.reports('teacher-a', { category: 'content', type: 'filter_failure', urls, date: '', time: '' });
    await desk.deliver();
    const tasks = desk.chat.sent.filter(({ view }) => view.name === 'hand-off');
    expect(tasks.map(({ target }) => target).sort()).toEqual(['head-a', 'it-a']);
    expect(tasks[0]?.view).toMatchObject({ urls: ['hxxps://one[.]example', 'hxxps://two[.]example/linked'] });
    expect(takeReached(desk)).toEqual(['dsl-a', 'head-a', 'it-a']);
  });
});

describe('Wessex 13.2: the seven steps when unsuitable material passed the filter', () => {
  let data: { case: string };
  const closing = { ...STEP_VALUES.close, place: 'school' };

  beforeAll(async () => {
    desk.clock.set('2026-11-12T09:00:00Z');
    await clearMessages(desk);
    const urls = 'https://one.example/a\nhttps://two.example/linked';
    const what = 'Quincy saw it, and another page from there.';
    const values = { category: 'content', type: 'filter_failure', urls, what, date: '2026-11-12', time: '08:40' };
    const { reference } = await desk.reports('teacher-a', values);
    data = { case: await desk.caseIdOf(reference) };
    await desk.deliver();
  });

  it('[X15] 1: keeps every address that was noted, so that none of them opens when touched', async () => {
    const detail = shown(await desk.presses('dsl-a', 'view-case', data), 'case-detail');
    expect(detail.urls).toEqual(['hxxps://one[.]example/a', 'hxxps://two[.]example/linked']);
    const work = await workOf(desk, 'dsl-a', data.case);
    expect(work.checklist.map(({ kind, ready }) => [kind, ready])).toEqual([
      ['plain', true],
      ['told', false],
      ['logged', false],
      ['ticket', false],
      ['talk', false],
      ['parents', false],
      ['evaluation', false],
    ]);
    const noted = await settles(desk, 'dsl-a', data.case, 'plain', { note: '', day: '2026-11-12' });
    expect(stepOf(noted, 'plain').state).toBe('done');
  });

  it('no later step is settled before an earlier one', async () => {
    const errors = await refusedStep(desk, 'dsl-a', data.case, 'ticket', { note: 'T-1' });
    expect(errors.state).toContain('An earlier step still waits');
  });

  it('[X16] 2: is done once IT Leader and head have both opened the task, and not before', async () => {
    const tasks = desk.chat.sent.filter(({ view }) => view.name === 'hand-off');
    expect(tasks.map(({ target }) => target).sort()).toEqual(['head-a', 'it-a']);
    const told = async () => stepOf(await workOf(desk, 'dsl-a', data.case), 'told').state;
    for (const { target, view } of tasks.sort((a, b) => a.target.localeCompare(b.target))) {
      expect(await told()).toBe('waiting');
      const errors = await refusedStep(desk, 'dsl-a', data.case, 'told', { note: 'I told them.' });
      expect(errors.state).toContain('Not everybody has opened the task');
      const { taskId } = shown({ kind: 'show', view }, 'hand-off');
      const opened = shown(await desk.presses(target, 'open-task', { task: taskId as string }), 'task-detail');
      expect(opened.urls).toEqual(['hxxps://one[.]example/a', 'hxxps://two[.]example/linked']);
      expect(JSON.stringify(opened)).not.toMatch(/Quincy|Robin/);
    }
    expect(await told()).toBe('done');
  });

  it('[X17] 3: is ticked by itself, because the report is the log', async () => {
    expect(stepOf(await workOf(desk, 'dsl-a', data.case), 'logged')).toMatchObject({ state: 'done', settled: null });
  });

  it('[X18] 4: keeps the day and the provider’s ticket', async () => {
    expect(await refusedStep(desk, 'dsl-a', data.case, 'ticket', { note: '' })).toMatchObject({
      note: expect.anything(),
    });
    const settled = { note: 'Ticket ISP-4711', day: '2026-11-12' };
    const work = await settles(desk, 'dsl-a', data.case, 'ticket', settled);
    expect(stepOf(work, 'ticket')).toMatchObject({
      state: 'done',
      settled: { by: 'Staff dsl-a', note: 'Ticket ISP-4711', happenedOn: '2026-11-12' },
    });
  });

  it('[X19] 5: keeps who talked with the pupil and when; the chat reads that a step is done, and no more', async () => {
    expect(await refusedStep(desk, 'dsl-a', data.case, 'talk', { note: '' })).toMatchObject({
      note: expect.anything(),
    });
    const note = 'Ms Fernsby with Quincy, in the library';
    const work = await settles(desk, 'dsl-a', data.case, 'talk', { note, day: '2026-11-11' });
    expect(stepOf(work, 'talk').settled).toMatchObject({ note, happenedOn: '2026-11-11' });
    await desk.deliver();
    const lines = only(desk.chat.posted(), 'thread-line').map(({ line }) => line);
    expect(lines).not.toContain('note-added');
    const sent = desk.chat.sent.map(({ view }) => wordsOf(view) + JSON.stringify(view)).join();
    expect(sent).not.toMatch(/Fernsby|Quincy|library/);
  });

  it('[X20] 6: parents yes, no or withheld; without a yes, why', async () => {
    const step = (values: Record<string, string>) => refusedStep(desk, 'dsl-a', data.case, 'parents', values);
    expect(Object.keys(await step({ note: '', parents: '' }))).toEqual(['parents']);
    for (const parents of ['no', 'withheld']) expect(Object.keys(await step({ parents, note: '' }))).toEqual(['note']);
    expect(Object.keys(await step({ parents: 'perhaps', note: '' }))).toEqual(['parents']);
    const told = { parents: 'withheld', note: 'It would put the child at risk.', day: '2026-11-12' };
    expect(stepOf(await settles(desk, 'dsl-a', data.case, 'parents', told), 'parents').state).toBe('done');
  });

  it('[X21] 7: the case is not closed until the evaluation is written', async () => {
    for (const { taskId } of (await workOf(desk, 'dsl-a', data.case)).tasks)
      await takes(desk, 'dsl-a', 'finish-task', { task: taskId });
    const blocked = shown(await fills(desk, 'dsl-a', 'close', data, closing), 'desk-form');
    expect(blocked.errors.gate).toContain('Evaluate the system and the processes');
    const errors = await refusedStep(desk, 'dsl-a', data.case, 'evaluation', { note: '' });
    expect(errors.note).toContain('what you found');
    const skipped = await refusedStep(desk, 'dsl-a', data.case, 'evaluation', { state: 'not-needed', note: '' });
    expect(skipped.note).toContain('why');
    const note = 'A new domain that no list had.';
    await settles(desk, 'dsl-a', data.case, 'evaluation', { note, day: '2026-11-12' });
    const unsaid = shown(await fills(desk, 'dsl-a', 'close', data, { ...closing, evaluation: '' }), 'desk-form');
    expect(Object.keys(unsaid.errors)).toEqual(['evaluation']);
    expect(await takes(desk, 'dsl-a', 'close', data, closing)).toMatchObject({ status: 'closed' });
  });

  it('[X12] every look and every step has left who and when, in a chain that holds', async () => {
    const school = 'wessex-school-a';
    expect(await verifyAudit(desk.program.database, school)).toMatchObject({ whole: true });
    const rows = await desk.program.database.inSchool(school, (tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.caseId, data.case)),
    );
    const [lead, head, ict] = await Promise.all(['dsl-a', 'head-a', 'it-a'].map((who) => desk.personId(who, school)));
    const by = (actorId: string | undefined) =>
      rows.filter((row) => row.actorId === actorId).map(({ action }) => action);
    for (const action of ['case.viewed', 'case.check-done', 'case.task-done', 'case.closed'])
      expect(by(lead)).toContain(action);
    for (const actor of [head, ict]) expect(by(actor)).toEqual(['case.task-opened']);
    const { chronology } = shown(await desk.presses('dsl-a', 'view-case', data), 'case-detail');
    expect(chronology.filter(({ actor, at }) => actor === '' || Number.isNaN(Date.parse(at)))).toEqual([]);
    // What nobody did is what the program sent by itself.
    const alone = rows.filter(({ actorId }) => actorId === null).map(({ action }) => action);
    expect([...new Set(alone)].sort()).toEqual(['case.handed-off', 'case.posted']);
  });
});

describe('Wessex: other playbooks of its policy', () => {
  const open = async (values: Record<string, string>): Promise<{ case: string }> => {
    const { reference } = await desk.reports('teacher-a', { date: '', time: '', ...values });
    return { case: await desk.caseIdOf(reference) };
  };

  it('[X11] a parent’s defamatory post: meeting, host, ban, law, in this order and none skipped without a reason', async () => {
    const data = await open({ type: 'parent_defamation' });
    const { checklist } = await workOf(desk, 'head-a', data.case);
    expect(checklist.map(({ text }) => text.split(' ')[0])).toEqual(['Meet', 'Report', 'Consider', 'In']);
    for (const [index, { text }] of checklist.entries()) {
      const later = checklist.slice(index + 1);
      for (const next of later) {
        const skip = { state: 'not-needed', note: 'Skipped.' };
        expect((await refusedStep(desk, 'head-a', data.case, next.text, skip)).state).toContain('An earlier step');
      }
      const why = await refusedStep(desk, 'head-a', data.case, text, { state: 'not-needed', note: ' ' });
      expect(why).toEqual({ note: expect.stringContaining('why') });
      const values: Record<string, string> =
        index === 0
          ? { note: 'Both parents, 12 November.', day: '2026-11-12' }
          : { state: 'not-needed', note: 'Taken down.', day: '' };
      await settles(desk, 'head-a', data.case, text, values);
    }
    expect(await takes(desk, 'head-a', 'close', data)).toMatchObject({ status: 'closed' });
  });

  it('[X23] what was done on purpose names the discipline policy, what was not does not', async () => {
    for (const [purpose, policy] of [
      ['deliberate', 'Discipline'],
      ['accidental', null],
    ] as const) {
      const data = await open({ type: 'hacking', purpose });
      const detail = shown(await desk.presses('dsl-a', 'view-case', data), 'case-detail');
      expect(detail).toMatchObject({ purpose, disciplinePolicy: policy });
      if (policy) expect(wordsOf(detail)).toContain(policy);
    }
  });

  it('[X30] a flag of child protection adds its playbook and the DSL to a case that went to the head', async () => {
    const data = await open({ type: 'parent_defamation', what: 'A child is shouted at.' });
    await clearMessages(desk);
    await takes(desk, 'head-a', 'assess', data, { type: 'parent_defamation', childProtection: 'yes' });
    await desk.deliver();
    const [alert] = only(desk.chat.toPerson('dsl-a'), 'case-card');
    expect(alert).toMatchObject({ reason: 'added' });
    const work = await workOf(desk, 'dsl-a', data.case);
    expect(work).toMatchObject({ childProtection: true });
    expect(work.checklist.map(({ playbook }) => playbook)).toContain('Child protection');
    const blocked = shown(await fills(desk, 'dsl-a', 'close', data, STEP_VALUES.close), 'desk-form');
    expect(blocked.errors.gate).toContain('Follow the child protection procedures');
  });

  it('[X31] a complaint offers the complaints procedure with its address, to be passed on', async () => {
    const url = 'https://wessex-mat.example/complaints';
    const settled = await openSchool('wessex', {
      change: (profile) => ({
        ...profile,
        policies: [
          ...profile.policies,
          { ...(profile.policies[0] as (typeof profile.policies)[0]), title: 'Complaints procedure', url },
        ],
      }),
    });
    try {
      const { reference } = await settled.reports('teacher-a', { type: 'complaint', source: 'parent' });
      const work = await workOf(settled, 'dsl-a', await settled.caseIdOf(reference));
      expect(work.policy).toBe(`Complaints procedure, ${url}`);
      expect(wordsOf(work)).toContain(url);
      expect(stepOf(work, 'talk').text).toContain('complaints procedure');
    } finally {
      await settled.close();
    }
    const { policy } = await workOf(desk, 'dsl-a', (await open({ type: 'complaint' })).case);
    expect(policy).toBe('Complaints procedure');
  });
});
