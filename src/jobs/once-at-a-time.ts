import { describeError, type Log } from '../log.ts';

/** Work that is asked for often and never runs twice side by side. */
export interface Repeated {
  run(): void;
  /** Waits until nothing of it runs. */
  idle(): Promise<void>;
  /** Waits for what is running and starts nothing more. */
  stop(): Promise<void>;
}

/** Runs work one at a time; asked for while it runs, it runs once more afterwards. A failure is logged and ends nothing. */
export function onceAtATime(name: string, log: Log, work: () => Promise<unknown>): Repeated {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      try {
        await work();
      } catch (error) {
        log.warn('job failed', { intent: name, ...describeError(error) });
      }
    } while (again && !stopped);
    running = null;
  };
  return {
    run: () => {
      if (stopped) return;
      if (running) again = true;
      else running = loop();
    },
    idle: async () => {
      while (running) await running;
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
