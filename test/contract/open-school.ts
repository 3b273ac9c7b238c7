import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { readEnvironment } from '../../src/config/environment.ts';
import { loadProfile } from '../../src/config/load-profile.ts';
import { parseStaffCsv } from '../../src/config/staff-csv.ts';
import type { StaffRow } from '../../src/core/people/staff-row.ts';
import type { Platform } from '../../src/core/platforms.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import { loadStaff } from '../../src/load-staff.ts';
import { createLog } from '../../src/log.ts';
import { type Started, start } from '../../src/main.ts';
import { projectRoot } from '../../src/project-root.ts';
import { createTestDatabase } from '../support/database.ts';
import { type MovedClock, movedClock } from '../support/moved-clock.ts';
import { keepPayload } from '../support/payload-sink.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { SCHOOL_MORNING } from '../support/test-desk.ts';
import type { DriverOptions } from './driver.ts';

/** The demo school on one platform, with the whole program started as in production, on a port of its own. */
export interface ContractSchool {
  started: Started;
  clock: MovedClock;
  databaseUrl: string;
  logLines: string[];
  /** The staff: names, e-mail addresses and functions as in `examples/demo-staff.csv`. */
  staff: { name: string; email: string; jobTitle: string; roles: string[] }[];
  /** Waits until nothing that is due waits in the outbox. */
  delivered(): Promise<void>;
  close(): Promise<void>;
}

/** One platform that a school of these tests is on. */
export interface SchoolOnPlatform {
  platform: Platform;
  workspaceId: string;
  /** The platform's environment variables, as an administrator would set them. */
  variables: Record<string, string>;
  /** The platform's id of the place of the DSL team, as the profile would name it. */
  casesChannel: string;
  staffChannel: string;
}

/** How a school of these tests differs from the demo school. */
export interface SchoolVariant {
  /** Changes the settings as they stand in the YAML file. */
  change?: (settings: Record<string, unknown>) => Record<string, unknown>;
  /** Changes the staff list, as CSV. */
  changeStaff?: (csv: string) => string;
}

/** The demo school's settings and staff on one platform, as a variant has them. */
interface PreparedSchool {
  file: string;
  profile: SchoolProfile;
  rows: StaffRow[];
}

const LOOK_AGAIN_MILLISECONDS = 20;

/** Starts the program with the demo school on a platform. */
export async function openContractSchool(given: DriverOptions & SchoolOnPlatform): Promise<ContractSchool> {
  if (given.trust) return given.trust.join(given);
  const [school] = await startSchools([{ ...given, variant: {} }], given.databaseUrl);
  return school as ContractSchool;
}

/** The e-mail addresses and names of a school's staff before it is opened: what the platform's directory holds. */
export function listContractStaff(options: DriverOptions = {}): StaffRow[] {
  return prepareSchool(NOWHERE, options.trust?.variant ?? {}).rows;
}

const NOWHERE: SchoolOnPlatform = {
  platform: 'teams',
  workspaceId: 'nowhere',
  variables: {},
  casesChannel: 'cases',
  staffChannel: 'staff',
};

/** Starts one program with one or several schools, each on its platform. */
export async function startSchools(
  schools: (SchoolOnPlatform & { variant: SchoolVariant })[],
  givenUrl?: string,
): Promise<ContractSchool[]> {
  const database = givenUrl ? null : await createTestDatabase();
  const databaseUrl = givenUrl ?? (database?.url as string);
  const folder = makeTemporaryFolder();
  const prepared = schools.map((school, index) => {
    const made = prepareSchool(school, school.variant);
    const path = join(folder.path, `school-${index}.yaml`);
    writeFileSync(path, made.file);
    return { ...made, path };
  });
  const clock = movedClock(SCHOOL_MORNING);
  const logLines: string[] = [];
  const environment = readEnvironment({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    ESAFETY_MASTER_KEY: Buffer.alloc(32, 9).toString('base64'),
    ESAFETY_PROFILES: prepared.map(({ path }) => path).join(','),
    ...Object.assign({}, ...schools.map(({ variables }) => variables)),
  });
  const log = createLog('trace', (line) => logLines.push(line));
  const started = await start(environment, log, { clock, onOutbound: keepPayload, hourly: false });
  for (const { profile, rows } of prepared)
    await loadStaff(started.program, profile, rows, { dryRun: false, beginAll: true });
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const delivered = async (): Promise<void> => {
    await vi.waitFor(
      async () => {
        started.kick();
        // Most often all has been delivered by then; one that hangs is not waited for.
        await Promise.race([started.idle(), pause(LOOK_AGAIN_MILLISECONDS)]);
        const [row] = await sql<{ waiting: number }[]>`select count(*)::int as waiting from outbox
          where state = 'pending' and (due_at <= ${clock.now()} or leased_until > ${clock.now()})`;
        if (row?.waiting !== 0) throw new Error(`${row?.waiting} messages still wait`);
      },
      { timeout: 10_000, interval: LOOK_AGAIN_MILLISECONDS },
    );
    // What a message that was given up leads to is written after its own row.
    await started.idle();
  };
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await started.stop();
    await sql.end({ timeout: 1 });
    await database?.close();
    folder.remove();
  };
  return prepared.map(({ rows }) => ({
    started,
    clock,
    databaseUrl,
    logLines,
    staff: rows.map(({ name, email, jobTitle, roles }) => ({ name, email, jobTitle, roles: [...roles] })),
    delivered,
    // Schools of one program are closed together, by whoever comes first.
    close: () => {
      closing ??= close();
      return closing;
    },
  }));
}

function prepareSchool(on: SchoolOnPlatform, variant: SchoolVariant): PreparedSchool {
  const settings = parse(readFileSync(join(projectRoot, 'examples', 'demo-school.yaml'), 'utf8'));
  settings.platform = { says: null, adapter: on.platform, workspace_id: on.workspaceId };
  settings.places = { dsl: { channel: on.casesChannel }, staff: { channel: on.staffChannel } };
  const changed = variant.change?.(settings) ?? settings;
  const file = stringify(changed);
  const folder = makeTemporaryFolder();
  const path = join(folder.path, 'school.yaml');
  writeFileSync(path, file);
  const { profiles, problems } = loadProfile(path);
  folder.remove();
  const [profile] = profiles;
  if (!profile) throw new Error(`the school did not load: ${JSON.stringify(problems)}`);
  const csv = readFileSync(join(projectRoot, 'examples', 'demo-staff.csv'), 'utf8');
  const { rows, errors } = parseStaffCsv(variant.changeStaff?.(csv) ?? csv, [profile]);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return { file, profile, rows };
}
