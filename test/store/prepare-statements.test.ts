import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/store/connect.ts';
import { Database } from '../../src/store/scope.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database(() => connect(testDatabase.url, 1));
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

/** Adds numbers up in a transaction of drizzle's, each a parameter. */
async function addUp(numbers: number[]): Promise<unknown> {
  const terms = sql.join(
    numbers.map((number) => sql`${number}::int`),
    sql` + `,
  );
  const [row] = await database.inSchool('school', (tx) => tx.execute(sql`select ${terms} as sum`));
  return row?.sum;
}

/** How often each statement like this one was run on the connection since it was prepared there. */
async function runsOf(text: string): Promise<number[]> {
  const rows = await database.sql<{ runs: number }[]>`select (generic_plans + custom_plans)::int as runs
    from pg_prepared_statements where statement like ${`%${text}%`} order by length(statement)`;
  return rows.map(({ runs }) => runs);
}

describe('a statement in a transaction', () => {
  it('is prepared once on a connection and run again with other values', async () => {
    expect([await addUp([1, 2]), await addUp([3, 4]), await addUp([5, 6])]).toEqual([3, 7, 11]);
    expect(await runsOf('::int as sum')).toEqual([3]);
  });

  it('that sets the scope is prepared too', async () => {
    const [before = 0] = await runsOf('esafety.workspace');
    expect(before).toBeGreaterThan(0);
    await addUp([7, 8]);
    expect(await runsOf('esafety.workspace')).toEqual([before + 1]);
  });

  it('with a long list is not kept: there would be one for each length', async () => {
    const before = await runsOf('::int as sum');
    expect(await addUp(Array.from({ length: 33 }, () => 1))).toBe(33);
    expect(await runsOf('::int as sum')).toEqual(before);
    expect(await addUp(Array.from({ length: 32 }, () => 1))).toBe(32);
    expect(await runsOf('::int as sum')).toEqual([...before, 1]);
  });
});
