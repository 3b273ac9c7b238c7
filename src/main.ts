import { chartRoutes } from './chart-pages.ts';
import type { Environment } from './config/environment.ts';
import { createOpenExport } from './core/exports/open-export.ts';
import { createHandle } from './core/handle.ts';
import type { Clock } from './core/ports.ts';
import { downloadRoutes } from './download-pages.ts';
import { filterHookRoutes } from './filter-hook.ts';
import { healthRoutes } from './health.ts';
import { startHttp } from './http.ts';
import type { Route } from './http-types.ts';
import { createRightOfWay } from './jobs/right-of-way.ts';
import { runJobs } from './jobs/run-jobs.ts';
import { loadAdapters, type OnOutbound } from './load-adapters.ts';
import { loadSchools } from './load-schools.ts';
import type { Log } from './log.ts';
import { openProgram, type Program } from './program.ts';
import { publicPageRoutes } from './public-pages.ts';
import { randomIds } from './random-ids.ts';
import { createOutboxStore } from './store/outbox.ts';
import { purgeDrafts, purgeExports, purgeFilterAlerts, purgeFilterDeliveries, purgeInbox } from './store/upkeep.ts';

/** A started program. */
export interface Started {
  program: Program;
  url: string;
  /** What the lints said about the profiles that were loaded. */
  findings: string;
  /** Delivers what waits, now. */
  kick(): void;
  /** Waits until no delivery is under way, nor what follows from one; for tests and benchmarks. */
  idle(): Promise<void>;
  /** Does now whatever is due, and waits until it is delivered: for a clock that was put forward. */
  runDue(): Promise<void>;
  stop(): Promise<void>;
}

/** How to start; all but the first two are for tests and the demo. */
export interface StartOptions {
  clock?: Clock;
  /** Sees every payload before it leaves. */
  onOutbound?: OnOutbound;
  /** False where what is looked for each hour is done by `runDue` alone: for a test whose clock stands still while hours pass. */
  hourly?: boolean;
}

/** The composition root: puts store, core, adapters, jobs and server together, and takes them apart in the right order. */
export async function start(environment: Environment, log: Log, options: StartOptions = {}): Promise<Started> {
  const program = await openProgram(environment, log, { clock: options.clock });
  try {
    const findings = environment.profiles.length > 0 ? await loadSchools(program, environment.profiles) : '';
    const state = { stopping: false };
    const handleEvent = createHandle(program.desk);
    let kick = (): void => {};
    const rightOfWay = createRightOfWay();
    const handle: typeof handleEvent = async (event) => {
      const reply = await rightOfWay.around(() => handleEvent(event));
      // What the event put in the outbox leaves now, not at the next tick.
      kick();
      return reply;
    };
    const adapters = await loadAdapters(program, handle, options.onOutbound);
    for (const { chat } of adapters) program.chats.set(chat.platform, chat);
    const routes: Route[] = [
      ...publicPageRoutes(),
      ...downloadRoutes({ open: createOpenExport(program.desk, program.desk.exports), log }),
      ...filterHookRoutes({ desk: program.desk, keys: program.keys, kick: () => kick() }),
      ...chartRoutes({ digests: program.store.digests, log }),
      ...healthRoutes(program.database, state),
      ...adapters.flatMap((adapter) => adapter.routes),
    ];
    const http = await startHttp(routes, environment, log);
    const url = `http://${environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${http.port}`;
    program.address.url ??= url;
    const outbox = createOutboxStore(program.database, randomIds.uuid);
    const drain = { desk: program.desk, outbox, log, share: rightOfWay.share };
    const jobs = runJobs(
      drain,
      {
        reloadSchools: () => program.schools.reload(),
        purgeInbox: (before) => purgeInbox(program.database, before),
        purgeDrafts: (before) => purgeDrafts(program.database, before),
        purgeExports: (before) => purgeExports(program.database, before),
        purgeFilterDeliveries: (before) => purgeFilterDeliveries(program.database, before),
        purgeFilterAlerts: (today) => purgeFilterAlerts(program.database, today),
      },
      { hourly: options.hourly },
    );
    kick = jobs.kick;
    for (const adapter of adapters) await adapter.start?.();
    log.info('started', { port: http.port, host: environment.host });
    return {
      program,
      url,
      findings,
      kick: jobs.kick,
      idle: jobs.idle,
      runDue: jobs.runDue,
      stop: async () => {
        // First nothing new comes in, then what is under way ends, then the database closes.
        state.stopping = true;
        for (const adapter of adapters) await adapter.stop?.();
        await http.stop();
        await jobs.stop();
        await program.close();
        log.info('stopped');
      },
    };
  } catch (error) {
    await program.close();
    throw error;
  }
}
