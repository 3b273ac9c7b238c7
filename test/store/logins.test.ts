import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { loadProfile } from '../../src/config/load-profile.ts';
import { createLog } from '../../src/log.ts';
import { openProgram } from '../../src/program.ts';
import { connect, findUnboundRole } from '../../src/store/connect.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { saveSchool } from '../../src/store/school-registry.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const log = createLog('silent');
const KEY = Buffer.alloc(32, 7).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 8).toString('base64');

// A server of its own: roles belong to the whole server, and here the application's role must not exist yet.
let folder: TemporaryFolder;
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let admin: postgres.Sql;

beforeAll(async () => {
  folder = makeTemporaryFolder();
  server = await startEmbeddedPostgres({
    dataDir: join(folder.path, 'data'),
    systemDir: inject('postgresSystemDir'),
    fsync: false,
  });
  admin = postgres(server.url, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create role owner_login login createrole password 'pw'`);
  await admin.unsafe(`create role app_login login password 'pw'`);
  await admin.unsafe(`create role stranger_login login password 'pw'`);
  await admin.unsafe(`create role bypassing nologin bypassrls`);
  for (const name of ['single', 'two']) await admin.unsafe(`create database ${name} owner owner_login`);
  await admin.unsafe('create database privileged');
});

afterAll(async () => {
  await admin.end({ timeout: 1 });
  await server.stop();
  folder.remove();
});

function urlOf(login: string | null, database: string): string {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  if (login) Object.assign(url, { username: login, password: 'pw' });
  return url.href;
}

function open(settings: Record<string, string>) {
  return openProgram(readEnvironment({ ESAFETY_MASTER_KEY: KEY, ...settings }), log);
}

/** Opens the program, stores a school, and answers as whom it worked and that row-level security held. */
async function tryOut(settings: Record<string, string>) {
  const program = await open(settings);
  try {
    const [profile] = loadProfile('examples/demo-school.yaml').profiles;
    if (!profile) throw new Error('no profile');
    await saveSchool(program.database, program.keys, profile, new Date('2026-11-10T10:00:00Z'));
    const [role] = await program.database.sql`select current_user as role, session_user as login`;
    const unscoped = await program.database.sql`select * from schools`;
    const scoped = await program.database.inSchool(profile.id, (tx) => tx.execute('select id from schools'));
    return { ...role, unscoped: unscoped.length, scoped: scoped.length };
  } finally {
    await program.close();
  }
}

/** How many connections of the program are left. */
async function connectionsLeft(): Promise<number> {
  const [row] = await admin<{ left: number }[]>`
    select count(*)::int as left from pg_stat_activity where application_name = 'esafety'`;
  return row?.left ?? 0;
}

async function refusalOf(settings: Record<string, string>): Promise<string> {
  const error = await open(settings).then(
    async (program) => {
      await program.close();
      return null;
    },
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  expect(await connectionsLeft(), 'connections left open would keep the program from ending').toBe(0);
  return (error as ConfigError).message;
}

const works = { role: 'esafety_app', unscoped: 0, scoped: 1 };

describe('the logins the program works with', () => {
  it('one login that owns the database, is no superuser and may make roles: makes the role on a new server', async () => {
    expect(await tryOut({ DATABASE_URL: urlOf('owner_login', 'single') })).toEqual({ ...works, login: 'owner_login' });
  });

  it('one login that is a superuser, as of the embedded server', async () => {
    expect(await tryOut({ DATABASE_URL: urlOf(null, 'privileged') })).toMatchObject(works);
  });

  it('two logins: the owner migrates, and the other works and owns nothing', async () => {
    const settings = {
      DATABASE_URL: urlOf('app_login', 'two'),
      DATABASE_MIGRATION_URL: urlOf('owner_login', 'two'),
    };
    expect(await tryOut(settings)).toEqual({ ...works, login: 'app_login' });
    const bare = postgres(settings.DATABASE_URL, { max: 1 });
    await expect(bare`create table public.own (id int)`).rejects.toMatchObject({ code: '42501' });
    await bare.end();
  });

  it('replicas that start together on an empty database agree on one schema and one installation key', async () => {
    await admin.unsafe('create database replicas owner owner_login');
    const settings = { DATABASE_URL: urlOf('owner_login', 'replicas') };
    const programs = await Promise.all([open(settings), open(settings), open(settings)]);
    const keys = programs.map((program) => program.keys.emailIndex.toString('hex'));
    for (const program of programs) await program.close();
    expect(new Set(keys).size).toBe(1);
  });
});

describe('the program refuses to start', () => {
  it('as a role that could bypass row-level security, and names the fix', async () => {
    const superuser = new URL(server.url).username;
    const url = new URL(urlOf(null, 'privileged'));
    for (const role of [superuser, 'bypassing']) {
      url.searchParams.set('role', role);
      const message = await refusalOf({
        DATABASE_URL: url.href,
        DATABASE_MIGRATION_URL: urlOf(null, 'privileged'),
      });
      expect(message).toContain(`"${role}" can bypass row-level security`);
      expect(message).toContain('DATABASE_URL');
      expect(message).toContain('esafety_app');
    }
  });

  it('as the role that owns the tables', async () => {
    const url = new URL(urlOf('owner_login', 'single'));
    url.searchParams.set('role', 'owner_login');
    expect(await refusalOf({ DATABASE_URL: url.href })).toContain('"owner_login" can bypass row-level security');
    const pool = connect(urlOf('owner_login', 'single'), 1);
    expect(await findUnboundRole(pool)).toBeNull();
    await pool.end();
  });

  it("with a login that may not act as the application's role or make it, and names the fix", async () => {
    await admin.unsafe('create database foreign_owner owner stranger_login');
    const message = await refusalOf({ DATABASE_URL: urlOf('stranger_login', 'foreign_owner') });
    expect(message).toContain('GRANT esafety_app TO');
    expect(message).toContain('DATABASE_URL');
  });

  it('with another master key than the one the database was sealed with', async () => {
    for (const database of ['single', 'replicas']) {
      const settings = { DATABASE_URL: urlOf('owner_login', database), ESAFETY_MASTER_KEY: OTHER_KEY };
      const message = await refusalOf(settings);
      expect(message).toMatch(/^ESAFETY_MASTER_KEY does not hold the key this database was sealed with\./);
      expect(message).not.toContain(OTHER_KEY);
    }
  });

  it('with a master key that is none', async () => {
    const settings = { DATABASE_URL: urlOf('owner_login', 'single'), ESAFETY_MASTER_KEY: 'c2hvcnQ=' };
    expect(await refusalOf(settings)).toContain('openssl rand -base64 32');
  });
});
