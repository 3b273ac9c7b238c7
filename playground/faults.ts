import type { Fault } from './types.ts';

/** Failures that wait for the bot's next connector calls. */
export class Faults {
  private waiting: Fault[] = [];

  /** Queues a failure for the next call that matches. */
  next(fault: Fault): void {
    this.waiting.push(fault);
  }

  /** Takes the first failure that matches this call. */
  take(method: string, path: string): Fault | undefined {
    const index = this.waiting.findIndex(
      (fault) =>
        (!fault.method || fault.method.toUpperCase() === method) &&
        (!fault.pathIncludes || path.includes(fault.pathIncludes)),
    );
    return index === -1 ? undefined : this.waiting.splice(index, 1)[0];
  }

  /** How many failures still wait. */
  get pending(): number {
    return this.waiting.length;
  }

  /** Forgets what still waits. */
  clear(): void {
    this.waiting = [];
  }
}
