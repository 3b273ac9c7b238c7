import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideRequest } from '../../../src/core/people/access-requests.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import type { Store } from '../../../src/core/store-port.ts';
import { loadStaff } from '../../../src/load-staff.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import { clearMessages, takeReached } from '../../support/five-schools.ts';
import { staffRow } from '../../support/staff-rows.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown, wordsOf } from '../../support/views.ts';

const HOLDERS = ['chair', 'deputy', 'head', 'lead', 'trust'];

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

/** Imports a staff list in which somebody has these functions, and answers the request that the holders get. */
async function importRoles(who: string, roles: Role[]): Promise<{ request: string }> {
  const [profile] = desk.profiles;
  if (!profile) throw new Error('no school');
  const load = await loadStaff(desk.program, profile, [staffRow(DEMO_SCHOOL, who, roles)], { dryRun: false });
  expect(load.codes).toEqual([]);
  await desk.deliver();
  const asked = only(
    desk.chat.sent.map(({ view }) => view),
    'access-request',
  );
  return { request: asked.at(-1)?.requestId ?? '' };
}

/** The first reading is from before another holder's answer. */
function readBefore(store: Store): Store['accessRequest'] {
  let reads = 0;
  return async (schoolId, id) => {
    const request = await store.accessRequest(schoolId, id);
    reads += 1;
    if (reads === 1) await desk.presses('lead', 'confirm-request', { request: id });
    return request;
  };
}

const rolesOf = async (who: string): Promise<Role[]> => shown(await desk.says(who, 'help'), 'help').roles;

async function mayOpenCases(who: string): Promise<boolean> {
  const { reference } = await desk.reports('teacher');
  const reply = await desk.presses(who, 'view-case', { case: await desk.caseIdOf(reference) });
  return reply.kind !== 'nothing' && reply.view.name === 'case-detail';
}

describe('law 4: an administrator', () => {
  it('cannot make himself DSL by a staff list', async () => {
    const data = await importRoles('admin', ['administrator', 'dsl']);
    expect(takeReached(desk)).toEqual(HOLDERS);
    expect(await rolesOf('admin')).toEqual(['administrator']);
    expect(await mayOpenCases('admin')).toBe(false);
    expect(await desk.presses('admin', 'confirm-request', data)).toMatchObject({ view: { notice: 'request-gone' } });
    expect(await mayOpenCases('admin')).toBe(false);
    const refused = await desk.presses('head', 'refuse-request', data);
    expect(refused).toMatchObject({ view: { state: 'refused', decidedBy: 'Staff head', person: 'Staff admin' } });
    expect(await desk.presses('lead', 'confirm-request', data)).toMatchObject({ view: { state: 'refused' } });
    expect(await mayOpenCases('admin')).toBe(false);
  });

  it('cannot have a function confirmed that a later list has taken back', async () => {
    const data = await importRoles('admin', ['administrator', 'sendco', 'deputy_dsl']);
    await importRoles('admin', ['administrator']);
    expect(await desk.presses('lead', 'confirm-request', data)).toMatchObject({ view: { state: 'refused' } });
    expect(await rolesOf('admin')).toEqual(['administrator']);
  });

  it('cannot do so by a function that is the same as one that opens cases', async () => {
    await importRoles('admin', ['administrator', 'deputy_head']);
    expect(takeReached(desk)).toEqual(HOLDERS);
    expect(await rolesOf('admin')).toEqual(['administrator']);
  });

  it('cannot confirm anybody, and no more can those who hold no access', async () => {
    const data = await importRoles('colleague', ['deputy_dsl']);
    const gone = await desk.presses('admin', 'confirm-request', { request: '99999999-9999-4999-8999-999999999999' });
    for (const who of ['admin', 'teacher', 'ict', 'colleague']) {
      expect(await desk.presses(who, 'confirm-request', data), who).toEqual(gone);
      expect(await desk.presses(who, 'refuse-request', data), who).toEqual(gone);
    }
    expect(await mayOpenCases('colleague')).toBe(false);
    await desk.presses('lead', 'refuse-request', data);
  });
});

