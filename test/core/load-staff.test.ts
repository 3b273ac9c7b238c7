import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import type { StaffRow } from '../../src/core/people/staff-row.ts';
import type { Role } from '../../src/core/school/roles.ts';
import { loadStaff, type StaffLoad } from '../../src/load-staff.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import { staffRow } from '../support/staff-rows.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown } from '../support/views.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDemoDesk({
    people: [
      { who: 'lead', roles: ['dsl'] },
      { who: 'head', roles: ['head'] },
      { who: 'teacher', roles: ['class_teacher'] },
      { who: 'admin', roles: ['administrator'] },
    ],
  });
});
afterEach(() => desk.close());

const row = (who: string, roles: Role[], more: Partial<StaffRow> = {}): StaffRow =>
  staffRow(DEMO_SCHOOL, who, roles, { jobTitle: roles.join(', '), ...more });
const load = (...rows: StaffRow[]): Promise<StaffLoad> => {
  const [profile] = desk.profiles;
  if (!profile) throw new Error('no profile');
  return loadStaff(
    desk.program,
    profile,
    rows.map((each, index) => ({ ...each, line: index + 2 })),
    { dryRun: false },
  );
};
const staff = () => desk.program.store.listStaff(DEMO_SCHOOL);
const rolesOf = async (who: string) =>
  (await staff()).find(({ email }) => email === `${who}@school.example`)?.roles.toSorted();

describe('an import cannot empty the safeguarding team', () => {
  it('refuses to end or strip the last holders, so that the next import is not taken for the first', async () => {
    await expect(load(row('lead', ['dsl'], { endsOn: '2026-11-01' }), row('head', ['staff']))).rejects.toThrow(
      ConfigError,
    );
    const endsOn = '2027-07-21';
    await expect(load(row('lead', ['dsl'], { endsOn }), row('head', ['head'], { endsOn }))).rejects.toThrow(
      /successor/,
    );
    expect((await staff()).every((person) => person.endsOn === null)).toBe(true);
  });

  it('does not count somebody who begins later', async () => {
    const left = row('lead', ['dsl'], { endsOn: '2026-11-01' });
    await expect(load(left, row('head', ['head'], { startsOn: '2026-11-11' }))).rejects.toThrow(/successor/);
    await expect(load(left, row('head', ['head'], { startsOn: '2026-11-10' }))).resolves.toMatchObject({ codes: [] });
  });

  it('lets one leave while another stays', async () => {
    await expect(load(row('lead', ['dsl'], { endsOn: '2026-12-18' }))).resolves.toMatchObject({ codes: [] });
  });

  it('prints no codes where the time of all holders has run out', async () => {
    await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
      tx.execute(sql`update memberships set ends_on = '2026-11-09' where roles && array['dsl', 'head']`),
    );
    await expect(load(row('admin', ['administrator', 'dsl']))).rejects.toThrow(/owner of the database/);
    expect(await rolesOf('admin')).toEqual(['administrator']);
  });
});

describe('law 4: a member of staff whose address changed', () => {
  it('stays the person a concern is about, and is not asked to handle it', async () => {
    const head = await desk.personId('head');
    await expect(load(row('head-new', ['head'], { name: 'staff HEAD' }))).rejects.toThrow(/line 2, previous_email/);
    await load(row('head-new', ['head'], { name: 'Staff head', previousEmail: 'head@school.example' }));
    expect(await desk.personId('head-new')).toBe(head);
    expect(await rolesOf('head-new')).toEqual(['head']);
    expect(await rolesOf('head')).toBeUndefined();
    const again = await load(row('head-new', ['head'], { previousEmail: 'head@school.example', name: 'Staff head' }));
    expect(again.people).toMatchObject([{ personId: head, change: 'unchanged' }]);
  });

  it('is another person of the same name only where the list says so', async () => {
    const { people } = await load(row('other', ['class_teacher'], { name: 'Staff teacher', previousEmail: 'none' }));
    expect(people).toMatchObject([{ change: 'added' }]);
    expect(await desk.personId('other')).not.toBe(await desk.personId('teacher'));
  });
});

describe('a function that opens cases', () => {
  it('is confirmed anew for a leaver who returns', async () => {
    await load(row('lead', ['dsl'], { endsOn: '2026-11-09' }));
    expect(await load(row('lead', ['dsl']))).toMatchObject({ waiting: [{ role: 'dsl' }] });
    expect(await rolesOf('lead')).toEqual([]);
  });

  it('is not undone by an import that began before it was confirmed', async () => {
    const teacher = await desk.personId('teacher');
    const asked = row('teacher', ['class_teacher', 'deputy_dsl']);
    const { database } = desk.program;
    // The confirmation is written, but not committed, when the import reads the staff.
    let importing: Promise<StaffLoad> | null = null;
    await database.inSchool(DEMO_SCHOOL, async (tx) => {
      await tx.execute(
        sql`update memberships set roles = roles || array['deputy_dsl'] where person_id = ${teacher}::uuid`,
      );
      importing = load(asked);
      // The import waits for this transaction, which the database can tell.
      for (let waits = false; !waits; ) {
        const [found] = await database.outside(
          (db) => db`select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
            where a.datname = current_database() and not l.granted`,
        );
        waits = found?.n > 0;
      }
    });
    await importing;
    expect(await rolesOf('teacher')).toEqual(['class_teacher', 'deputy_dsl']);
  });

  it('takes the grants that came with it along, and leaves those given by name', async () => {
    const recorded = await desk.caseIdOf((await desk.reports('teacher')).reference);
    const lead = await desk.personId('lead');
    const about = { adult: 'yes', adultPerson: await desk.personId('admin'), type: 'staff_allegation' };
    const restricted = await desk.caseIdOf((await desk.reports('teacher', about)).reference);
    await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
      tx.execute(sql`insert into case_access (school_id, case_id, person_id, reason, granted_at)
        values (${DEMO_SCHOOL}, ${restricted}::uuid, ${lead}::uuid, 'added by the head', now())`),
    );
    await load(row('lead', ['class_teacher']));
    const viewer = { personId: lead, pupilCases: false };
    expect(await desk.program.store.findCase(DEMO_SCHOOL, recorded, viewer)).toBeNull();
    expect(await desk.program.store.findCase(DEMO_SCHOOL, restricted, viewer)).not.toBeNull();
    const audited = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
      tx.execute(sql`select detail from audit_entries where action = 'access.withdrawn'`),
    );
    expect(audited).toEqual([{ detail: { person: lead, count: 1 } }]);
  });
});

describe('somebody who is new on the list without a first day', () => {
  const listOf = async (who: string) => {
    desk.chat.accounts.set(who, { accountId: who, email: `${who}@school.example`, guest: false, app: false });
    return shown(await desk.presses(who, 'own-list', {}), 'own-list');
  };

  it('begins the induction on the day of the import, but not while the school is still being set up', async () => {
    await load(row('second-file', ['staff']));
    expect((await listOf('second-file')).induction).toBe(false);
    await desk.remind();
    desk.clock.set('2026-12-01T10:00:00Z');
    await load(row('second-file', ['staff']), row('newcomer', ['staff']));
    expect((await listOf('newcomer')).induction).toBe(true);
    expect((await listOf('second-file')).induction).toBe(false);
    await load(row('newcomer', ['staff'], { name: 'Now Married' }));
    expect((await listOf('newcomer')).induction).toBe(true);
  });
});
