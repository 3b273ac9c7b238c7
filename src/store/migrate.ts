import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { projectRoot } from '../project-root.ts';

/** The role the application works as: it owns nothing and cannot bypass row-level security. */
export const APPLICATION_ROLE = 'esafety_app';

/** Held while migrating, so that replicas that start together take turns. */
const MIGRATION_LOCK = 7_305_122_045;

/**
 * Brings the database to this version's schema and makes the application's role.
 * @param ownerUrl login that may create tables and, the first time, roles
 * @param applicationLogin a second login that shall work as the application's role, where there is one
 */
export async function migrate(ownerUrl: string, applicationLogin?: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await ensureRole(sql);
    if (applicationLogin) await sql.unsafe(`GRANT ${APPLICATION_ROLE} TO ${quoteIdentifier(applicationLogin)}`);
    await runMigrations(drizzle(sql), { migrationsFolder: join(projectRoot, 'migrations') });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function ensureRole(sql: postgres.Sql): Promise<void> {
  // Databases of one server share their roles: another may be making the same one now.
  await sql.unsafe(`DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${APPLICATION_ROLE}') THEN
      CREATE ROLE ${APPLICATION_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`);
  // From PostgreSQL 16 on, whoever makes a role may not yet act as it; a login without that right was granted it by its owner.
  await sql.unsafe(`DO $$ BEGIN
    GRANT ${APPLICATION_ROLE} TO CURRENT_USER;
  EXCEPTION WHEN insufficient_privilege THEN NULL;
  END $$`);
}

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
