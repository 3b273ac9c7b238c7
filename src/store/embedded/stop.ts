import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './failure.ts';
import { isPostmaster } from './postmaster.ts';
import { runProgram } from './run-program.ts';

const fastSeconds = 20;
const immediateSeconds = 10;
const pollMilliseconds = 10;

/** A server to stop; `child` when this process started it. */
export interface StopRequest {
  pid: number;
  cluster: string;
  binDir: string;
  child?: ChildProcess;
}

/**
 * Stops a server: a fast shutdown first (open transactions roll back, everything is written), and when that takes too
 * long an immediate one (the next start recovers from the log). Does nothing when it has stopped.
 * Throws an EmbeddedPostgresError when neither helps.
 */
export async function stopPostmaster(request: StopRequest): Promise<void> {
  for (const [signal, seconds] of [['SIGINT', fastSeconds] as const, ['SIGQUIT', immediateSeconds] as const]) {
    if (await hasStopped(request)) return;
    await sendSignal(request, signal);
    const giveUpAt = Date.now() + seconds * 1000;
    while (Date.now() < giveUpAt) {
      if (await hasStopped(request)) return;
      await pause(pollMilliseconds);
    }
  }
  throw new EmbeddedPostgresError(
    `The database server (process ${request.pid}) in ${request.cluster} did not stop. End it by hand.`,
  );
}

async function hasStopped({ pid, cluster, child }: StopRequest): Promise<boolean> {
  if (child) return child.exitCode !== null || child.signalCode !== null;
  return !(await isPostmaster(pid, cluster));
}

async function sendSignal({ pid, binDir }: StopRequest, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no signals: Node would end the process on the spot; PostgreSQL's own program asks it to stop.
    await runProgram(join(binDir, 'pg_ctl'), ['kill', signal.slice(3), String(pid)], undefined, 10);
    return;
  }
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
