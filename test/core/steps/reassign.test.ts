import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reassignLeavers } from '../../../src/core/incidents/reassign.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import { auditEntries } from '../../../src/store/schema.ts';
import { takes, workOf } from '../../support/case-steps.ts';
import { CASE_CHANNEL, clearMessages, openSchool } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

const SCHOOL = 'wessex-school-a';
const LAST_DAY = '2026-11-20';
let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('wessex', {
    more: [
      { who: 'leaving-dsl', roles: ['dsl'], school: SCHOOL, endsOn: LAST_DAY },
      { who: 'leaving-head', roles: ['head'], school: SCHOOL, endsOn: LAST_DAY },
      { who: 'leaving-office', roles: ['office'], school: SCHOOL, endsOn: LAST_DAY },
      { who: 'chair-a', roles: ['chair'], school: SCHOOL },
    ],
  });
  const place = await desk.addPlace(CASE_CHANNEL, ['dsl-a', 'head-a', 'leaving-dsl']);
  await desk.program.store.namePlace(SCHOOL, 'dsl', place, await desk.personId('head-a', SCHOOL), desk.clock.now());
});
afterAll(() => desk.close());

async function newCase(values: Record<string, string> = {}): Promise<string> {
  const { reference } = await desk.reports('teacher-a', { date: '', time: '', ...values });
  await desk.deliver();
  return desk.caseIdOf(reference);
}

