import { schedule } from 'node-cron';
import { escalateDue } from '../core/incidents/escalate.ts';
import { reassignLeavers } from '../core/incidents/reassign.ts';
import { remindDue } from '../core/incidents/remind-due.ts';
import { createRemindSchools } from '../core/reminders/remind-schools.ts';
import { localDay } from '../core/school/calendar.ts';
import { type Drain, drainOutbox } from './drain-outbox.ts';
import { onceAtATime } from './once-at-a-time.ts';

/** The program's recurring work. */
export interface Jobs {
  /** Runs the outbox now: something was just put in it. */
  kick(): void;
  /** Waits until no delivery is under way, nor what follows from one. */
  idle(): Promise<void>;
  /** Does now whatever is due, and waits until it is delivered: for a clock that was put forward. */
  runDue(): Promise<void>;
  /** Waits for what is running and starts nothing more. */
  stop(): Promise<void>;
}

const EVERY_SECOND = '* * * * * *';
const EVERY_MINUTE = '0 * * * * *';
const EVERY_HOUR = '30 7 * * * *';
const INBOX_KEPT_MILLISECONDS = 7 * 24 * 60 * 60_000;
const DRAFT_KEPT_MILLISECONDS = 24 * 60 * 60_000;

/**
 * Starts the recurring work. node-cron only ticks: what is due, and who does it, the database decides, so a missed tick is
 * made up by the next and replicas do everything once.
 * @param options `hourly`: false where that is done by `runDue` alone
 */
export function runJobs(
  drain: Drain,
  others: {
    reloadSchools(): Promise<void>;
    purgeInbox(before: Date): Promise<void>;
    purgeDrafts(before: Date): Promise<void>;
    purgeExports(before: Date): Promise<void>;
    purgeFilterDeliveries(before: Date): Promise<void>;
    purgeFilterAlerts(today: string): Promise<void>;
  },
  { hourly = true }: { hourly?: boolean } = {},
): Jobs {
  const { log } = drain;
  const state = { stopping: false };
  const listeners = new Set<() => void>();
  const onKick = (wake: () => void) => {
    listeners.add(wake);
    return () => listeners.delete(wake);
  };
  const outbox = onceAtATime('outbox', log, () => drainOutbox({ ...drain, stopping: () => state.stopping, onKick }));
  const kick = (): void => {
    // A drain that waits for a slow delivery takes the new ones with it at once.
    if (listeners.size > 0) for (const wake of listeners) wake();
    else outbox.run();
  };
  const ladder = onceAtATime('ladder', log, async () => {
    if ((await escalateDue(drain.desk)) > 0) outbox.run();
  });
  const reminders = onceAtATime('reminders', log, async () => {
    if ((await remindDue(drain.desk)) > 0) outbox.run();
  });
  const leavers = onceAtATime('leavers', log, async () => {
    if ((await reassignLeavers(drain.desk)) > 0) outbox.run();
  });
  const remindSchools = createRemindSchools(drain.desk);
  const schools = onceAtATime('schools', log, async () => {
    if ((await remindSchools()) > 0) outbox.run();
  });
  const upkeep = onceAtATime('upkeep', log, async () => {
    await others.reloadSchools();
    const now = drain.desk.clock.now().getTime();
    await others.purgeInbox(new Date(now - INBOX_KEPT_MILLISECONDS));
    await others.purgeDrafts(new Date(now - DRAFT_KEPT_MILLISECONDS));
    await others.purgeFilterDeliveries(new Date(now - INBOX_KEPT_MILLISECONDS));
    // A link that has ended opens nothing; it is kept a while, so that every answer to it stays the same.
    await others.purgeExports(new Date(now - DRAFT_KEPT_MILLISECONDS));
  });
  const retention = onceAtATime('retention', log, () => others.purgeFilterAlerts(localDay(drain.desk.clock.now())));
  const tasks = [
    schedule(EVERY_SECOND, () => outbox.run()),
    schedule(EVERY_MINUTE, () => {
      ladder.run();
      reminders.run();
      upkeep.run();
    }),
    schedule(EVERY_HOUR, () => retention.run()),
    ...(hourly
      ? [
          schedule(EVERY_HOUR, () => {
            leavers.run();
            schools.run();
          }),
        ]
      : []),
  ];
  // What fell due while the program was down.
  ladder.run();
  reminders.run();
  retention.run();
  if (hourly) {
    leavers.run();
    schools.run();
  }
  outbox.run();
  return {
    kick,
    idle: () => outbox.idle(),
    runDue: async () => {
      for (const job of [ladder, reminders, leavers, schools, outbox]) {
        job.run();
        await job.idle();
      }
    },
    stop: async () => {
      state.stopping = true;
      for (const task of tasks) await task.destroy();
      await Promise.all([
        outbox.stop(),
        ladder.stop(),
        reminders.stop(),
        leavers.stop(),
        schools.stop(),
        upkeep.stop(),
        retention.stop(),
      ]);
    },
  };
}
