import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Playground, PlaygroundClock, PlaygroundPerson, PlaygroundWorld } from '../playground/server.ts';
import { ConfigError } from './config/config-error.ts';
import type { Environment } from './config/environment.ts';
import { loadProfile } from './config/load-profile.ts';
import { parseStaffCsv } from './config/staff-csv.ts';
import { accessHolders } from './core/people/access-requests.ts';
import type { StaffRow } from './core/people/staff-row.ts';
import { rolesHeld, type SchoolProfile } from './core/school/profile.ts';
import { listMornings, SKIPS } from './demo-calendar.ts';
import { DemoClock } from './demo-clock.ts';
import { handCode, loadStaff } from './load-staff.ts';
import type { Log } from './log.ts';
import { type Started, type StartOptions, start } from './main.ts';
import { projectRoot } from './project-root.ts';

/** The demo school's files. */
export const DEMO_PROFILE = join(projectRoot, 'examples', 'demo-school.yaml');
const DEMO_STAFF = join(projectRoot, 'examples', 'demo-staff.csv');

/** The running demo: the product, and the playground it takes for Teams. */
export interface Demo {
  started: Started;
  playground: Playground;
  people: DemoPerson[];
  stop(): Promise<void>;
}

/** One person of the demo school as the terminal lists them. */
export interface DemoPerson {
  id: string;
  name: string;
  jobTitle: string;
}

/**
 * Opens the demo school: starts the playground, then the product with the playground's addresses in place of Microsoft's,
 * then installs the app for everybody as an administrator would. The product does not know the difference.
 * @param options.playgroundPort 0 takes any free port
 * @param options.others accounts of the workspace beyond the current staff, such as a guest
 */
export async function startDemo(
  environment: Environment,
  log: Log,
  options: StartOptions & {
    playgroundPort?: number;
    profile?: string;
    staff?: string;
    others?: PlaygroundPerson[];
  } = {},
): Promise<Demo> {
  const profilePath = options.profile ?? DEMO_PROFILE;
  const { profile, rows } = readDemoSchool(profilePath, options.staff ?? DEMO_STAFF);

  const { startPlayground } = await import('../playground/server.ts');
  const world = demoWorld(profile, rows, options.others ?? []);
  const clock = options.clock ?? new DemoClock(join(environment.dataDir, 'demo-clock.json'));
  const botAppId = randomUUID();
  const botAppPassword = randomUUID();
  // The product takes its port first and the playground needs to know it, the product needs the playground's addresses:
  // the playground starts with the port the product is about to take.
  const port = environment.port || (await freePort());
  let started: Started | undefined;
  const playground = await startPlayground({
    world,
    port: options.playgroundPort ?? port + 1,
    botUrl: `http://127.0.0.1:${port}/api/messages`,
    ...(environment.publicUrl ? { picturesFrom: environment.publicUrl } : {}),
    botAppId,
    botAppPassword,
    botName: 'e-safety',
    ...(clock instanceof DemoClock ? { clock: movable(clock, profile, () => started) } : {}),
  });
  try {
    const { openIdMetadataUrl, tokenIssuer, loginUrl } = playground;
    started = await start(
      {
        ...environment,
        host: '127.0.0.1',
        port,
        profiles: [profilePath],
        teams: {
          appId: botAppId,
          appPassword: botAppPassword,
          tenantId: world.tenantId,
          openIdMetadataUrl,
          tokenIssuer,
          loginUrl,
          anonymousLoopback: false,
        },
      },
      log,
      { ...options, clock },
    );
    await seedStaff(started, profile, rows);
    await playground.install();
    const people = world.people.map(({ id, name, jobTitle }) => ({ id, name, jobTitle }));
    const running = started;
    const stop = async () => {
      await running.stop();
      await playground.close();
    };
    return { started, playground, people, stop };
  } catch (error) {
    await started?.stop();
    await playground.close();
    throw error;
  }
}

/** The clock as the visitor moves it: from school morning to school morning, with everything that falls due on each. */
function movable(clock: DemoClock, profile: SchoolProfile, started: () => Started | undefined): PlaygroundClock {
  let moving = false;
  return {
    now: () => clock.now(),
    skips: SKIPS,
    skip: async (name, onStop) => {
      const skip = SKIPS.find((candidate) => candidate.name === name);
      if (!skip || moving) throw new Error(moving ? 'The clock is still moving.' : 'The clock cannot go there.');
      const mornings = listMornings(profile, clock.now(), skip.name);
      if (mornings.length === 0) throw new Error('The school’s term dates end here.');
      moving = true;
      try {
        for (const morning of mornings) {
          clock.moveTo(morning);
          onStop();
          await started()?.runDue();
        }
      } finally {
        moving = false;
      }
    },
  };
}

/** The demo school as a local client without tokens may try it, with a code for each person who may be tried. */
export interface LoopbackDemo extends Started {
  codes: { name: string; code: string }[];
}

/**
 * Opens the demo school for Microsoft's Agents Playground or the Bot Framework Emulator (`TEAMS_ANONYMOUS=loopback`). These
 * clients vouch for nobody, so whoever types a person's code there becomes that person.
 */
