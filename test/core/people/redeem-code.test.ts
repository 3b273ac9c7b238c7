import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/school/roles.ts';
import { handCode, loadStaff, type StaffLoad } from '../../../src/load-staff.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import { clearMessages } from '../../support/five-schools.ts';
import { searchDatabase } from '../../support/search-database.ts';
import { staffRow } from '../../support/staff-rows.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  // A school at its beginning: nobody holds access to cases yet.
  desk = await openDemoDesk({
    people: [
      { who: 'teacher', roles: ['class_teacher'] },
      { who: 'admin', roles: ['administrator'] },
    ],
  });
  // Accounts of the workspace whose e-mail address the platform does not give.
  for (const accountId of ['lead-account', 'cook-account'])
    desk.chat.accounts.set(accountId, { accountId, email: null, guest: false, app: false });
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

function load(who: string, roles: Role[]): Promise<StaffLoad> {
  const [profile] = desk.profiles;
  if (!profile) throw new Error('no school');
  return loadStaff(desk.program, profile, [staffRow(DEMO_SCHOOL, who, roles)], { dryRun: false });
}

async function newCode(who: string, role: Role | null = null): Promise<string> {
  const handed = await handCode(desk.program, DEMO_SCHOOL, await desk.personId(who), `${who}@school.example`, role);
  return handed.code;
}

async function noticeFor(account: string, text: string): Promise<string> {
  return shown(await desk.says(account, text), 'notice').notice;
}

const rolesOf = async (account: string): Promise<Role[]> => shown(await desk.says(account, 'help'), 'help').roles;

describe('the first holder of case access', () => {
  it('begins by a code from the command line, typed in any case and with or without its hyphen', async () => {
    const { codes, waiting } = await load('lead', ['dsl']);
    expect(waiting).toEqual([]);
    expect(codes).toMatchObject([{ email: 'lead@school.example', role: 'dsl' }]);
    const code = codes[0]?.code ?? '';
    expect(code).toMatch(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/);
    expect(await searchDatabase(desk.databaseUrl, code)).toEqual([]);
    expect(await desk.says('lead-account', 'help')).toMatchObject({ view: { name: 'emergency', reason: 'unknown' } });

    expect(await noticeFor('lead-account', `/esafety code ${code.toLowerCase().replace('-', ' ')}`)).toBe(
      'account-tied',
    );
    expect(await rolesOf('lead-account')).toContain('dsl');
    expect(await noticeFor('other-account', `code ${code}`)).toBe('code-wrong');
  });
});

