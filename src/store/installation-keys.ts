import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

const EMAIL_INDEX = 'email-index';

/** Loads the installation's own keys, making them at the first start; replicas that start together agree on one. */
export async function loadInstallationKeys(database: Database, keys: KeyRing): Promise<void> {
  const offered = keys.wrapNewInstallationKey(EMAIL_INDEX);
  const [row] = await database.outside(async (sql) => {
    await sql`insert into installation_keys (name, wrapped_key) values (${EMAIL_INDEX}, ${offered}) on conflict do nothing`;
    return sql<{ wrapped_key: Buffer }[]>`select wrapped_key from installation_keys where name = ${EMAIL_INDEX}`;
  });
  if (!row) throw new Error('the installation key was not stored');
  keys.setEmailIndex(row.wrapped_key);
}