describe('[X10] somebody leaves', () => {
  let caseId: string;
  let task: string;
  beforeAll(async () => {
    caseId = await newCase();
    const [leaver, office] = await Promise.all(
      ['leaving-dsl', 'leaving-office'].map((who) => desk.personId(who, SCHOOL)),
    );
    await takes(desk, 'dsl-a', 'assign', { case: caseId }, { owner: leaver as string });
    const { tasks } = await takes(
      desk,
      'dsl-a',
      'task',
      { case: caseId },
      { owner: office as string, due: '2026-12-01' },
    );
    task = tasks[0]?.taskId as string;
    await clearMessages(desk);
  });

  it('on the last day nothing changes: access goes on, and nothing is moved', async () => {
    desk.clock.set('2026-11-20T15:00:00Z');
    expect(await reassignLeavers(desk.program.desk)).toBe(0);
    expect(await desk.presses('leaving-dsl', 'work-case', { case: caseId })).toMatchObject({
      view: { name: 'case-work' },
    });
    expect(await desk.presses('leaving-office', 'open-task', { task })).toMatchObject({
      view: { name: 'task-detail' },
    });
  });

  it('the day after, access has ended at every door', async () => {
    desk.clock.set('2026-11-21T00:10:00Z');
    for (const action of ['view-case', 'work-case', 'acknowledge', 'take', 'cases', 'open-task', 'my-tasks'] as const)
      expect(await desk.presses('leaving-dsl', action, { case: caseId, task }), action).toMatchObject({
        view: { reason: 'left' },
      });
    const words = { note: 'One more thing.' };
    expect(await desk.submits('leaving-dsl', 'note', { case: caseId, key: 'late' }, words)).toMatchObject({
      view: { problem: 'not-served', values: words, data: {} },
    });
    expect(await desk.presses('leaving-office', 'open-task', { task })).toMatchObject({ view: { reason: 'left' } });
  });

  it('no task or reminder of one is sent to whoever has gone', async () => {
    desk.clock.set('2026-12-01T12:00:00Z');
    desk.chat.sent.length = 0;
    await desk.tick();
    for (const who of ['leaving-dsl', 'leaving-office']) expect(desk.chat.toPerson(who)).toEqual([]);
    desk.clock.set('2026-11-21T00:10:00Z');
    await clearMessages(desk);
  });

  it('the open case and its open task go to the DSL, with an entry, a line and an audit row', async () => {
    // Whoever administers the channel has taken the leaver out of it; until then nothing would be posted there.
    await desk.addPlace(CASE_CHANNEL, ['dsl-a', 'head-a']);
    expect(await reassignLeavers(desk.program.desk)).toBe(1);
    const work = await workOf(desk, 'dsl-a', caseId);
    expect(work).toMatchObject({
      owner: 'Staff dsl-a',
      tasks: [{ taskId: task, owner: 'Staff dsl-a', state: 'open' }],
    });
    await desk.deliver();
    expect(only(desk.chat.posted(), 'thread-line')).toMatchObject([{ line: 'assigned', actor: 'e-safety' }]);
    expect(only(desk.chat.toPerson('dsl-a'), 'case-card')).toMatchObject([{ reason: 'assigned' }]);
    expect(only(desk.chat.toPerson('dsl-a'), 'task-card')).toMatchObject([{ taskId: task }]);
    for (const who of ['leaving-dsl', 'leaving-office']) expect(desk.chat.toPerson(who)).toEqual([]);
    const { chronology } = shown(await desk.presses('dsl-a', 'view-case', { case: caseId }), 'case-detail');
    expect(chronology.at(-1)).toMatchObject({
      entry: 'reassigned',
      actor: 'e-safety',
      facts: { owner: 'Staff dsl-a' },
    });
    const audited = await desk.program.database.inSchool(SCHOOL, (tx) =>
      tx
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.caseId, caseId), eq(auditEntries.action, 'case.reassigned'))),
    );
    expect(audited).toMatchObject([{ detail: { to: await desk.personId('dsl-a', SCHOOL), tasks: 1 } }]);
    expect(await verifyAudit(desk.program.database, SCHOOL)).toMatchObject({ whole: true });
  });

  it('once: not again at the next run, nor by two at the same time', async () => {
    expect(await reassignLeavers(desk.program.desk)).toBe(0);
    desk.clock.set('2026-11-10T10:00:00Z');
    const second = await newCase();
    const leaver = await desk.personId('leaving-dsl', SCHOOL);
    await takes(desk, 'dsl-a', 'assign', { case: second }, { owner: leaver });
    desk.clock.set('2026-11-21T08:00:00Z');
    const moved = await Promise.all([1, 2].map(() => reassignLeavers(desk.program.desk)));
    expect(moved.sort()).toEqual([0, 1]);
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('a closed case stays with whom it was', async () => {
    const closed = await newCase({ type: 'misinformation' });
    const leaver = await desk.personId('leaving-dsl', SCHOOL);
    await takes(desk, 'dsl-a', 'assign', { case: closed }, { owner: leaver });
    await takes(desk, 'dsl-a', 'close', { case: closed });
    desk.clock.set('2026-11-21T08:00:00Z');
    expect(await reassignLeavers(desk.program.desk)).toBe(0);
    expect((await workOf(desk, 'dsl-a', closed)).owner).toBe('Staff leaving-dsl');
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('a case about a colleague goes up its own ladder, never to the DSL or to whom it is about', async () => {
    const adultPerson = await desk.personId('head-a', SCHOOL);
    const about = await newCase({ adult: 'yes', adultPerson, type: 'staff_allegation' });
    // Both heads are heads: it went to the chair, who gave it to the other head.
    await takes(desk, 'chair-a', 'assign', { case: about }, { owner: await desk.personId('leaving-head', SCHOOL) });
    desk.clock.set('2026-11-21T08:00:00Z');
    await clearMessages(desk);
    expect(await reassignLeavers(desk.program.desk)).toBe(1);
    await desk.deliver();
    expect((await workOf(desk, 'chair-a', about)).owner).toBe('Staff chair-a');
    for (const who of ['dsl-a', 'head-a', 'leaving-head']) {
      expect(desk.chat.toPerson(who)).toEqual([]);
      expect(JSON.stringify(await desk.presses(who, 'view-case', { case: about }))).not.toContain('ES-R-');
    }
    expect(desk.chat.posted()).toEqual([]);
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('goes to the first of the school’s cover where no DSL is named', async () => {
    const ingol = await openSchool('ingol', { more: [{ who: 'gone', roles: ['deputy_head'], endsOn: LAST_DAY }] });
    try {
      const { reference } = await ingol.reports('teacher', { date: '', time: '' });
      const open = await ingol.caseIdOf(reference);
      await takes(ingol, 'deputy', 'assign', { case: open }, { owner: await ingol.personId('gone') });
      ingol.clock.set('2026-11-21T08:00:00Z');
      expect(await reassignLeavers(ingol.program.desk)).toBe(1);
      expect((await workOf(ingol, 'deputy', open)).owner).toBe('Staff deputy');
    } finally {
      await ingol.close();
    }
  });
});
