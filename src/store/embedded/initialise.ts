import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError, explainFileError, explainServerOutput } from './failure.ts';
import { statOrMissing, syncFolder, writeWhole } from './folders.ts';
import type { ClusterPlace } from './place.ts';
import { runProgram } from './run-program.ts';

/** The role that owns the cluster. */
export const ownerRole = 'postgres';
/** The file in the home that holds the owner's password. */
export const ownerPasswordFile = 'superuser-password';

const initdbTimeoutSeconds = 120;

/**
 * Makes the cluster unless there is one, and gives the owner's password.
 * initdb works under a passing name that becomes `cluster` on success, so whatever bears that name is complete.
 * The caller holds the lock of the home. Throws an EmbeddedPostgresError that names the fix.
 */
export async function ensureCluster(place: ClusterPlace, binDir: string, fsync: boolean): Promise<string> {
  try {
    await clearLeftovers(place);
    const password = await readOrMakePassword(place);
    if (!(await statOrMissing(place.cluster))) await createCluster(place, binDir, fsync, password);
    await checkVersion(place, binDir);
    return password;
  } catch (error) {
    throw explainFileError(error, place.home);
  }
}

async function createCluster(place: ClusterPlace, binDir: string, fsync: boolean, password: string): Promise<void> {
  const { home, account } = place;
  const id = randomBytes(4).toString('hex');
  const draft = join(home, `cluster.new-${id}`);
  const passwordFile = join(home, `initdb-password-${id}`);
  try {
    await mkdir(draft, { mode: 0o700 });
    await chmod(draft, 0o700);
    if (account) await chown(draft, account.uid, account.gid);
    const file = await open(passwordFile, 'wx', 0o600);
    try {
      await file.writeFile(`${password}\n`);
      if (account) await file.chown(account.uid, account.gid);
    } finally {
      await file.close();
    }
    // The builtin provider and the explicit encoding: an unset LANG would give SQL_ASCII.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const access = [`--username=${ownerRole}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const sync = fsync ? [] : ['--no-sync'];
    const args = [`--pgdata=${draft}`, ...locale, ...access, ...sync];
    const run = await runProgram(join(binDir, 'initdb'), args, account, initdbTimeoutSeconds);
    if (run.exitCode !== 0) throw explainServerOutput(run.errorCode ?? run.output, home);
    await rename(draft, place.cluster);
    await syncFolder(home);
    await writeWhole(place.marker, await readFile(join(place.cluster, 'PG_VERSION'), 'utf8'), 0o644);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes what an initdb cut short left under its passing names, and moves aside a `cluster` that holds no database. */
async function clearLeftovers(place: ClusterPlace): Promise<void> {
  const { home, cluster } = place;
  for (const name of await readdir(home)) {
    if (!/^(cluster\.new|initdb-password)-/.test(name)) continue;
    // An initdb whose esafety was killed may still be writing into it, and then gives up in a moment.
    const removal = rm(join(home, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    // Whatever stays is in nobody's way: a new draft gets another name.
    await removal.catch(() => undefined);
  }
  if (!(await statOrMissing(cluster)) || (await statOrMissing(join(cluster, 'global', 'pg_control')))) return;
  await rename(cluster, `${cluster}.incomplete-${randomBytes(4).toString('hex')}`);
}

async function readOrMakePassword(place: ClusterPlace): Promise<string> {
  const path = join(place.home, ownerPasswordFile);
  const existing = await readFile(path, 'utf8').catch(async (error) => {
    if (await statOrMissing(path)) throw error;
    return '';
  });
  if (existing.trim()) return existing.trim();
  if (await statOrMissing(place.cluster)) {
    throw new EmbeddedPostgresError(
      `The password of the database is missing: ${path}. Put the file back from a backup of the data folder.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeWhole(path, `${password}\n`, 0o600);
  return password;
}

async function checkVersion(place: ClusterPlace, binDir: string): Promise<void> {
  const made = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim();
  const programs = await runProgram(join(binDir, 'postgres'), ['--version'], place.account, 20);
  const major = /(\d+)\.\d+/.exec(programs.output)?.[1];
  if (made === major) return;
  throw new EmbeddedPostgresError(
    `The database in ${place.home} was made by PostgreSQL ${made}, and this version of esafety brings ${major}. ` +
      'Make a backup with the version of esafety that ran it last, and restore it into a new data folder.',
  );
}
