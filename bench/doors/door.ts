import type { Platform } from '../../src/core/platforms.ts';
import type { Reporter } from '../world.ts';

/** A bare program of the same platform, for comparison. */
export interface BareDoor {
  /** What it does. */
  name: string;
  /** Its source in this folder. */
  file: string;
  /** The ratio that ours is meant to reach beside it; null for one shown for orientation. */
  goal: number | null;
}

/** One platform as it is measured. */
export interface Door {
  platform: Platform;
  workspaceId: string;
  /** What the program needs in its environment. */
  variables: Record<string, string>;
  /** What an answer must hold that says "recorded". */
  expected: string;
  bare: BareDoor[];
  /** The request that sends a filled-in report; each has a number of its own. */
  submit(reporter: Reporter, number: number): Uint8Array;
  stop(): Promise<void>;
}

/** What a person typed, the same for every platform. */
export const TYPED: Record<string, string> = {
  adult: 'no',
  what: 'A pupil showed me a message that upset her. It came last night from somebody she does not know.',
  category: 'conduct',
  who: 'Robin Invented, Year 4',
  date: new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10),
  time: '09:15',
  place: 'school',
  danger: 'no',
};
