import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/project-root.ts';
import type { EmbeddedPostgresOptions } from '../../src/store/embedded/start.ts';

/** Another esafety process, for tests that kill it. */
export interface EmbeddedChild {
  process: ChildProcess;
  /** Resolves with the owner's URL once the server answers; rejects with what the process printed when it ends first. */
  url: Promise<string>;
  /** Everything it has printed. */
  output(): string;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a Node process that starts the embedded server and then stays. */
export function startInChild(options: EmbeddedPostgresOptions): EmbeddedChild {
  const start = pathToFileURL(`${projectRoot}/src/store/embedded/start.ts`).href;
  const program = `
    import { startEmbeddedPostgres } from '${start}';
    const server = await startEmbeddedPostgres(JSON.parse(process.argv[1]));
    console.log('url=' + server.url);
    setInterval(() => undefined, 60_000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program, JSON.stringify(options)];
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const url = new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /^url=(\S+)$/m.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('close', () => reject(new Error(output)));
  });
  url.catch(() => undefined);
  return {
    process: child,
    url,
    output: () => output,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
