import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takes } from '../../support/case-steps.ts';
import { DEMO_STAFF, openDemoDesk } from '../../support/demo-school.ts';
import { SCHOOL_MORNING, type TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

const WORDS = { wish: 'add', text: 'He said so twice.' };
let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk({
    people: [...DEMO_STAFF, { who: 'leaver', roles: ['class_teacher'], endsOn: '2026-11-10' }],
  });
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.set(SCHOOL_MORNING);
  await desk.deliver();
  desk.chat.sent.length = 0;
});

const updates = (who: string) => only(desk.chat.toPerson(who), 'reporter-update').map(({ update }) => update);

describe('a reporter', () => {
  it('who has left is told nothing more', async () => {
    const { reportId: caseId } = await desk.reports('leaver');
    await desk.presses('lead', 'acknowledge', { case: caseId });
    await desk.deliver();
    expect(updates('leaver')).toEqual(['seen']);
    desk.clock.set('2026-11-11T10:00:00Z');
    await takes(desk, 'lead', 'task', { case: caseId }, { owner: await desk.personId('colleague'), due: '2026-11-20' });
    await desk.deliver();
    expect(updates('leaver')).toEqual(['seen']);
  });

  it('whom the case turned out to be about keeps his receipt, and reads no more than that it was seen', async () => {
    const { reportId: caseId, reference } = await desk.reports('colleague');
    const about = { what: 'adult', person: await desk.personId('colleague'), reason: 'The child said so.' };
    await takes(desk, 'lead', 'people', { case: caseId }, about);
    await takes(desk, 'lead', 'task', { case: caseId }, { owner: await desk.personId('ict'), due: '2026-11-20' });
    await desk.deliver();
    expect(updates('colleague')).toEqual(['seen']);
    const mine = shown(await desk.says('colleague', 'mine'), 'my-reports');
    expect(mine.reports).toMatchObject([{ reference, state: 'seen' }]);
    expect(await desk.opens('colleague', 'add-to-report', { report: caseId })).toMatchObject({
      view: { notice: 'no-such-report' },
    });
    for (const values of [WORDS, { wish: 'withdraw', text: '' }]) {
      const data = { report: caseId, key: `late-${values.wish}` };
      expect(await desk.submits('colleague', 'add-to-report', data, values)).toMatchObject({
        view: { problem: 'not-served' },
      });
    }
    const { chronology } = shown(await desk.presses('lead', 'view-case', { case: caseId }), 'case-detail');
    expect(chronology.some(({ entry }) => entry.startsWith('reporter-'))).toBe(false);
  });
});
