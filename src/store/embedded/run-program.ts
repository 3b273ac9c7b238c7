import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { parse } from 'node:path';

/** The operating-system account that runs the server when esafety itself runs as root. */
export interface ServerAccount {
  name: string;
  uid: number;
  gid: number;
}

/** How a program ended and what it printed; `errorCode` is set when it could not be started at all. */
export interface ProgramResult {
  exitCode: number | null;
  output: string;
  errorCode?: string;
}

/**
 * Starts one of PostgreSQL's programs as the given account, with nothing of our environment but what it needs:
 * a locale or a PG* variable of the person must not change the cluster, and keys in our environment are not its business.
 */
export function spawnProgram(
  file: string,
  args: string[],
  account: ServerAccount | undefined,
  options: SpawnOptions,
): ChildProcess {
  const { SystemRoot, TEMP } = process.env;
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };
  if (process.platform === 'win32') Object.assign(env, { SystemRoot, TEMP, PATH: `${SystemRoot}\\System32` });
  return spawn(file, args, {
    ...options,
    // The folder we stand in may be closed to the account.
    cwd: parse(file).root,
    env,
    windowsHide: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
}

/** Runs a program to its end, or kills it after `timeoutSeconds`; never rejects. */
export function runProgram(
  file: string,
  args: string[],
  account: ServerAccount | undefined,
  timeoutSeconds: number,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawnProgram(file, args, account, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutSeconds * 1000,
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ exitCode: null, output, errorCode: error.code ?? 'unknown' }),
    );
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}
