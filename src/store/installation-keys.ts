import { INSTALLATION_KEYS, type KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

/** Loads the installation's own keys, making them at the first start; replicas that start together agree on one of each. */
export async function loadInstallationKeys(database: Database, keys: KeyRing): Promise<void> {
  for (const name of INSTALLATION_KEYS) {
    const offered = keys.wrapNewInstallationKey(name);
    const [row] = await database.outside(async (sql) => {
      await sql`insert into installation_keys (name, wrapped_key) values (${name}, ${offered}) on conflict do nothing`;
      return sql<{ wrapped_key: Buffer }[]>`select wrapped_key from installation_keys where name = ${name}`;
    });
    if (!row) throw new Error('the installation key was not stored');
    keys.setInstallationKey(name, row.wrapped_key);
  }
}