export async function startLoopbackDemo(
  environment: Environment,
  log: Log,
  options: StartOptions = {},
): Promise<LoopbackDemo> {
  const { profile, rows } = readDemoSchool(DEMO_PROFILE, DEMO_STAFF);
  if (!environment.teams) throw new ConfigError('TEAMS_ANONYMOUS is not set');
  const teams = { ...environment.teams, tenantId: profile.platform.workspace_id };
  const started = await start({ ...environment, profiles: [DEMO_PROFILE], teams }, log, options);
  try {
    await seedStaff(started, profile, rows);
    const codes = [];
    for (const { personId, name, email, endsOn } of await started.program.store.listStaff(profile.id)) {
      if (endsOn !== null) continue;
      const { code } = await handCode(started.program, profile.id, personId, email, null);
      codes.push({ name, code });
    }
    return { ...started, codes };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

function readDemoSchool(profilePath: string, staffPath: string): { profile: SchoolProfile; rows: StaffRow[] } {
  const { profiles, problems } = loadProfile(profilePath);
  const [profile] = profiles;
  if (!profile || problems.length > 0) throw new ConfigError(problems.map(({ message }) => message).join('\n'));
  const { rows, errors } = parseStaffCsv(readFileSync(staffPath), profiles);
  if (errors.length > 0)
    throw new ConfigError(errors.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  return { profile, rows };
}

async function seedStaff(started: Started, profile: SchoolProfile, rows: StaffRow[]): Promise<void> {
  const { program } = started;
  const staff = await program.store.listStaff(profile.id);
  // Once there are holders, changes go the way they go in a real school.
  const beginAll = accessHolders(profile, staff, program.desk.clock.now()).length === 0;
  await loadStaff(program, profile, rows, { dryRun: false, beginAll });
}

function demoWorld(profile: SchoolProfile, rows: StaffRow[], others: PlaygroundPerson[]): PlaygroundWorld {
  const current = rows.filter((row) => row.endsOn === null);
  const people = current.map((row) => ({
    id: `29:${stableId(row.email)}`,
    aadObjectId: stableUuid(row.email),
    name: row.name,
    email: row.email,
    jobTitle: row.jobTitle,
  }));
  const idsOf = (test: (row: StaffRow) => boolean) => current.filter(test).map((row) => `29:${stableId(row.email)}`);
  const holds = (row: StaffRow, roles: string[]) => rolesHeld(profile, row.roles).some((role) => roles.includes(role));
  return {
    tenantId: profile.platform.workspace_id ?? randomUUID(),
    schoolName: profile.name,
    people: [...people, ...others],
    teams: [
      {
        id: '19:all-staff-team@thread.tacv2',
        name: 'All staff',
        channels: [{ id: profile.places.staff?.channel ?? '19:all-staff-general@thread.tacv2', name: 'General' }],
        memberIds: idsOf((row) => !holds(row, ['chair'])),
      },
      {
        id: '19:dsl-team@thread.tacv2',
        name: 'Safeguarding team',
        channels: [{ id: profile.places.dsl?.channel ?? '19:dsl-team-cases@thread.tacv2', name: 'Cases' }],
        memberIds: idsOf((row) => holds(row, ['dsl', 'deputy_dsl', 'head'])),
      },
    ],
    guide: guideFor(
      people.map(({ id, name }) => ({ id, name })),
      current,
      profile,
    ),
  };
}

const GUIDE: { role: string; text: string }[] = [
  {
    role: 'class_teacher',
    text: 'Start here: type /esafety report in the chat with e-safety, fill in the form and press Send.',
  },
  {
    role: 'dsl',
    text: 'Leads safeguarding. The concern arrives in Safeguarding team, Cases: press Acknowledge, then View detail.',
  },
  { role: 'deputy_dsl', text: 'Deputy. Told when nobody has acknowledged in time.' },
  {
    role: 'head',
    text: 'Concerns about staff come here alone, 1:1. /esafety due shows where the whole school stands.',
  },
  { role: 'ict_lead', text: 'Gets the web address and device when something passed the filter, never the pupil.' },
  {
    role: 'chair',
    text: 'Concerns about the head come here, and each term the governors’ digest, once the DSL has approved it.',
  },
  { role: 'office', text: 'Gets a newsletter for parents each term and a briefing each week, as drafts to copy.' },
  { role: 'administrator', text: 'Names the case channel with /esafety setup, and sees no case.' },
  { role: 'staff', text: 'New this term: type /esafety training, read and sign. Reporting works from the first day.' },
];

function guideFor(
  people: { id: string; name: string }[],
  rows: StaffRow[],
  profile: SchoolProfile,
): PlaygroundWorld['guide'] {
  const taken = new Set<string>();
  const guide: PlaygroundWorld['guide'] = [];
  for (const { role, text } of GUIDE) {
    const index = rows.findIndex(
      (row) => !taken.has(row.email) && rolesHeld(profile, row.roles).some((held) => held === role),
    );
    const person = people[index];
    const row = rows[index];
    if (!person || !row) continue;
    taken.add(row.email);
    guide.push({ personId: person.id, text });
  }
  return guide;
}

/** The same account on every start, so that a kept data folder still knows its people. */
function stableId(email: string): string {
  return createHash('sha256').update(`demo|${email}`).digest('base64url');
}

function stableUuid(email: string): string {
  const hex = createHash('sha256').update(`demo-object|${email}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
