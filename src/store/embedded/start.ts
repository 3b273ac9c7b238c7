import { resolve } from 'node:path';
import postgres from 'postgres';
import type { Log } from '../../log.ts';
import { findBinaryPackage, prepareBinaries } from './binaries.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { explainFileError } from './failure.ts';
import { makeFolder } from './folders.ts';
import { ensureCluster, ownerRole } from './initialise.ts';
import { adoptServer, type LaunchRequest, launchServer, type RunningServer } from './launch.ts';
import { type ClusterPlace, chooseClusterPlace, writePointer } from './place.ts';
import { stopPostmaster } from './stop.ts';

/** The product's own database. */
export const databaseName = 'esafety';
/** Where root puts what the server's account must reach. */
export const defaultSystemDir = '/var/lib/esafety';

/** What the embedded server needs; only the data folder is a must. */
export interface EmbeddedPostgresOptions {
  /** Made when missing. The cluster goes into `postgres` below it, or where a text file in it says. */
  dataDir: string;
  /** A fixed port; left out, the one of last time, or a free one. */
  port?: number;
  /** Off for throwaway data alone: a power cut then loses the cluster. */
  fsync?: boolean;
  log?: Log;
  /** Another copy of the binary package than the installed one. */
  packageDir?: string;
  /** Where root puts the binaries and the cluster when the account of the server cannot reach the data folder. */
  systemDir?: string;
}

/** A server that answers on 127.0.0.1; `url` is the owner's (a superuser), with its password, to the database esafety. */
export interface EmbeddedPostgres {
  url: string;
  port: number;
  /** Stops the server and gives the data folder free; calling it again waits for the same stop. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a data folder, or takes over the one that an esafety killed earlier left running.
 * Throws an EmbeddedPostgresError, in a sentence that names the fix, when another esafety has the folder, the binary
 * package is missing or does not run here, root has no account to run it as, or the folder cannot be written.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const startedAt = Date.now();
  const dataDir = resolve(options.dataDir);
  const systemDir = resolve(options.systemDir ?? defaultSystemDir);
  const fsync = options.fsync ?? true;
  const packageDir = options.packageDir ?? findBinaryPackage();

  const place = await chooseClusterPlace(dataDir, systemDir);
  await makeFolder(place.home, place.account ? 0o755 : 0o700);
  const lock = await lockDataDir(place.home, dataDir).catch((error) => {
    throw explainFileError(error, place.home);
  });
  try {
    const binDir = await prepareBinaries(packageDir, place.account ? systemDir : dataDir, place.account);
    const password = await ensureCluster(place, binDir, fsync);
    await writePointer(place);
    const makeUrl = (port: number) => `postgres://${ownerRole}:${password}@127.0.0.1:${port}/postgres`;
    const request: LaunchRequest = { place, binDir, port: options.port, fsync, makeUrl };
    const server = (await adoptServer(request)) ?? (await launchServer(request));
    const url = await ensureDatabase(makeUrl(server.port));
    options.log?.info(server.reused ? 'database.reused' : 'database.started', {
      port: server.port,
      milliseconds: Date.now() - startedAt,
    });
    return { url, port: server.port, stop: makeStop(server, place, binDir, lock.release, options.log) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function makeStop(
  server: RunningServer,
  place: ClusterPlace,
  binDir: string,
  release: () => Promise<void>,
  log: Log | undefined,
): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  server.child?.once('exit', () => {
    if (!stopping) log?.warn('database.stopped_unexpectedly', { port: server.port });
  });
  const stop = async () => {
    try {
      await stopPostmaster({ pid: server.pid, cluster: place.cluster, binDir, child: server.child });
    } finally {
      await release();
    }
  };
  return () => {
    stopping ??= stop();
    return stopping;
  };
}

/** Makes the product's own database, so that `postgres` stays free for maintenance, and gives its URL. */
async function ensureDatabase(maintenanceUrl: string): Promise<string> {
  const sql = postgres(maintenanceUrl, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from pg_database where datname = ${databaseName}`;
    if (found.length === 0) await sql`create database ${sql(databaseName)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
  return maintenanceUrl.replace(/\/postgres$/, `/${databaseName}`);
}
