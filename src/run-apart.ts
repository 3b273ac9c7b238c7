import { Worker } from 'node:worker_threads';

/**
 * What the thread runs. The sources are run as they are through tsx, which does not come into a thread by itself; a built
 * program needs none.
 */
const RUN = `const { parentPort, workerData } = require('node:worker_threads');
(async () => {
  if (workerData.tsx) (await import(workerData.tsx)).register();
  const module = await import(workerData.module);
  parentPort.postMessage(await module[workerData.name](workerData.given));
})();`;

/**
 * Runs a function of a module on a thread of its own, so that work of a second keeps nobody else waiting. What it is given and
 * what it returns is copied; a Buffer comes back as a Uint8Array. Rejects when it fails or takes too long.
 * @param module its path beside this file, such as `./exports/compose-export`
 */
export function runApart<Given, Result>(
  module: string,
  name: string,
  given: Given,
  longestMilliseconds: number,
): Promise<Result> {
  const fromSources = import.meta.url.endsWith('.ts');
  const workerData = {
    given,
    name,
    module: new URL(`${module}.${fromSources ? 'ts' : 'js'}`, import.meta.url).href,
    tsx: fromSources ? import.meta.resolve('tsx/esm/api') : null,
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(RUN, { eval: true, workerData });
    const timer = setTimeout(() => {
      reject(new Error('the file took too long'));
      void worker.terminate();
    }, longestMilliseconds);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the file was not made'));
    });
  });
}
