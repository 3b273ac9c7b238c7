import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../src/core/incidents/taxonomy.ts';
import { fills, STEP_VALUES, takes, workOf } from '../support/case-steps.ts';
import { openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only, optionsOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
let reference: string;

beforeAll(async () => {
  desk = await openSchool('st-andrews', { at: '2026-11-13T15:20:00Z' });
});
afterAll(() => desk.close());

describe("St Andrew's: what the technician finds on a Friday afternoon", () => {
  it('goes to the co-ordinator on the short form, and to nobody else', async () => {
    const form = shown(await desk.opens('technician', 'quick-report'), 'report-form');
    const values = { adult: 'no', what: 'A pupil is logged on under another name.', danger: 'no' };
    const receipt = shown(await desk.submits('technician', 'quick-report', { key: form.formKey }, values), 'receipt');
    reference = receipt.reference;
    expect(receipt.readers).toEqual(['E-safety Co-ordinator']);
    await desk.deliver();
    // The technician hears of the cameras alone, as anybody's report of something in school would ask of him.
    expect(only(desk.chat.toPerson('technician'), 'task-card').map(({ kind }) => kind)).toEqual(['cctv']);
    expect(takeReached(desk)).toEqual(['coordinator', 'technician']);
  });

  it('waits over the weekend with the school, and is passed to the head on Monday after an hour of school', async () => {
    for (const instant of ['2026-11-13T16:00:00Z', '2026-11-14T12:00:00Z', '2026-11-16T08:49:00Z']) {
      desk.clock.set(instant);
      await desk.tick();
      expect(takeReached(desk)).toEqual([]);
    }
    desk.clock.set('2026-11-16T08:50:00Z');
    await desk.tick();
    expect(takeReached(desk)).toEqual(['head']);
  });

  it('is acknowledged by the co-ordinator, whose word reaches the technician', async () => {
    const data = { case: await desk.caseIdOf(reference) };
    expect(await desk.presses('coordinator', 'acknowledge', data)).toMatchObject({ view: { status: 'acknowledged' } });
    desk.clock.forwardMinutes(3 * 24 * 60);
    await desk.tick();
    expect(takeReached(desk)).toEqual(['technician']);
  });
});

describe("St Andrew's: a photograph on a teacher's own telephone", () => {
  it('goes to the head alone; co-ordinator and technician cannot find it', async () => {
    const adultPerson = await desk.personId('teacher');
    const values = { adult: 'yes', adultPerson, type: 'staff_low_level', date: '', time: '' };
    const receipt = await desk.reports('cleaner', values);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
    const data = { case: await desk.caseIdOf(receipt.reference) };
    for (const who of ['coordinator', 'technician', 'teacher', 'admin']) {
      expect(await desk.presses(who, 'view-case', data), who).toMatchObject({ view: { notice: 'no-such-case' } });
    }
    const detail = shown(await desk.presses('head', 'view-case', data), 'case-detail');
    expect(detail).toMatchObject({ adult: 'Staff teacher', handleAs: 'discipline' });
  });
});

describe("St Andrew's: working a case", () => {
  beforeAll(async () => {
    desk.clock.set('2026-11-23T10:00:00Z');
    await desk.deliver();
    desk.chat.sent.length = 0;
  });

  const today = { date: '2026-11-23', time: '09:40' };
  const dates = { day: '2026-11-23', due: '2026-11-26', responseDue: '2026-11-30' };
  const open = async (values: Record<string, string>): Promise<{ case: string }> => {
    const receipt = await desk.reports('teacher', { ...today, place: 'outside', ...values });
    return { case: await desk.caseIdOf(receipt.reference) };
  };

  it('[A08] images of children: nobody looks at, copies or deletes them, and no outcome says that anybody did', async () => {
    for (const type of ['nudes', 'sextortion', 'suspected_illegal']) {
      const data = await open({ type });
      const work = await workOf(desk, 'coordinator', data.case);
      expect(work.neverView).toBe(true);
      const words = wordsOf(work).toLowerCase();
      for (const word of ['look at', 'copy', 'delete']) expect(words, type).toContain(word);
      const form = shown(await desk.opens('coordinator', 'close', data), 'desk-form');
      expect(optionsOf(form, 'outcome').join()).not.toMatch(/delet|remov|destroy/);
      const forged = { ...STEP_VALUES.close, outcome: 'image_deleted' };
      const reply = await desk.submits('coordinator', 'close', { ...data, key: `forged-${type}` }, forged);
      expect(reply).toMatchObject({ view: { errors: { outcome: expect.anything() } } });
    }
    expect(OUTCOMES.join()).not.toMatch(/delet|remov|destroy/);
  });

  it('[A16] the technician’s task has address and device, and nothing of the pupil or of what happened', async () => {
    const story = { what: 'Quincy cried over it.', who: 'Quincy Invented, Year 5', childWords: 'It was horrid.' };
    const data = await open({
      ...story,
      category: 'content',
      type: 'pornography',
      urls: 'https://bad.example/x',
      device: 'Laptop 7',
    });
    const owner = await desk.personId('technician');
    const { tasks, reference: known } = await takes(desk, 'coordinator', 'task', data, {
      ...dates,
      kind: 'ict',
      text: '',
      owner,
    });
    await desk.deliver();
    const task = tasks[0]?.taskId as string;
    const opened = shown(await desk.presses('technician', 'open-task', { task }), 'task-detail');
    expect(opened).toMatchObject({ kind: 'ict', urls: ['hxxps://bad[.]example/x'], device: 'Laptop 7', text: null });
    const seen = [...desk.chat.toPerson('technician'), opened];
    const all = seen.map((view) => wordsOf(view) + JSON.stringify(view)).join();
    expect(all).not.toMatch(/Quincy|Invented|Year 5|cried|horrid/);
    expect(all).not.toContain(known);
    expect(all).not.toContain(data.case);
    expect(await desk.presses('technician', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  });

  it('[A17] a referral keeps agency, day, person, their reference and what came of it', async () => {
    const data = await open({ type: 'grooming' });
    const referral = {
      ...STEP_VALUES.refer,
      ...dates,
      agency: 'local_authority',
      person: 'Duty adviser',
      theirReference: 'LA-17',
    };
    const { referrals } = await takes(desk, 'coordinator', 'refer', data, referral);
    expect(referrals).toMatchObject([
      { agency: 'local_authority', referredOn: '2026-11-23', theirReference: 'LA-17', answered: false },
    ]);
    const answer = { answer: 'No further action on their side.', theirReference: 'LA-17/2' };
    await takes(desk, 'coordinator', 'answer', { ...data, referral: referrals[0]?.referralId as string }, answer);
    const { chronology } = shown(await desk.presses('coordinator', 'view-case', data), 'case-detail');
    expect(chronology.find(({ entry }) => entry === 'referred')?.facts).toMatchObject({
      agency: 'local_authority',
      day: '2026-11-23',
      person: 'Duty adviser',
      theirReference: 'LA-17',
    });
    expect(chronology.find(({ entry }) => entry === 'referral-answered')).toMatchObject({
      facts: { agency: 'local_authority', theirReference: 'LA-17/2' },
      text: 'No further action on their side.',
    });
  });

  it('[A32] what happened on the site asks the technician for the pictures of the cameras, in time', async () => {
    desk.chat.sent.length = 0;
    const event = { date: '2026-11-20', time: '12:10' };
    const data = await open({ ...event, place: 'school', what: 'Quincy was pushed.' });
    await desk.deliver();
    const [card] = only(desk.chat.toPerson('technician'), 'task-card');
    expect(card?.kind).toBe('cctv');
    const deletedAt = Date.parse('2026-11-27T12:10:00Z');
    expect(Date.parse(card?.dueAt as string)).toBeLessThanOrEqual(deletedAt);
    expect(Date.parse(card?.dueAt as string)).toBeGreaterThan(desk.clock.now().getTime());
    const opened = shown(
      await desk.presses('technician', 'open-task', { task: card?.taskId as string }),
      'task-detail',
    );
    expect(opened.occurredAt).toBe('2026-11-20T12:10:00.000Z');
    expect(wordsOf(opened)).not.toContain('Quincy');
    expect((await workOf(desk, 'coordinator', data.case)).tasks).toMatchObject([
      { kind: 'cctv', owner: 'Staff technician' },
    ]);
    // Elsewhere there are no cameras of the school, and after a week there are no pictures.
    const others: Record<string, string>[] = [{ place: 'outside' }, { place: 'school', date: '2026-11-15' }];
    for (const values of others)
      expect((await workOf(desk, 'coordinator', (await open(values)).case)).tasks).toEqual([]);
  });

  it('of a concern about a colleague asks nobody but who handles it for the pictures', async () => {
    await desk.deliver();
    desk.chat.sent.length = 0;
    const adultPerson = await desk.personId('technician');
    for (const adult of ['yes', 'unsure']) {
      const about: Record<string, string> =
        adult === 'yes' ? { adultPerson, type: 'staff_allegation' } : { adultPerson: 'not-listed' };
      await open({ adult, ...about, place: 'school' });
    }
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
  });

  it('[A33] nothing is passed on or taken out without saying to whom and why', async () => {
    const data = await open({ type: 'hacking' });
    const taken = await fills(desk, 'coordinator', 'export', data, { kind: 'case-file', recipient: '', purpose: '' });
    expect(Object.keys(shown(taken, 'desk-form').errors).sort()).toEqual(['purpose', 'recipient']);
    const chosen = shown(await fills(desk, 'coordinator', 'refer', data, { agency: 'police' }), 'desk-form');
    const referred = await desk.submits(
      'coordinator',
      'refer',
      { ...chosen.data, key: chosen.formKey },
      { day: '2026-11-23' },
    );
    expect(Object.keys(shown(referred, 'desk-form').errors)).toEqual(
      expect.arrayContaining(['person', 'shared', 'purpose']),
    );
  });
});

describe('St Andrew’s: a parent comes to the school with a concern', () => {
  it('[A24] is logged by a colleague as the parent’s, with a note whether they agree', async () => {
    const { reference } = await desk.reports('cleaner', { onBehalfOf: 'parent', consent: 'agrees', place: 'outside' });
    const data = { case: await desk.caseIdOf(reference) };
    const detail = shown(await desk.presses('coordinator', 'view-case', data), 'case-detail');
    expect(detail).toMatchObject({ source: 'parent', consent: 'agrees' });
    expect(wordsOf(detail)).toContain('They know of it and agree');
  });

  it('[A24] is recorded without their agreement too, and says so', async () => {
    const { reference } = await desk.reports('cleaner', {
      onBehalfOf: 'parent',
      consent: 'not-asked',
      place: 'outside',
    });
    const data = { case: await desk.caseIdOf(reference) };
    const detail = shown(await desk.presses('coordinator', 'view-case', data), 'case-detail');
    expect(wordsOf(detail)).toContain('They were not asked');
  });
});
