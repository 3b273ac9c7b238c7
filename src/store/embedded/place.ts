import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './failure.ts';
import { findClosedFolder, makeFolder, statOrMissing, writeWhole } from './folders.ts';
import type { ServerAccount } from './run-program.ts';
import { chooseServerAccount } from './server-account.ts';

/** Where the cluster of a data folder lies and which account runs it. */
export interface ClusterPlace {
  /** Holds the cluster, its password, its port and its marker. */
  home: string;
  cluster: string;
  /** Written once initdb has succeeded, with the major version; a home without it holds no database of ours yet. */
  marker: string;
  /** A text file in the data folder that says where the home is, when it is not in the data folder itself. */
  pointer: string | undefined;
  account: ServerAccount | undefined;
}

/**
 * Chooses the place for a data folder: `<dataDir>/postgres`, or `<systemDir>/<hash>/postgres` when esafety runs as root
 * and the data folder is closed to the server's account. A database once made is found again or named as missing,
 * never replaced by an empty one. Throws an EmbeddedPostgresError that names the fix.
 */
export async function chooseClusterPlace(givenDataDir: string, systemDir: string): Promise<ClusterPlace> {
  const asRoot = process.getuid?.() === 0;
  await makeFolder(givenDataDir, asRoot ? 0o755 : 0o700);
  const dataDir = await realpath(givenDataDir);
  const inside = join(dataDir, 'postgres');
  const outside = join(systemDir, createHash('sha256').update(dataDir).digest('hex').slice(0, 16), 'postgres');
  const pointer = join(dataDir, 'postgres-location.txt');

  const existing = await findExistingHome(inside, outside, pointer);
  const owner = existing ? (await statOrMissing(join(existing, 'cluster')))?.uid : undefined;
  const account = await chooseServerAccount(owner);
  if (existing && !account && owner !== undefined && process.getuid && owner !== process.getuid()) {
    throw new EmbeddedPostgresError(
      `The database in ${existing} belongs to another account (number ${owner}). ` +
        'Start esafety as that account, or as root if root made it.',
    );
  }

  const closed = account && (await findClosedFolder(existing ?? inside, account));
  if (existing && closed) {
    throw new EmbeddedPostgresError(
      `The account ${account.name} runs the database, and the folder ${closed} is closed to it. Run: chmod o+x '${closed}'`,
    );
  }
  const home = existing ?? (closed ? outside : inside);
  return {
    home,
    cluster: join(home, 'cluster'),
    marker: join(home, 'initialised'),
    pointer: home === inside ? undefined : pointer,
    account,
  };
}

/** Writes the text file that says where the cluster is; call it once the cluster is complete. */
export async function writePointer(place: ClusterPlace): Promise<void> {
  if (!place.pointer || (await statOrMissing(place.pointer))) return;
  const text = `${place.home}\n\nThe database of this folder is there, because the account that runs it cannot enter this folder.\n`;
  await writeWhole(place.pointer, text, 0o644);
}

async function findExistingHome(inside: string, outside: string, pointer: string): Promise<string | undefined> {
  if (await holdsDatabase(inside)) return inside;
  const pointed = await readPointer(pointer);
  if (pointed === undefined) return (await holdsDatabase(outside)) ? outside : undefined;
  if (await holdsDatabase(pointed)) return pointed;
  throw new EmbeddedPostgresError(
    `The database of this data folder was in ${pointed} and is not there now. Put it back, ` +
      `or delete ${pointer} to start with an empty database.`,
  );
}

async function readPointer(pointer: string): Promise<string | undefined> {
  const text = await readFile(pointer, 'utf8').catch(() => undefined);
  return text?.split('\n')[0]?.trim();
}

/** A cluster is complete when it bears its final name, which initdb's folder gets on success alone. */
async function holdsDatabase(home: string): Promise<boolean> {
  if (await statOrMissing(join(home, 'cluster', 'global', 'pg_control'))) return true;
  if (!(await statOrMissing(join(home, 'initialised')))) return false;
  throw new EmbeddedPostgresError(
    `A database was made in ${home} and its cluster is not there now. Put it back, ` +
      `or delete ${home} to start with an empty database.`,
  );
}
