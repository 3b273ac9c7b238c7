import { ConfigError } from './config/config-error.ts';
import type { Environment } from './config/environment.ts';
import { APPLICATION_ROLE } from './store/migrate.ts';
import { codeOf } from './store/scope.ts';
import { SealBroken } from './store/seal.ts';

const INSUFFICIENT_PRIVILEGE = '42501';

/** Refuses to run where row-level security would not hold; throws `ConfigError` naming the fix. */
export function refuseUnboundRole(role: string | null): void {
  if (role === null) return;
  throw new ConfigError(
    `DATABASE_URL: the database role "${role}" can bypass row-level security. Connect with a login that may act as ${APPLICATION_ROLE}, leave "role" out of the address, and check that ${APPLICATION_ROLE} is no superuser, has no BYPASSRLS and owns no table`,
  );
}

/** Turns what kept the program's data from opening into a sentence that names the fix, where one is known. */
export function explainOpenError(error: unknown, environment: Environment): unknown {
  if (error instanceof SealBroken) {
    const where = environment.masterKey ? 'ESAFETY_MASTER_KEY' : 'the master key file';
    return new ConfigError(
      `${where} does not hold the key this database was sealed with. Put back the key it was first started with, from the copy you kept`,
    );
  }
  if (codeOf(error) === INSUFFICIENT_PRIVILEGE) {
    const owner = environment.migrationUrl ? 'DATABASE_MIGRATION_URL' : 'DATABASE_URL';
    return new ConfigError(
      `The database does not let this login do what is needed: that of ${owner} makes tables and the role ${APPLICATION_ROLE}, that of DATABASE_URL acts as this role. As the database's administrator run: CREATE ROLE ${APPLICATION_ROLE} NOLOGIN; GRANT ${APPLICATION_ROLE} TO the login of DATABASE_URL; then start again`,
    );
  }
  return error;
}
