import postgres from 'postgres';
import { APPLICATION_ROLE } from './migrate.ts';

/**
 * Opens the application's pool: every connection works as the restricted role from its first statement.
 * @param url login that may act as the application's role
 * @param connections most connections open at once
 */
export function connect(url: string, connections = 10): postgres.Sql {
  return postgres(url, {
    max: connections,
    connect_timeout: 5,
    idle_timeout: 120,
    // Else the driver asks each new connection for the array types, and where that one is cut rejects what nobody can catch.
    // So read arrays as JSON, and do not use `sql.reserve()`, which then waits for ever in a cold pool (porsager/postgres 751).
    fetch_types: false,
    // While the database is away each try fails after this many seconds, so that people are told at once.
    backoff: () => 0.1,
    // Errors carry statements and parameters unless told otherwise: a story must not travel in them.
    debug: false,
    onnotice: () => {},
    connection: {
      application_name: 'esafety',
      role: APPLICATION_ROLE,
      // Shorter than a person waits for "saved" (scope.ts): what was called NOT saved must not be saved a moment later.
      statement_timeout: 4_500,
      // A transaction that its program forgot must not hold its locks against everybody else's.
      idle_in_transaction_session_timeout: 15_000,
    } as Record<string, string | number>,
  });
}

/**
 * The role this pool works as when row-level security does not bind it: one that bypasses it, or that owns tables.
 * @returns null when row-level security holds
 */
export async function findUnboundRole(sql: postgres.Sql): Promise<string | null> {
  const [row] = await sql<{ name: string; bypasses: boolean; owns: boolean }[]>`
    select current_user as name, r.rolsuper or r.rolbypassrls as bypasses,
      exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'usage')) as owns
    from pg_roles r where r.rolname = current_user`;
  if (row && !row.bypasses && !row.owns) return null;
  return row?.name ?? 'unknown';
}
