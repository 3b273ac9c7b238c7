import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/store/audit.ts';
import { fills, takes, workOf } from '../../support/case-steps.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import { SCHOOL_MORNING, type TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.set(SCHOOL_MORNING);
  await desk.deliver();
  desk.chat.sent.length = 0;
});

async function newCase(values: Record<string, string> = {}): Promise<string> {
  desk.clock.forwardMinutes(1);
  const { reportId } = await desk.reports('teacher', values);
  await desk.deliver();
  desk.chat.sent.length = 0;
  return reportId;
}

const about = async (who: string) => ({ what: 'adult', person: await desk.personId(who), reason: 'It turned out so.' });

describe('a pupil case that turns out to be about a colleague', () => {
  it('is told to the head, who gets access', async () => {
    const caseId = await newCase();
    await takes(desk, 'lead', 'people', { case: caseId }, await about('colleague'));
    await desk.deliver();
    expect(only(desk.chat.toPerson('head'), 'case-card')).toMatchObject([{ reason: 'added' }]);
    expect(desk.chat.toPerson('colleague')).toEqual([]);
    const item = await desk.program.store.caseForMessage(DEMO_SCHOOL, caseId);
    expect(item?.accessIds).toContain(await desk.personId('head'));
  });

  it('about the head is told to the chair', async () => {
    const caseId = await newCase();
    await takes(desk, 'lead', 'people', { case: caseId }, await about('head'));
    await desk.deliver();
    expect(only(desk.chat.toPerson('chair'), 'case-card')).toMatchObject([{ reason: 'added' }]);
    expect(desk.chat.toPerson('head')).toEqual([]);
    expect(await workOf(desk, 'chair', caseId)).toMatchObject({ status: 'acknowledged' });
    expect(await verifyAudit(desk.program.database, DEMO_SCHOOL)).toMatchObject({ whole: true });
  });

  it('hands what the colleague had to do in it to whoever has it in hand', async () => {
    const caseId = await newCase();
    await desk.presses('lead', 'take', { case: caseId });
    const owner = await desk.personId('colleague');
    const { tasks } = await takes(desk, 'lead', 'task', { case: caseId }, { owner, due: '2026-11-12' });
    await desk.deliver();
    desk.chat.sent.length = 0;
    const after = await takes(desk, 'deputy', 'people', { case: caseId }, await about('colleague'));
    expect(after.tasks).toMatchObject([{ taskId: tasks[0]?.taskId, owner: 'Staff lead', state: 'open' }]);
    await desk.deliver();
    expect(only(desk.chat.toPerson('lead'), 'task-card')).toMatchObject([{ taskId: tasks[0]?.taskId }]);
    expect(await desk.presses('colleague', 'open-task', { task: tasks[0]?.taskId as string })).not.toMatchObject({
      view: { name: 'task-detail' },
    });
  });

  it('stays with whoever notes it where the school has nobody else, and is never noted by oneself', async () => {
    const alone = await openDemoDesk({
      people: [
        { who: 'teacher', roles: ['class_teacher'] },
        { who: 'lead', roles: ['dsl'] },
        { who: 'head', roles: ['head'] },
      ],
    });
    try {
      const { reportId } = await alone.reports('teacher');
      const values = { what: 'adult', reason: 'He knew of it.' };
      await takes(alone, 'lead', 'people', { case: reportId }, { ...values, person: await alone.personId('head') });
      const self = { ...values, person: await alone.personId('lead') };
      const reply = shown(await fills(alone, 'lead', 'people', { case: reportId }, self), 'desk-form');
      expect(reply.errors.person).toContain('A concern about yourself');
      expect(await workOf(alone, 'lead', reportId)).toMatchObject({ status: 'acknowledged' });
    } finally {
      await alone.close();
    }
  });
});

describe('pupils of a case', () => {
  const removal = { what: 'not-involved', reason: 'It was her cousin.' };

  it('one who is not involved after all is counted no more; the record keeps what was written', async () => {
    await newCase({ who: 'Sam Mistaken, Year 5' });
    const caseId = await newCase({ who: 'Sam Mistaken, Year 5\nKit Concerned, Year 5' });
    const before = await workOf(desk, 'lead', caseId);
    const sam = before.pupils.find(({ name }) => name === 'Sam Mistaken');
    expect(sam?.earlier).toBe(1);
    const after = await takes(
      desk,
      'lead',
      'people',
      { case: caseId },
      { ...removal, named: sam?.subjectId as string },
    );
    expect(after.pupils.map(({ name }) => name)).toEqual(['Kit Concerned']);
    const { chronology, who } = shown(await desk.presses('lead', 'view-case', { case: caseId }), 'case-detail');
    expect(chronology.at(-1)).toMatchObject({ entry: 'pupil-removed', facts: { name: 'Sam Mistaken' } });
    expect(who).toContain('Sam Mistaken, Year 5');
    const later = await newCase({ who: 'Sam Mistaken, Year 5' });
    expect((await workOf(desk, 'lead', later)).pupils).toMatchObject([{ name: 'Sam Mistaken', earlier: 1 }]);
    const found = shown(await desk.presses('lead', 'pupil', { subject: sam?.subjectId as string }), 'notice');
    expect(found.name).toBe('notice');
    const again = await desk.opens('lead', 'people', { case: caseId });
    expect(shown(again, 'desk-form').choices.named?.map(({ label }) => label)).toEqual(['Kit Concerned, Year 5']);
  });

  it('one the case names already is not added twice, but completed', async () => {
    const caseId = await newCase({ who: 'Alex Twice, Year 6' });
    const add = { what: 'pupil', pupil: ' alex  TWICE', reason: 'Asked the office.' };
    const refused = shown(await fills(desk, 'lead', 'people', { case: caseId }, add), 'desk-form');
    expect(refused.errors.pupil).toContain('in the case already');
    const one = await takes(desk, 'lead', 'people', { case: caseId }, { ...add, birthDate: '2016-03-04' });
    expect(one.pupils).toHaveLength(1);
    const two = await takes(desk, 'lead', 'people', { case: caseId }, { ...add, pupilId: 'A123456789012' });
    expect(two.pupils).toMatchObject([{ name: 'alex  TWICE' }]);
    // Another date of birth is another child.
    const three = await takes(desk, 'lead', 'people', { case: caseId }, { ...add, birthDate: '2015-01-01' });
    expect(three.pupils).toHaveLength(2);
  });
});
