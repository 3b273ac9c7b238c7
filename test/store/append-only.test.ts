import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../support/test-desk.ts';

/** Tables whose rows are never changed. */
const APPEND_ONLY = ['chronology', 'audit_entries', 'idempotency_keys', 'subjects', 'case_posts', 'outbox'];
/** What may change in a case: where it stands, never what was reported. */
const CASE_STANDING = [
  'status',
  'severity',
  'category',
  'type',
  'acknowledged_at',
  'acknowledged_by',
  'escalate_at',
  'escalation_step',
  'handle_as',
  'place',
  'owner_id',
  'child_protection',
  'send_support',
  'review_at',
  'deadline_at',
  'remind_at',
  'closed_at',
  'outcome',
  'parents_informed',
];

let desk: TestDesk;
let owner: postgres.Sql;

beforeAll(async () => {
  desk = await openTestDesk({
    profiles: ['examples/demo-school.yaml'],
    people: [
      { who: 'teacher', roles: ['class_teacher'] },
      { who: 'lead', roles: ['dsl'] },
    ],
  });
  owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
  const { reference } = await desk.reports('teacher');
  const data = { case: await desk.caseIdOf(reference) };
  await desk.submits('lead', 'note', { ...data, key: 'note-1' }, { note: 'First words.' });
});

afterAll(async () => {
  await owner.end({ timeout: 1 });
  await desk.close();
});

/** Runs one statement as the application in the school's scope. */
function asApplication(statement: string): Promise<unknown> {
  return desk.program.database.sql.begin(async (tx) => {
    await tx`select set_config('esafety.school', ${desk.profiles[0]?.id ?? ''}, true)`;
    await tx.unsafe(statement);
  });
}

async function columnsOf(table: string): Promise<string[]> {
  const rows = await owner<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table}`;
  return rows.map((row) => row.name);
}

const refused = { code: '42501' };

describe('what was recorded stays as it was recorded', () => {
  it.each(APPEND_ONLY)('[W13] %s: no column can be updated and no row deleted', async (table) => {
    const columns = await columnsOf(table);
    expect(columns.length).toBeGreaterThan(2);
    for (const column of columns) {
      // 428C9: a number the database alone gives out.
      const code = expect.stringMatching(/^(42501|428C9)$/);
      await expect(asApplication(`update ${table} set ${column} = ${column}`), column).rejects.toMatchObject({ code });
    }
    await expect(asApplication(`delete from ${table}`)).rejects.toMatchObject(refused);
    await expect(asApplication(`truncate ${table} cascade`)).rejects.toMatchObject(refused);
  });

  it('[W13] a report cannot be rewritten or deleted: only where the case stands may change', async () => {
    for (const column of await columnsOf('cases')) {
      const change = asApplication(`update cases set ${column} = ${column}`);
      if (CASE_STANDING.includes(column)) await expect(change, column).resolves.toBeUndefined();
      else await expect(change, column).rejects.toMatchObject(refused);
    }
    await expect(asApplication('delete from cases')).rejects.toMatchObject(refused);
  });

  it('[W13] whom a case names stays named: it may be marked as a mistake, never changed or deleted', async () => {
    for (const column of await columnsOf('case_people')) {
      const change = asApplication(`update case_people set ${column} = ${column}`);
      if (column === 'withdrawn_at') await expect(change, column).resolves.toBeUndefined();
      else await expect(change, column).rejects.toMatchObject(refused);
    }
    await expect(asApplication('delete from case_people')).rejects.toMatchObject(refused);
  });

  it("leaves a school its key, an account its person and a person's place its school", async () => {
    for (const [table, column] of [
      ['schools', 'wrapped_key'],
      ['installation_keys', 'wrapped_key'],
      ['accounts', 'person_id'],
      ['memberships', 'person_id'],
      ['account_codes', 'role'],
      ['access_requests', 'person_id'],
      ['case_access', 'person_id'],
    ] as const) {
      await expect(asApplication(`update ${table} set ${column} = ${column}`), table).rejects.toMatchObject(refused);
    }
  });

  it('sends a message no second time by changing it: only the two functions of the outbox do', async () => {
    await expect(asApplication("update outbox set state = 'pending'")).rejects.toMatchObject(refused);
    expect(await desk.deliver()).toBeGreaterThan(0);
    const sent = desk.chat.sent.length;
    expect(await desk.deliver()).toBe(0);
    expect(desk.chat.sent).toHaveLength(sent);
  });
});
