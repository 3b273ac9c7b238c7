import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { findBinaryPackage, prepareBinaries } from '../../src/store/embedded/binaries.ts';
import { askServer } from '../../src/store/embedded/postmaster.ts';
import { findFreePort, listServerSettings } from '../../src/store/embedded/settings.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { startInChild } from '../support/embedded-child.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const story = 'a pupil showed me the message';
let folder: TemporaryFolder;
let dataDir: string;

beforeEach(() => {
  folder = makeTemporaryFolder();
  dataDir = join(folder.path, 'data');
});

afterEach(() => folder.remove());

/** Statements that fail with the story in their text, their parameters and the server's own error message. */
async function failWithStory(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await expect(sql`select ${story}::text::int`).rejects.toThrow(story);
    await expect(sql.unsafe(`select '${story}'::int`)).rejects.toThrow(story);
    await expect(sql.unsafe(`select ${story}`)).rejects.toThrow();
    await expect(sql`select 1 / (length(${story}) - length(${story}))`).rejects.toThrow('division by zero');
    await expect(sql.unsafe(`do $$ begin raise exception '${story}'; end $$`)).rejects.toThrow(story);
    await sql.unsafe(`do $$ begin raise warning '${story}'; raise log '${story}'; end $$`);
    await expect(sql.unsafe(`select '${story}', pg_terminate_backend(pg_backend_pid())`)).rejects.toThrow();
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function findInFiles(root: string, words: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(words));
}

it('prints no statement, parameter or value when statements fail or a connection is cut', async () => {
  const systemDir = inject('postgresSystemDir');
  const made = await startEmbeddedPostgres({ dataDir, systemDir, fsync: false });
  await made.stop();
  const cluster = join(dataDir, 'postgres/cluster');
  const { uid, gid } = statSync(cluster);
  const account = process.getuid?.() === 0 ? { name: 'owner', uid, gid } : undefined;
  const binDir = await prepareBinaries(findBinaryPackage(), systemDir, account);
  const port = await findFreePort(undefined);
  // The same settings, with the output kept instead of thrown away.
  const server: ChildProcess = spawn(join(binDir, 'postgres'), ['-D', cluster, ...listServerSettings(port, false)], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    uid,
    gid,
  });
  let printed = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const url = made.url.replace(/:\d+\//, `:${port}/`);
  await vi.waitUntil(async () => (await askServer(url)).state === 'ready', { timeout: 10_000, interval: 10 });
  await failWithStory(url);
  const ended = once(server, 'close');
  server.kill('SIGINT');
  await ended;
  // The cut connection is told of, so the silence about the rest is the settings' doing.
  expect(printed).toContain('terminating connection');
  expect(printed).not.toContain('pupil');
  expect(findInFiles(dataDir, 'pupil')).toEqual([]);
});

it('lets nothing of the server reach the output of the process, and outlives it when it is killed', async () => {
  const options = { dataDir, systemDir: inject('postgresSystemDir'), fsync: false };
  const child = startInChild(options);
  const url = await child.url;
  await failWithStory(url);
  expect(child.output().trim()).toBe(`url=${url}`);
  await child.kill();
  // Its output now leads nowhere: the server must not end for that.
  await failWithStory(url);
  const server = await startEmbeddedPostgres(options);
  expect(server.url).toBe(url);
  await server.stop();
});
