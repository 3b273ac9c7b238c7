import { Worker } from 'node:worker_threads';
import type { OpenedContent } from '../core/exports/open-export.ts';
import { composeExport } from './compose-export.ts';
import type { ExportedFile } from './exported-file.ts';

/** Long enough for thousands of pages; what takes longer will never end. */
const LONGEST_MILLISECONDS = 120_000;

/**
 * What the thread runs. The sources are run as they are through tsx, which does not come into a thread by itself; a built
 * program needs none.
 */
const RUN = `const { parentPort, workerData } = require('node:worker_threads');
(async () => {
  if (workerData.tsx) (await import(workerData.tsx)).register();
  const { composeExport } = await import(workerData.module);
  parentPort.postMessage(await composeExport(workerData.content));
})();`;

/**
 * Makes the file of what a link opened. Pages are laid out on a thread of its own: a long case takes a second, in which nobody
 * else would be answered. Rejects when the file cannot be made.
 */
export function composeFile(content: OpenedContent, longestMilliseconds = LONGEST_MILLISECONDS): Promise<ExportedFile> {
  const hasPages = content.kind === 'case-file' || content.kind === 'transfer-pack';
  return hasPages ? composeApart(content, longestMilliseconds) : composeExport(content);
}

function composeApart(content: OpenedContent, longestMilliseconds: number): Promise<ExportedFile> {
  const fromSources = import.meta.url.endsWith('.ts');
  const workerData = {
    content,
    module: new URL(fromSources ? './compose-export.ts' : './compose-export.js', import.meta.url).href,
    tsx: fromSources ? import.meta.resolve('tsx/esm/api') : null,
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(RUN, { eval: true, workerData });
    const timer = setTimeout(() => {
      reject(new Error('the file took too long'));
      void worker.terminate();
    }, longestMilliseconds);
    worker.once('message', ({ body, ...file }: ExportedFile) => resolve({ ...file, body: Buffer.from(body) }));
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the file was not made'));
    });
  });
}
