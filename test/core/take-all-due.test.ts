import { describe, expect, it } from 'vitest';
import { takeAllDue } from '../../src/core/incidents/take-all-due.ts';
import { StoreUnavailable } from '../../src/core/store-port.ts';

/** A queue like the record's: the longest due first, what was taken is gone. */
function queueOf(count: number, fails: (item: number) => Error | null = () => null) {
  const waiting = Array.from({ length: count }, (_, item) => item);
  const errors: unknown[] = [];
  const tried: number[] = [];
  return {
    waiting,
    errors,
    tried,
    due: {
      read: async (limit: number) => waiting.slice(0, limit),
      keyOf: String,
      take: async (item: number) => {
        tried.push(item);
        const error = fails(item);
        if (error) throw error;
        waiting.splice(waiting.indexOf(item), 1);
        return true;
      },
      failed: (error: unknown) => errors.push(error),
    },
  };
}

describe('what fell due', () => {
  it('is taken whole, however much it is', async () => {
    const { due, waiting } = queueOf(1_050);
    expect(await takeAllDue(due)).toBe(1_050);
    expect(waiting).toEqual([]);
  });

  it('is not held up by any number that fail, and each is tried once', async () => {
    const { due, waiting, errors, tried } = queueOf(900, (item) => (item < 450 ? new Error('broken row') : null));
    expect(await takeAllDue(due)).toBe(450);
    expect(waiting).toHaveLength(450);
    expect(errors).toHaveLength(450);
    expect(tried).toHaveLength(900);
  });

  it('is left to the next tick when the record is away', async () => {
    const { due, tried } = queueOf(900, () => new StoreUnavailable());
    expect(await takeAllDue(due)).toBe(0);
    expect(tried).toHaveLength(3);
  });

  it('ends also where something is due again at once', async () => {
    const due = { read: async () => [1], keyOf: String, take: async () => true, failed: () => undefined };
    expect(await takeAllDue(due)).toBe(1);
  });
});
