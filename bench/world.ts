import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { readEnvironment } from '../src/config/environment.ts';
import { loadProfile } from '../src/config/load-profile.ts';
import type { Platform } from '../src/core/platforms.ts';
import type { SchoolProfile } from '../src/core/school/profile.ts';
import type { Role } from '../src/core/school/roles.ts';
import { createLog } from '../src/log.ts';
import { openProgram } from '../src/program.ts';
import { startEmbeddedPostgres } from '../src/store/embedded/start.ts';
import type { KeyRing } from '../src/store/key-ring.ts';
import { emailIndexOf, sealStaff } from '../src/store/people.ts';

/** The installation's master key in every measurement. */
export const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

/** The function of each member of a school's staff: enough of them that every route ends somewhere. */
const STAFF: Role[] = [
  'head',
  'dsl',
  'deputy_head',
  'ict_lead',
  'chair',
  'administrator',
  'class_teacher',
  'class_teacher',
];

/** Somebody who reports: the account on the platform, and the school. */
export interface Reporter {
  accountId: string;
  schoolId: string;
  /** What names the 1:1 chat. */
  address: string;
}

/** A PostgreSQL of our own with many schools in it. */
export interface World {
  url: string;
  /** A second database on the same server for the bare doors. */
  bareUrl: string;
  /** An owner's connection, for looking and for clearing. */
  owner: postgres.Sql;
  /** The environment the program starts with, without a platform. */
  variables: Record<string, string>;
  /** Puts `schools` schools of one workspace there and answers their reporters. */
  loadSchools(platform: Platform, workspaceId: string, schools: number): Promise<Reporter[]>;
  stop(): Promise<void>;
}

/** Starts an embedded PostgreSQL in a folder of its own, as it runs in production: with fsync. */
export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'esafety-bench-'));
  // Run by root, the server works as an account of its own, which has to get in.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), systemDir: join(folder, 'system') });
  const owner = postgres(server.url, { max: 2, onnotice: () => undefined, fetch_types: false });
  await owner`create database bare`;
  const bare = new URL(server.url);
  bare.pathname = '/bare';
  const variables = { DATABASE_URL: server.url, ESAFETY_MASTER_KEY: MASTER_KEY, LOG_LEVEL: 'info' };
  // Brings the schema up to date and makes the installation's keys.
  const program = await openProgram(readEnvironment(variables), createLog('silent'));
  const { keys } = program;
  await program.close();
  return {
    url: server.url,
    bareUrl: bare.href,
    owner,
    variables,
    loadSchools: (platform, workspaceId, schools) => loadSchools(owner, keys, platform, workspaceId, schools),
    stop: async () => {
      await owner.end({ timeout: 1 });
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function loadSchools(
  owner: postgres.Sql,
  keys: KeyRing,
  platform: Platform,
  workspaceId: string,
  schools: number,
): Promise<Reporter[]> {
  const [template] = loadProfile('examples/demo-school.yaml').profiles;
  if (!template) throw new Error('examples/demo-school.yaml has no school');
  const rows = Array.from({ length: schools }, (_, index) => makeSchool(keys, template, platform, workspaceId, index));
  const now = new Date().toISOString();
  await owner`insert into schools (id, name, platform, workspace_id, profile, wrapped_key, updated_at)
    select s.id, s.name, ${platform}, ${workspaceId}, s.profile, decode(s.key, 'base64'), ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ school }) => school))}::text::jsonb) as s(id text, name text, profile jsonb, key text)`;
  const staff = rows.flatMap((row) => row.staff);
  await owner`insert into memberships (school_id, person_id, details_sealed, email_index, roles)
    select m.school, m.person, decode(m.details, 'base64'), decode(m.email, 'base64'), array[m.role]
    from jsonb_to_recordset(${JSON.stringify(staff)}::text::jsonb) as m(school text, person uuid, details text, email text, role text)`;
  await owner`insert into accounts (platform, workspace_id, account_id, person_id, personal_address, tied_by, tied_at)
    select ${platform}, ${workspaceId}, m.account, m.person, m.address, 'email', ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(staff)}::text::jsonb) as m(account text, person uuid, address text)`;
  await owner`vacuum analyze`;
  return staff
    .filter(({ role }) => role === 'class_teacher')
    .map(({ account, school, address }) => ({ accountId: account, schoolId: school, address }));
}

function makeSchool(keys: KeyRing, template: SchoolProfile, platform: Platform, workspaceId: string, index: number) {
  const id = `bench-${platform}-${String(index).padStart(4, '0')}`;
  const wrapped = keys.wrapNewSchoolKey(id);
  keys.addSchool(id, wrapped);
  const profile = {
    ...template,
    id,
    name: `School ${index}`,
    platform: { ...template.platform, adapter: platform, workspace_id: workspaceId },
  };
  const staff = STAFF.map((role, seat) => {
    const person = randomUUID();
    const email = `${id}-${seat}@bench.example`;
    const details = sealStaff(keys, id, person, { name: `Person ${seat} of ${index}`, email, jobTitle: role });
    return {
      school: id,
      person,
      role,
      account: accountOf(platform, index, seat),
      address: `personal-${index}-${seat}`,
      details: details.toString('base64'),
      email: emailIndexOf(keys, email).toString('base64'),
    };
  });
  return { school: { id, name: profile.name, profile, key: wrapped.toString('base64') }, staff };
}

/** Account ids in the form each platform gives them. */
function accountOf(platform: Platform, school: number, seat: number): string {
  const number = school * 100 + seat;
  switch (platform) {
    case 'teams':
      return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    case 'slack':
      return `U${String(number).padStart(9, '0')}`;
    case 'google-chat':
      return `users/${String(100_000_000 + number)}`;
    case 'discord':
      return String(1_000_000_000_000_000_000n + BigInt(number));
  }
}
