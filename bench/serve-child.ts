import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** A server in a process of its own. */
export interface ServedChild {
  port: number;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts one of `bench/doors` and waits until it says its port. */
export async function serveChild(file: string, variables: Record<string, string>): Promise<ServedChild> {
  const child = fork(join(import.meta.dirname, 'doors', file), {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return {
    port,
    process: child,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
