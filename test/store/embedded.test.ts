import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { type EmbeddedChild, startInChild } from '../support/embedded-child.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

let folder: TemporaryFolder;
let dataDir: string;
let servers: EmbeddedPostgres[];
let children: EmbeddedChild[];

beforeEach(() => {
  folder = makeTemporaryFolder();
  dataDir = join(folder.path, 'data');
  servers = [];
  children = [];
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const child of children) await child.kill();
  for (const server of servers) await server.stop();
  folder.remove();
});

const settings = () => ({ dataDir, systemDir: inject('postgresSystemDir') });

async function start(fsync = false): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ ...settings(), fsync });
  servers.push(server);
  return server;
}

function startChild(fsync = false): EmbeddedChild {
  const child = startInChild({ ...settings(), fsync });
  children.push(child);
  return child;
}

async function ask<T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await run(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const readPid = () => Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
const startTime = (url: string) => ask(url, (sql) => sql`select pg_postmaster_start_time()::text as at`);

describe('a first start', () => {
  it('stores every script in UTF-8 with LANG unset, and with a misleading one', async () => {
    for (const name of ['LANG', 'LC_ALL', 'LC_CTYPE']) vi.stubEnv(name, undefined);
    vi.stubEnv('LC_ALL', 'tr_TR.ISO-8859-9');
    vi.stubEnv('PGOPTIONS', '-c client_encoding=latin1');
    const { url } = await start();
    const words = 'Zoë · Łucja · 李 · 👩‍👧 · “quoted”';
    const [row] = await ask(
      url,
      (sql) => sql`select ${words}::text as words, length('李👧') as letters, upper('i') as upper,
        current_setting('server_encoding') as encoding`,
    );
    expect(row).toEqual({ words, letters: 2, upper: 'I', encoding: 'UTF8' });
  });

  it('listens on the loopback address alone, syncs to disk, and keeps the password in a file of its own', async () => {
    const server = await start(true);
    const [row] = await ask(
      server.url,
      (sql) => sql`select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit, current_setting('unix_socket_directories') as sockets`,
    );
    expect(row).toEqual({ addresses: '127.0.0.1', fsync: 'on', commit: 'on', sockets: '' });
    const file = join(dataDir, 'postgres/superuser-password');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(new URL(server.url).password);
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, (sql) => sql`select 1`)).rejects.toMatchObject({ code: '28P01' });
    expect(readdirSync(join(dataDir, 'postgres')).filter((name) => /initdb|new/.test(name))).toEqual([]);
  });

  it('starts afresh beside a cluster that initdb did not finish', async () => {
    const first = startChild();
    const home = join(dataDir, 'postgres');
    await vi.waitUntil(
      () => existsSync(home) && readdirSync(home).some((name) => existsSync(join(home, name, 'PG_VERSION'))),
      { timeout: 20_000, interval: 5 },
    );
    await first.kill();
    expect(existsSync(join(home, 'initialised'))).toBe(false);
    const { url } = await start();
    expect(await ask(url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
    expect(readdirSync(home).sort()).toEqual(['cluster', 'initialised', 'port', 'superuser-password']);
  });
});

describe('a later start', () => {
  it('finds the data and the port of the last run, after a stop that may be asked for twice', async () => {
    const first = await start();
    await ask(first.url, (sql) => sql`create table kept as select 'still here' as text`);
    const pid = readPid();
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, (sql) => sql`select text from kept`)).toEqual([{ text: 'still here' }]);
  });

  it('takes over the server that a killed process left running, and stops it in the end', async () => {
    const child = startChild();
    const url = await child.url;
    const startedAt = await startTime(url);
    const pid = readPid();
    await child.kill();
    const server = await start();
    expect(server.url).toBe(url);
    expect(await startTime(url)).toEqual(startedAt);
    await server.stop();
    expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
    await expect(ask(url, (sql) => sql`select 1`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(pid).toBeGreaterThan(1);
  });

  it('replaces a server left running with other settings than asked for', async () => {
    const child = startChild(false);
    const startedAt = await startTime(await child.url);
    await child.kill();
    const server = await start(true);
    expect(await startTime(server.url)).not.toEqual(startedAt);
    expect(await ask(server.url, (sql) => sql`show fsync`)).toEqual([{ fsync: 'on' }]);
  });

  it('recovers what was committed when process and server were both killed', async () => {
    const child = startChild(true);
    const url = await child.url;
    await ask(url, (sql) => sql`create table kept as select 'committed' as text`);
    const pid = readPid();
    await child.kill();
    process.kill(pid, 'SIGKILL');
    const server = await start(true);
    expect(await ask(server.url, (sql) => sql`select text from kept`)).toEqual([{ text: 'committed' }]);
    expect(readPid()).not.toBe(pid);
  });

  it('is not misled by a pid file whose number now belongs to another program', async () => {
    const first = await start();
    await first.stop();
    const cluster = join(dataDir, 'postgres/cluster');
    const file = join(cluster, 'postmaster.pid');
    writeFileSync(file, [process.ppid, cluster, 1_700_000_000, first.port, '', '127.0.0.1', '', 'ready'].join('\n'));
    const { uid, gid } = statSync(cluster);
    await chown(file, uid, gid);
    const second = await start();
    expect(second.port).toBe(first.port);
    expect(readPid()).not.toBe(process.ppid);
  });
});

describe('a second process on the same data folder', () => {
  it('is refused and told which process has it, until that one stops', async () => {
    const server = await start();
    const child = startChild();
    await expect(child.url).rejects.toThrow(`Another esafety (process ${process.pid}) is running on the data folder`);
    await expect(startEmbeddedPostgres(settings())).rejects.toThrow('ESAFETY_DATA_DIR');
    expect(await ask(server.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await server.stop();
    await start();
  });

  it('wins alone when several start at the same moment on an empty folder', async () => {
    const results = await Promise.allSettled([start(), start(), start()]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});