describe('a code', () => {
  it.each(['code', 'code ABCDE-FGHIJ', '/esafety code 22222-22222', "code ' or 1=1 --"])(
    'that was never given ("%s") does nothing',
    async (text) => {
      expect(await noticeFor('somebody', text)).toBe('code-wrong');
      expect(await desk.says('somebody', 'help')).toMatchObject({ view: { reason: 'unknown' } });
    },
  );

  it('works once', async () => {
    await load('cook', ['staff']);
    const code = await newCode('cook');
    expect(await noticeFor('cook-account', `code ${code}`)).toBe('account-tied');
    expect(await rolesOf('cook-account')).toEqual(['staff']);
    expect(await noticeFor('cook-account', `code ${code}`)).toBe('code-wrong');
  });

  it('works for fourteen days and not longer', async () => {
    await load('caretaker', ['staff']);
    const late = await newCode('caretaker');
    desk.clock.forwardMinutes(14 * 24 * 60);
    expect(await noticeFor('caretaker-account', `code ${late}`)).toBe('code-wrong');
    const inTime = await newCode('caretaker');
    desk.clock.forwardMinutes(14 * 24 * 60 - 1);
    expect(await noticeFor('caretaker-account', `code ${inTime}`)).toBe('account-tied');
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('does not work from another workspace', async () => {
    await load('librarian', ['staff']);
    const code = await newCode('librarian');
    const origin = { ...desk.origin('x'), workspaceId: '99999999-0000-4000-8000-000000000000' };
    const reply = await desk.event({ kind: 'command', origin, text: `code ${code}`, hasAttachment: false });
    expect(reply).toMatchObject({ view: { name: 'emergency', reason: 'not-set-up' } });
    expect(await noticeFor('librarian-account', `code ${code}`)).toBe('account-tied');
  });

  it('[X08] opens nothing to a guest', async () => {
    await load('visitor', ['staff']);
    desk.chat.accounts.set('guest', { accountId: 'guest', email: 'v@elsewhere.example', guest: true, app: false });
    const code = await newCode('visitor');
    expect(await desk.says('guest', `code ${code}`)).toMatchObject({ view: { name: 'emergency', reason: 'guest' } });
  });

  it('never makes one person’s account another’s', async () => {
    const code = await newCode('lead');
    expect(await noticeFor('admin', `code ${code}`)).toBe('not-allowed');
    expect(await rolesOf('admin')).toEqual(['administrator']);
  });

  it('stays good for its own person when somebody else types it, and the audit log does not name him as the one', async () => {
    await load('gardener', ['staff']);
    const code = await newCode('gardener');
    const used = async (): Promise<unknown[]> =>
      desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
        tx.execute(sql`select actor_id from audit_entries where action = 'code.used' order by seq`),
      );
    const before = (await used()).length;
    expect(await noticeFor('teacher', `code ${code}`)).toBe('not-allowed');
    expect(await used()).toHaveLength(before);
    expect(await noticeFor('gardener-account', `code ${code}`)).toBe('account-tied');
    expect((await used()).at(-1)).toEqual({ actor_id: null });
  });
});

describe('a code for somebody who has another account', () => {
  it('waits for a holder, who is told; until then nothing changes, and then the old account is nobody’s', async () => {
    const code = await newCode('cook');
    expect(await noticeFor('cook-new', `code ${code}`)).toBe('account-waiting');
    expect(await desk.says('cook-new', 'help')).toMatchObject({ view: { reason: 'unknown' } });
    expect(await rolesOf('cook-account')).toEqual(['staff']);

    await desk.deliver();
    const [asked] = only(desk.chat.toPerson('lead-account'), 'access-request');
    expect(asked).toMatchObject({ what: 'rebind', person: 'Staff cook', state: 'waiting' });
    const data = { request: asked?.requestId ?? '' };
    for (const who of ['admin', 'teacher', 'cook-account']) {
      expect(await desk.presses(who, 'confirm-request', data), who).toMatchObject({ view: { notice: 'request-gone' } });
    }
    const decided = await desk.presses('lead-account', 'confirm-request', data);
    expect(decided).toMatchObject({ kind: 'replace', view: { state: 'confirmed', decidedBy: 'Staff lead' } });
    expect(await rolesOf('cook-new')).toEqual(['staff']);
    expect(await desk.says('cook-account', 'help')).toMatchObject({ view: { reason: 'unknown' } });
  });

  it('never takes an account that stands for somebody else by the time a holder confirms', async () => {
    await load('porter', ['staff']);
    const code = await newCode('teacher');
    expect(await noticeFor('shared-account', `code ${code}`)).toBe('account-waiting');
    const email = 'porter@school.example';
    desk.chat.accounts.set('shared-account', { accountId: 'shared-account', email, guest: false, app: false });
    expect(await rolesOf('shared-account')).toEqual(['staff']);
    await desk.deliver();
    const data = { request: only(desk.chat.toPerson('lead-account'), 'access-request').at(-1)?.requestId ?? '' };
    expect(await desk.presses('lead-account', 'confirm-request', data)).toMatchObject({ view: { state: 'refused' } });
    expect(await rolesOf('shared-account')).toEqual(['staff']);
    expect(await rolesOf('teacher')).toEqual(['class_teacher']);
  });

  it('changes nothing when a holder refuses', async () => {
    const code = await newCode('teacher');
    expect(await noticeFor('teacher-new', `code ${code}`)).toBe('account-waiting');
    await desk.deliver();
    const data = { request: only(desk.chat.toPerson('lead-account'), 'access-request').at(-1)?.requestId ?? '' };
    expect(await desk.presses('lead-account', 'refuse-request', data)).toMatchObject({ view: { state: 'refused' } });
    expect(await desk.presses('lead-account', 'confirm-request', data)).toMatchObject({ view: { state: 'refused' } });
    expect(await rolesOf('teacher')).toEqual(['class_teacher']);
    expect(await desk.says('teacher-new', 'help')).toMatchObject({ view: { reason: 'unknown' } });
  });

  it('of somebody who may open cases waits too, even for an account that is nobody’s', async () => {
    await load('deputy', ['deputy_head']);
    const code = await newCode('deputy', 'deputy_head');
    expect(await noticeFor('stolen-account', `code ${code}`)).toBe('account-waiting');
    expect(await desk.says('stolen-account', 'help')).toMatchObject({ view: { reason: 'unknown' } });
    await desk.deliver();
    expect(only(desk.chat.toPerson('lead-account'), 'access-request').length).toBeGreaterThan(0);
  });
});
