import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reassignLeavers } from '../../../src/core/incidents/reassign.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import { loadStaff } from '../../../src/load-staff.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import { auditEntries, caseAccess } from '../../../src/store/schema.ts';
import { takes, workOf } from '../../support/case-steps.ts';
import { DEMO_SCHOOL, DEMO_STAFF, openDemoDesk } from '../../support/demo-school.ts';
import { staffRow } from '../../support/staff-rows.ts';
import { SCHOOL_MORNING, type TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk({ people: [...DEMO_STAFF, { who: 'head2', roles: ['class_teacher'] }] });
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.set(SCHOOL_MORNING);
  await hold({ head: ['head'], lead: ['dsl'], chair: ['chair'], trust: ['trust_lead'], head2: ['class_teacher'] });
  // What an earlier test left behind is settled, and nobody is told of it any more.
  await reassignLeavers(desk.program.desk);
  await desk.deliver();
  desk.chat.sent.length = 0;
});

/** Imports other functions for some of the staff, as the school's list has them now. */
async function hold(roles: Record<string, Role[]>): Promise<void> {
  const [profile] = desk.profiles;
  if (!profile) throw new Error('no school');
  const rows = Object.entries(roles).map(([who, held]) => staffRow(DEMO_SCHOOL, who, held));
  await loadStaff(desk.program, profile, rows, { dryRun: false, beginAll: true });
  desk.clock.forwardMinutes(10);
}

async function aboutColleague(who = 'colleague'): Promise<string> {
  const adultPerson = await desk.personId(who);
  const { reportId } = await desk.reports('teacher', {
    adult: 'yes',
    adultPerson,
    type: 'staff_allegation',
    date: '',
    time: '',
  });
  await desk.deliver();
  desk.chat.sent.length = 0;
  return reportId;
}

const standing = async (caseId: string): Promise<{ personId: string; reason: string }[]> =>
  desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => {
    const rows = await tx.select().from(caseAccess).where(eq(caseAccess.caseId, caseId));
    return rows.filter((row) => row.withdrawnAt === null).map(({ personId, reason }) => ({ personId, reason }));
  });

describe('[X10] a restricted case', () => {
  it('goes to the new head when the headship moves: with an entry, an audit row and a message, once', async () => {
    const caseId = await aboutColleague();
    await hold({ head: ['class_teacher'], head2: ['head'] });
    expect(await standing(caseId)).toEqual([]);
    expect(await reassignLeavers(desk.program.desk)).toBe(1);
    await desk.deliver();
    expect(only(desk.chat.toPerson('head2'), 'case-card')).toMatchObject([{ reason: 'added' }]);
    const { chronology } = shown(await desk.presses('head2', 'view-case', { case: caseId }), 'case-detail');
    expect(chronology.at(-1)).toMatchObject({
      entry: 'access-given',
      actor: 'e-safety',
      facts: { name: 'Staff head2' },
    });
    const audited = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
      tx
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.caseId, caseId), eq(auditEntries.action, 'case.access-given'))),
    );
    expect(audited).toMatchObject([{ actorId: null, detail: { granted: await desk.personId('head2') } }]);
    expect(await desk.presses('head', 'view-case', { case: caseId })).toMatchObject({
      view: { notice: 'no-such-case' },
    });
    expect(await reassignLeavers(desk.program.desk)).toBe(0);
    expect(await verifyAudit(desk.program.database, DEMO_SCHOOL)).toMatchObject({ whole: true });
  });

  it('closed, too: somebody must be able to open it again', async () => {
    const caseId = await aboutColleague();
    await takes(desk, 'head', 'close', { case: caseId }, { outcome: 'unfounded' });
    await desk.deliver();
    await hold({ head: ['class_teacher'], head2: ['head'] });
    await Promise.all([1, 2].map(() => reassignLeavers(desk.program.desk)));
    expect(await workOf(desk, 'head2', caseId)).toMatchObject({ status: 'closed' });
    const { chronology } = shown(await desk.presses('head2', 'view-case', { case: caseId }), 'case-detail');
    expect(chronology.filter(({ entry }) => entry === 'access-given')).toHaveLength(1);
  });

  it('never goes to whom it is about, nor past the chair to a later head where it is about the head', async () => {
    const caseId = await aboutColleague('head');
    await hold({ chair: ['governor'], head2: ['head'] });
    expect(await reassignLeavers(desk.program.desk)).toBeGreaterThan(0);
    expect(await standing(caseId)).toEqual([{ personId: await desk.personId('trust'), reason: 'reassigned' }]);
  });

  it('waits where nobody is there, and is given to whoever comes', async () => {
    const caseId = await aboutColleague();
    await hold({ head: ['class_teacher'], chair: ['governor'], trust: ['governor'] });
    expect(await reassignLeavers(desk.program.desk)).toBe(0);
    await hold({ chair: ['chair'] });
    expect(await reassignLeavers(desk.program.desk)).toBeGreaterThan(0);
    expect(await standing(caseId)).toEqual([{ personId: await desk.personId('chair'), reason: 'reassigned' }]);
  });

  it('is not left to somebody who can only read it', async () => {
    const caseId = await aboutColleague();
    const reader = await desk.personId('deputy');
    await takes(desk, 'head', 'people', { case: caseId }, { what: 'give', person: await desk.personId('ict') });
    await hold({ head: ['class_teacher'], head2: ['head'] });
    expect(await reassignLeavers(desk.program.desk)).toBeGreaterThan(0);
    expect((await standing(caseId)).map(({ personId }) => personId)).toContain(await desk.personId('head2'));
    expect((await standing(caseId)).map(({ personId }) => personId)).not.toContain(reader);
  });
});

describe('access', () => {
  it('that came as the next in a function ends with it; access by name stays, and is not lowered', async () => {
    const caseId = await aboutColleague();
    const chair = await desk.personId('chair');
    await takes(desk, 'head', 'escalate', { case: caseId }, { person: chair });
    expect(await standing(caseId)).toContainEqual({ personId: chair, reason: 'escalated' });
    await hold({ chair: ['governor'] });
    expect((await standing(caseId)).map(({ personId }) => personId)).not.toContain(chair);
    await hold({ chair: ['chair'] });
    await takes(desk, 'head', 'people', { case: caseId }, { what: 'give', person: chair });
    await takes(desk, 'head', 'escalate', { case: caseId }, { person: chair });
    expect(await standing(caseId)).toContainEqual({ personId: chair, reason: 'added' });
    await hold({ chair: ['governor'] });
    expect(await standing(caseId)).toContainEqual({ personId: chair, reason: 'added' });
  });
});

describe('an open case', () => {
  it('in the hands of somebody who has lost sight of it goes to who has the function now', async () => {
    const { reportId: caseId } = await desk.reports('teacher');
    await desk.presses('lead', 'take', { case: caseId });
    expect((await workOf(desk, 'lead', caseId)).owner).toBe('Staff lead');
    await desk.deliver();
    desk.chat.sent.length = 0;
    await hold({ lead: ['class_teacher'], head2: ['dsl'] });
    expect(await reassignLeavers(desk.program.desk)).toBe(1);
    await desk.deliver();
    expect((await workOf(desk, 'head2', caseId)).owner).toBe('Staff head2');
    expect(only(desk.chat.toPerson('head2'), 'case-card')).toMatchObject([{ reason: 'assigned' }]);
    expect(await reassignLeavers(desk.program.desk)).toBe(0);
  });
});
