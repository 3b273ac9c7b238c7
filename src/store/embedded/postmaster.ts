import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { readErrorCode } from './failure.ts';
import { statOrMissing } from './folders.ts';

/** A server's main process and its port, as its postmaster.pid tells. */
export interface Postmaster {
  pid: number;
  port: number | undefined;
  /** Whether the server says that it lets people in. */
  ready: boolean;
}

/** What a server answers: ready for us, on its way up or down, not accepting our password, or nothing. */
export type ServerAnswer =
  | { state: 'ready'; cluster: string; fsync: boolean; version: string }
  | { state: 'not-yet' | 'wrong-password' | 'silent' };

/**
 * The postmaster that runs this cluster now. A pid file whose number now belongs to another program (after a restart of
 * the computer or container) is made harmless: PostgreSQL itself would refuse to start because of it.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const noted = await readPidFile(cluster);
  if (!noted) return undefined;
  if (await isPostmaster(noted.pid, cluster)) return noted;
  if (isAlive(noted.pid)) {
    // PostgreSQL takes its own parent for no rival. The rest of the file must stay: by the shared memory key in it a
    // new server tells whether children of a killed one still live.
    const path = join(cluster, 'postmaster.pid');
    await writeFile(path, (await readFile(path, 'utf8')).replace(/^\d+/, String(process.pid)));
  }
  return undefined;
}

/** What postmaster.pid says, true or stale; undefined when there is none or it is not yet written to the end. */
export async function readPidFile(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid < 2) return undefined;
  return { pid, port: Number(lines[3]) || undefined, ready: lines[7]?.trim() === 'ready' };
}

/** Whether a process with this number exists and is more than a zombie nobody has collected. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return readErrorCode(error) === 'EPERM';
  }
}

/**
 * Whether the process is the PostgreSQL server of this cluster. Checked before any signal, so that a number in a file
 * never makes us end a stranger. In doubt (no way to look) it counts as one.
 */
export async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return (await readCommand(pid))?.includes(cluster) ?? isAlive(pid);
  const owner = (await statOrMissing(cluster))?.uid;
  const [status, command, folder, standsIn] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    stat(`/proc/${pid}`).catch(() => undefined),
    // A postmaster stands in its cluster. Inside some containers root may not look.
    readlink(`/proc/${pid}/cwd`).catch(() => undefined),
  ]);
  if (!folder) return isAlive(pid);
  if (/\) [ZX] /.test(status) || folder.uid !== owner) return false;
  if (standsIn !== undefined) return standsIn === (await realpath(cluster));
  const words = command.split('\0');
  return /(^|\/)postgres$/.test(words[0] ?? '') && words.includes(cluster);
}

function readCommand(pid: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)], (error, out) => resolve(error ? undefined : out));
  });
}

/** Connects as the owner and asks which cluster this is; never rejects. */
export async function askServer(url: string): Promise<ServerAnswer> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    const [row] = await sql<{ cluster: string; fsync: string; version: string }[]>`
      select current_setting('data_directory') as cluster, current_setting('fsync') as fsync,
             current_setting('server_version') as version`;
    if (!row) return { state: 'silent' };
    return { state: 'ready', cluster: row.cluster, fsync: row.fsync === 'on', version: row.version };
  } catch (error) {
    const code = readErrorCode(error);
    if (code === '57P03') return { state: 'not-yet' };
    return { state: code === '28P01' ? 'wrong-password' : 'silent' };
  } finally {
    await sql.end({ timeout: 1 });
  }
}
