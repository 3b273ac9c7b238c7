import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { readEnvironment } from '../../src/config/environment.ts';
import { loadProfile } from '../../src/config/load-profile.ts';
import { parseStaffCsv } from '../../src/config/staff-csv.ts';
import type { Platform } from '../../src/core/platforms.ts';
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

/**
 * Starts the program with the demo school on a platform.
 * @param given.variables the platform's environment variables, as an administrator would set them
 * @param given.casesChannel the platform's id of the place of the DSL team, as the profile would name it
 */
export async function openContractSchool(
  given: DriverOptions & {
    platform: Platform;
    workspaceId: string;
    variables: Record<string, string>;
    casesChannel: string;
    staffChannel: string;
  },
): Promise<ContractSchool> {
  const database = given.databaseUrl ? null : await createTestDatabase();
  const databaseUrl = given.databaseUrl ?? (database?.url as string);
  const folder = makeTemporaryFolder();
  const profilePath = join(folder.path, 'school.yaml');
  const profileYaml = parse(readFileSync(join(projectRoot, 'examples', 'demo-school.yaml'), 'utf8'));
  profileYaml.platform = { says: null, adapter: given.platform, workspace_id: given.workspaceId };
  profileYaml.places = { dsl: { channel: given.casesChannel }, staff: { channel: given.staffChannel } };
  writeFileSync(profilePath, stringify(profileYaml));
  const [profile] = loadProfile(profilePath).profiles;
  if (!profile) throw new Error('the demo school did not load');

  const clock = movedClock(SCHOOL_MORNING);
  const logLines: string[] = [];
  const environment = readEnvironment({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    ESAFETY_MASTER_KEY: Buffer.alloc(32, 9).toString('base64'),
    ESAFETY_PROFILES: profilePath,
    ...given.variables,
  });
  const log = createLog('trace', (line) => logLines.push(line));
  const started = await start(environment, log, { clock, onOutbound: keepPayload });
  const { rows, errors } = parseStaffCsv(readFileSync(join(projectRoot, 'examples', 'demo-staff.csv')), [profile]);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  await loadStaff(started.program, profile, rows, { dryRun: false, beginAll: true });
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  return {
    started,
    clock,
    databaseUrl,
    logLines,
    staff: rows.map(({ name, email, jobTitle, roles }) => ({ name, email, jobTitle, roles: [...roles] })),
    delivered: async () => {
      await vi.waitFor(
        async () => {
          started.kick();
          const [row] = await sql<{ waiting: number }[]>`select count(*)::int as waiting from outbox
            where state = 'pending' and (due_at <= ${clock.now()} or leased_until > ${clock.now()})`;
          if (row?.waiting !== 0) throw new Error(`${row?.waiting} messages still wait`);
        },
        { timeout: 10_000, interval: 20 },
      );
    },
    close: async () => {
      await started.stop();
      await sql.end();
      await database?.close();
      folder.remove();
    },
  };
}
