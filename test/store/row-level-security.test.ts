import type postgres from 'postgres';
import postgresClient from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, findUnboundRole } from '../../src/store/connect.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Column, listColumns, sampleRow } from '../support/sample-rows.ts';

/** Tables that belong to a workspace instead of a school. */
const OF_WORKSPACES = ['accounts', 'known_places', 'installations', 'drafts'];
/** Tables that belong to nobody: keys wrapped by the master key, and deliveries that were seen. */
const OF_NOBODY = ['inbox', 'installation_keys'];
const WORKSPACE = { 'school-a': 'workspace-a', 'school-b': 'workspace-b' };
type School = keyof typeof WORKSPACE;

let database: TestDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
let tables: Map<string, Column[]>;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgresClient(database.url, { max: 2, onnotice: () => undefined });
  app = connect(database.url, 2);
  tables = await listColumns(owner);
  for (const school of ['school-a', 'school-b'] as const) {
    for (const table of tables.keys()) {
      for (let row = 0; row < 2; row += 1) await insertRow(owner, table, school);
    }
  }
});

afterAll(async () => {
  await app.end({ timeout: 1 });
  await owner.end({ timeout: 1 });
  await database.close();
});

const keyColumn = (table: string): string =>
  OF_WORKSPACES.includes(table) || table === 'inbox' ? 'workspace_id' : table === 'schools' ? 'id' : 'school_id';
const keyOf = (table: string, school: School): string =>
  keyColumn(table) === 'workspace_id' ? WORKSPACE[school] : school;
const guarded = (): string[] => [...tables.keys()].filter((table) => !OF_NOBODY.includes(table));

/** `schools` has one row a school; every other table can have many. */
async function insertRow(sql: postgres.ISql, table: string, school: School): Promise<void> {
  const row = sampleRow(tables.get(table) ?? [], { [keyColumn(table)]: keyOf(table, school) });
  await sql.unsafe(
    `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')}) on conflict do nothing`,
  );
}

