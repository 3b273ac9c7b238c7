import { join } from 'node:path';
import { listNationalContacts } from './config/agencies.ts';
import type { Environment } from './config/environment.ts';
import { parseMasterKey, readMasterKeyFile } from './config/master-key.ts';
import type { Desk } from './core/desk.ts';
import { createStaffDirectory } from './core/people/directory.ts';
import { createDutyRota } from './core/people/duty.ts';
import type { Platform } from './core/platforms.ts';
import type { Chat, Clock, Drafts, Installations, Mailer } from './core/ports.ts';
import type { Store } from './core/store-port.ts';
import { explainOpenError, refuseUnboundRole } from './explain-open-error.ts';
import { describeError, type Log } from './log.ts';
import { randomCode, randomIds } from './random-ids.ts';
import { connect, findUnboundRole } from './store/connect.ts';
import { createDrafts } from './store/drafts.ts';
import { createExports } from './store/exports.ts';
import { createInstallations } from './store/installations.ts';
import { KeyRing } from './store/key-ring.ts';
import { migrate } from './store/migrate.ts';
import { openStore } from './store/open-store.ts';
import { createSchoolRegistry, type SchoolRegistry } from './store/school-registry.ts';
import { Database } from './store/scope.ts';

/** The parts every command of the program works with. */
export interface Program {
  environment: Environment;
  database: Database;
  keys: KeyRing;
  schools: SchoolRegistry;
  store: Store;
  desk: Desk;
  drafts: Drafts;
  /** Slack workspaces that installed the app themselves. */
  installations: Installations;
  /** Chats of the configured platforms, filled in by whoever starts them. */
  chats: Map<Platform, Chat>;
  /** Where people reach the program; where no setting says it, the server fills it in once it listens. */
  address: { url: string | null };
  log: Log;
  close(): Promise<void>;
}

const EXPORT_CODE_LETTERS = 8;

/** The clock of the running program. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * Opens the database (its own when none is given), brings it up to date, and puts the core's parts together.
 * @param options.join works beside an esafety that already runs on the same data folder, as a command does
 * @throws ConfigError when a setting does not allow it
 */
export async function openProgram(
  environment: Environment,
  log: Log,
  options: { clock?: Clock; join?: boolean } = {},
): Promise<Program> {
  const clock = options.clock ?? systemClock;
  const embedded =
    environment.databaseUrl === null ? await startEmbedded(environment, log, options.join ?? false) : null;
  const applicationUrl = embedded?.url ?? (environment.databaseUrl as string);
  const ownerUrl = environment.migrationUrl ?? applicationUrl;
  let database: Database | null = null;
  const close = async () => {
    await database?.close();
    await embedded?.stop();
  };
  try {
    await migrate(
      ownerUrl,
      environment.migrationUrl ? decodeURIComponent(new URL(applicationUrl).username) : undefined,
    );
    database = new Database(() => connect(applicationUrl));
    refuseUnboundRole(await findUnboundRole(database.sql));
    const keys = new KeyRing(readMasterKey(environment));
    const schools = createSchoolRegistry(database, keys);
    await schools.reload();
    const store = await openStore(database, keys, ({ restricted, year }) =>
      restricted ? randomIds.restrictedReference() : randomIds.unnumberedReference(year),
    );
    const chats = new Map<Platform, Chat>();
    const address = { url: environment.publicUrl };
    const desk: Desk = {
      store,
      chats: (platform) => chats.get(platform) ?? null,
      schools,
      staff: createStaffDirectory(store, clock),
      duty: createDutyRota(store, clock),
      clock,
      ids: randomIds,
      exports: createExports(database, keys, () => randomCode(EXPORT_CODE_LETTERS)),
      mailer: await openMailer(environment),
      addressOf: (path) => new URL(path, address.url ?? `http://${environment.host}:${environment.port}`).href,
      nationalContacts: listNationalContacts,
      reportError: (event, error) => log.error(event, describeError(error)),
    };
    const drafts = createDrafts(database, keys, clock);
    const installations = createInstallations(database, keys, 'slack', clock);
    return { environment, database, keys, schools, store, desk, drafts, installations, chats, address, log, close };
  } catch (error) {
    // An open pool would keep the process from ending for minutes after it has said why it does not start.
    await close();
    throw explainOpenError(error, environment);
  }
}

async function startEmbedded(environment: Environment, log: Log, beside: boolean) {
  const { joinEmbeddedPostgres } = await import('./store/embedded/join.ts');
  const running = beside ? await joinEmbeddedPostgres(environment.dataDir) : undefined;
  if (running) return running;
  const { startEmbeddedPostgres } = await import('./store/embedded/start.ts');
  return startEmbeddedPostgres({ dataDir: environment.dataDir, log });
}

/** Loaded only where there is a mail server to write to. */
async function openMailer({ mail }: Environment): Promise<Mailer | null> {
  if (!mail) return null;
  const { createMailer } = await import('./mail/create-mailer.ts');
  return createMailer(mail);
}

function readMasterKey(environment: Environment): Buffer {
  if (environment.masterKey) return parseMasterKey(environment.masterKey, 'ESAFETY_MASTER_KEY');
  const own = environment.databaseUrl === null;
  return readMasterKeyFile(
    environment.masterKeyFile ?? join(environment.dataDir, 'master.key'),
    own && !environment.masterKeyFile,
  );
}
