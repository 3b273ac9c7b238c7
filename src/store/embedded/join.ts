import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ownerPasswordFile, ownerRole } from './initialise.ts';
import { chooseClusterPlace } from './place.ts';
import { askServer, isPostmaster, readPidFile } from './postmaster.ts';
import { databaseName, defaultSystemDir, type EmbeddedPostgres } from './start.ts';

/**
 * Finds the server that a running esafety has on a data folder, so that a command can work beside it; undefined when there
 * is none. The server stays the other's: `stop` does nothing.
 */
export async function joinEmbeddedPostgres(dataDir: string, systemDir?: string): Promise<EmbeddedPostgres | undefined> {
  const place = await chooseClusterPlace(resolve(dataDir), resolve(systemDir ?? defaultSystemDir));
  const found = await readPidFile(place.cluster);
  if (!found?.port || !(await isPostmaster(found.pid, place.cluster))) return undefined;
  const password = await readFile(join(place.home, ownerPasswordFile), 'utf8').catch(() => '');
  const server = `postgres://${ownerRole}:${password.trim()}@127.0.0.1:${found.port}`;
  const answer = await askServer(`${server}/postgres`);
  if (answer.state !== 'ready' || answer.cluster !== place.cluster) return undefined;
  return { url: `${server}/${databaseName}`, port: found.port, stop: async () => undefined };
}