/** Runs work as the application would, in one school's scope or in none, and rolls it back. */
async function inScope<T>(school: School | null, work: (sql: postgres.TransactionSql) => Promise<T>): Promise<T> {
  const undo = new Error('undo');
  let result: T | undefined;
  await app
    .begin(async (tx) => {
      if (school) {
        await tx`select set_config('esafety.school', ${school}, true),
          set_config('esafety.workspace', ${`teams|${WORKSPACE[school]}`}, true)`;
      }
      result = await work(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return result as T;
}

/** How many rows a change touched, or "refused" when the role may not make it at all. */
async function countChanged(school: School | null, statement: string): Promise<number | 'refused'> {
  try {
    return await inScope(school, async (tx) => (await tx.unsafe(statement)).count);
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return 'refused';
    throw error;
  }
}

async function updatableColumn(table: string): Promise<string | null> {
  for (const { name } of tables.get(table) ?? []) {
    const [row] = await owner`select has_column_privilege('esafety_app', ${table}, ${name}, 'update') as may`;
    if (row?.may) return name;
  }
  return null;
}

describe('row-level security', () => {
  it('covers every table there is: one with a school, one of a workspace, or one that holds nothing of either', async () => {
    const unknown = [...tables.keys()].filter(
      (table) =>
        !OF_WORKSPACES.includes(table) &&
        !OF_NOBODY.includes(table) &&
        table !== 'schools' &&
        tables.get(table)?.[0]?.name !== 'school_id',
    );
    expect(unknown, 'a table that does not lead with school_id').toEqual([]);
    const secured = await owner<{ name: string; policies: number }[]>`
      select c.relname as name, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity`;
    expect(
      secured
        .filter((row) => row.policies > 0)
        .map((row) => row.name)
        .sort(),
    ).toEqual(guarded().sort());
    // Enabled without a policy: nobody but the owner sees a row.
    expect(secured.filter((row) => row.policies === 0).map((row) => row.name)).toEqual(['inbox']);
  });

  it('shows a school its own rows and none of another', async () => {
    for (const table of guarded()) {
      const rows = await inScope('school-a', (tx) => tx.unsafe(`select ${keyColumn(table)} as key from ${table}`));
      expect(rows.length, table).toBeGreaterThan(0);
      expect([...new Set(rows.map((row) => row.key))], table).toEqual([keyOf(table, 'school-a')]);
      const others = await inScope('school-a', (tx) =>
        tx.unsafe(`select 1 from ${table} where ${keyColumn(table)} = '${keyOf(table, 'school-b')}'`),
      );
      expect(others.length, table).toBe(0);
    }
  });

  it('takes no row of another school', async () => {
    for (const table of guarded()) {
      await expect(
        inScope('school-a', (tx) => insertRow(tx, table, 'school-b')),
        table,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('changes and deletes no row of another school, and moves none there', async () => {
    for (const table of guarded()) {
      const [mine] = await owner.unsafe(
        `select count(*)::int as rows from ${table} where ${keyColumn(table)} = '${keyOf(table, 'school-a')}'`,
      );
      const column = await updatableColumn(table);
      if (column)
        expect(await countChanged('school-a', `update ${table} set ${column} = ${column}`), table).toBe(mine?.rows);
      expect(['refused', mine?.rows], table).toContain(await countChanged('school-a', `delete from ${table}`));
      const moved = `update ${table} set ${keyColumn(table)} = '${keyOf(table, 'school-b')}'`;
      expect(await countChanged('school-a', moved), table).toBe('refused');
    }
  });

  it('shows, takes and changes nothing outside a scope, also after a scope was used on the same connection', async () => {
    for (const table of guarded()) {
      expect(await inScope(null, async (tx) => (await tx.unsafe(`select 1 from ${table}`)).count), table).toBe(0);
      await expect(
        inScope(null, (tx) => insertRow(tx, table, 'school-a')),
        table,
      ).rejects.toMatchObject({ code: '42501' });
      const column = await updatableColumn(table);
      if (column) expect(await countChanged(null, `update ${table} set ${column} = ${column}`), table).toBe(0);
      expect(['refused', 0], table).toContain(await countChanged(null, `delete from ${table}`));
    }
    await expect(insertRow(app, 'cases', 'school-a')).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps deliveries that were seen from the application, which asks a function instead', async () => {
    for (const statement of ['select * from inbox', 'delete from inbox', "update inbox set event_id = ''"]) {
      await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe("the application's role", () => {
  it('is no superuser, bypasses nothing, makes nothing and owns nothing', async () => {
    const [role] = await owner`select * from pg_roles where rolname = 'esafety_app'`;
    expect(role).toMatchObject({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
      rolreplication: false,
    });
    const owned = await owner`select 1 from pg_shdepend where refobjid = ${role?.oid}::oid and deptype = 'o'`;
    expect(owned.length).toBe(0);
    const memberships = await owner`select 1 from pg_auth_members where member = ${role?.oid}::oid`;
    expect(memberships.length).toBe(0);
    const [may] = await owner`select has_schema_privilege('esafety_app', 'public', 'create') as make,
      has_database_privilege('esafety_app', current_database(), 'create') as schema`;
    expect(may).toEqual({ make: false, schema: false });
    const [working] = await app`select current_user as role`;
    expect(working?.role).toBe('esafety_app');
    expect(await findUnboundRole(app)).toBeNull();
  });

  it('empties, locks onto and triggers on no table', async () => {
    const grants = await owner<{ table_name: string; privilege_type: string }[]>`
      select table_name, privilege_type from information_schema.role_table_grants where grantee in ('esafety_app', 'PUBLIC')
        and table_schema = 'public' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`;
    expect(grants).toHaveLength(0);
    const deletes = await owner<{ table_name: string }[]>`
      select table_name from information_schema.role_table_grants where grantee in ('esafety_app', 'PUBLIC')
        and table_schema = 'public' and privilege_type = 'DELETE'`;
    const tables = deletes.map((row) => row.table_name).sort();
    expect(tables).toEqual(['accounts', 'drafts', 'duty_rota', 'installations']);
  });

  it('alone may call the functions that look across schools, and each names its search path', async () => {
    const functions = await owner<{ name: string; definer: boolean; path: string[] | null; callers: string[] }[]>`
      select p.proname as name, p.prosecdef as definer, p.proconfig as path,
        array(select case a.grantee when 0 then 'PUBLIC' else pg_get_userbyid(a.grantee)::text end
          from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner) as callers
      from pg_proc p where p.pronamespace = 'public'::regnamespace`;
    expect(functions.length).toBeGreaterThan(8);
    for (const { name, definer, path, callers } of functions) {
      expect(name).toMatch(/^esafety_/);
      expect({ name, definer, path }).toEqual({ name, definer: true, path: ['search_path=public, pg_temp'] });
      expect({ name, callers }).toEqual({ name, callers: ['esafety_app'] });
    }
  });
});
