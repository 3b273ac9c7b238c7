import { readFileSync, writeFileSync } from 'node:fs';
import type { Clock } from './core/ports.ts';

/**
 * The demo's clock: it goes like any other and can be put forward, never back, for what was recorded would then lie in the
 * future. How far it was put forward is kept beside the records.
 */
export class DemoClock implements Clock {
  readonly #file: string;
  #aheadMilliseconds: number;

  constructor(file: string) {
    this.#file = file;
    this.#aheadMilliseconds = readAhead(file);
  }

  now(): Date {
    return new Date(Date.now() + this.#aheadMilliseconds);
  }

  /** Goes on from a later instant; an earlier one changes nothing. */
  moveTo(instant: Date): void {
    const more = instant.getTime() - this.now().getTime();
    if (more <= 0) return;
    this.#aheadMilliseconds += more;
    writeFileSync(this.#file, JSON.stringify({ aheadMilliseconds: this.#aheadMilliseconds }));
  }
}

function readAhead(file: string): number {
  try {
    const { aheadMilliseconds } = JSON.parse(readFileSync(file, 'utf8')) as { aheadMilliseconds?: unknown };
    return typeof aheadMilliseconds === 'number' && aheadMilliseconds > 0 ? aheadMilliseconds : 0;
  } catch {
    // Never put forward so far.
    return 0;
  }
}
