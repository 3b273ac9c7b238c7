import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { migrate } from '../../src/store/migrate.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const templateName = 'template_esafety';

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's URL of the one server of this run, to its maintenance database. */
    postgresUrl: string;
    /** The migrated database that every test database is a copy of. */
    postgresTemplate: string;
    /** Where binaries go when the tests run as root from a folder closed to others. */
    postgresSystemDir: string;
  }
}

/**
 * Gives the whole run one server with a migrated template: the embedded one, or that of ESAFETY_TEST_DATABASE_URL.
 * vitest calls it once before the first test file, and what it returns after the last.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const systemFolder = makeTemporaryFolder();
  const server = await startServer(systemFolder.path);
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await server.stop();
    systemFolder.remove();
    throw error;
  }
  project.provide('postgresUrl', server.url);
  project.provide('postgresTemplate', templateName);
  project.provide('postgresSystemDir', systemFolder.path);
  return async () => {
    await server.stop();
    systemFolder.remove();
  };
}

async function startServer(systemDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.ESAFETY_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const folder = makeTemporaryFolder();
  const server = await startEmbeddedPostgres({ dataDir: join(folder.path, 'data'), systemDir, fsync: false });
  await stopAutovacuum(server.url);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      folder.remove();
    },
  };
}

/** What is dropped within the minute needs no cleaning, and hundreds of databases would each be looked at. */
async function stopAutovacuum(serverUrl: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`alter system set autovacuum = off`;
    await sql`select pg_reload_conf()`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`drop database if exists ${sql(templateName)} with (force)`;
    await sql`create database ${sql(templateName)}`;
    const url = new URL(serverUrl);
    url.pathname = `/${templateName}`;
    await migrate(url.href);
    // A connection to the template, even of autovacuum, would make a copy wait.
    await sql`alter database ${sql(templateName)} with allow_connections false`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