describe('a request for access', () => {
  it('is put to every holder but the one it is for, who cannot confirm it himself', async () => {
    const data = await importRoles('deputy', ['deputy_head', 'dsl']);
    expect(takeReached(desk)).toEqual(HOLDERS.filter((who) => who !== 'deputy'));
    expect(await desk.presses('deputy', 'confirm-request', data)).toMatchObject({ view: { notice: 'request-gone' } });
    await desk.presses('head', 'refuse-request', data);
  });

  it('begins the function when a holder confirms, and all holders are told by whom', async () => {
    const data = await importRoles('ict', ['ict_lead', 'deputy_dsl']);
    const [card] = only(desk.chat.toPerson('lead'), 'access-request');
    expect(card).toMatchObject({
      person: 'Staff ict',
      what: 'role',
      roleTitle: 'Deputy safeguarding lead',
      state: 'waiting',
    });
    await clearMessages(desk);
    const answer = await desk.presses('lead', 'confirm-request', data);
    expect(answer).toMatchObject({ kind: 'replace', view: { state: 'confirmed', decidedBy: 'Staff lead' } });
    await desk.deliver();
    for (const who of HOLDERS.filter((each) => each !== 'lead')) {
      const [told] = only(desk.chat.toPerson(who), 'access-request');
      expect(told, who).toMatchObject({ state: 'confirmed', decidedBy: 'Staff lead' });
      if (told) expect(wordsOf(told)).toContain('If you did not expect this, tell the head now.');
    }
    expect(await mayOpenCases('ict')).toBe(true);
  });

  it('is decided once', async () => {
    const data = await importRoles('teacher', ['class_teacher', 'incident_lead']);
    const [first, second] = await Promise.all([
      desk.presses('lead', 'confirm-request', data),
      desk.presses('head', 'refuse-request', data),
    ]);
    const third = await desk.presses('chair', 'refuse-request', data);
    const states = [first, second, third].map((reply) => shown(reply, 'access-request').state);
    const decided = shown(third, 'access-request').state;
    expect(decided).not.toBe('waiting');
    expect((await rolesOf('teacher')).includes('incident_lead')).toBe(decided === 'confirmed');
    expect(states.filter((state) => state === decided).length).toBeGreaterThanOrEqual(2);
  });

  it('is not made again while it waits', async () => {
    await importRoles('colleague', ['class_teacher', 'head']);
    expect(takeReached(desk).length).toBeGreaterThan(0);
    await importRoles('colleague', ['class_teacher', 'head']);
    expect(takeReached(desk)).toEqual([]);
  });

  it('is put to the holders again by an import on another day, as the same request', async () => {
    const { request } = await importRoles('colleague', ['class_teacher', 'chair']);
    const asked = takeReached(desk);
    expect(asked).toEqual(expect.arrayContaining(HOLDERS));
    desk.clock.forwardMinutes(24 * 60);
    expect(await importRoles('colleague', ['class_teacher', 'chair'])).toEqual({ request });
    expect(takeReached(desk)).toEqual(asked);
    await desk.presses('lead', 'refuse-request', { request });
  });

  it('shows the answer that came first to a holder who answered at the same time', async () => {
    const data = await importRoles('teacher', ['class_teacher', 'deputy_dsl']);
    const { store } = desk.program;
    const late = { ...desk.program.desk, store: { ...store, accessRequest: readBefore(store) } };
    const headId = await desk.personId('head');
    const [profile] = desk.profiles;
    if (!profile) throw new Error('no school');
    const seat = { profile, roles: ['head' as const], viewer: { personId: headId, pupilCases: true } };
    const reply = await decideRequest(late, { personId: headId, seats: [seat] }, { action: 'refuse-request', data });
    expect(reply).toMatchObject({ view: { state: 'confirmed', decidedBy: 'Staff lead' } });
  });
});
