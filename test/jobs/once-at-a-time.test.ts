import { describe, expect, it } from 'vitest';
import { onceAtATime } from '../../src/jobs/once-at-a-time.ts';
import { createLog } from '../../src/log.ts';

/** Work that ends when it is told to, and counts. */
function heldWork() {
  const ends: (() => void)[] = [];
  let begun = 0;
  let most = 0;
  let under = 0;
  return {
    work: async () => {
      begun += 1;
      under += 1;
      most = Math.max(most, under);
      await new Promise<void>((resolve) => ends.push(resolve));
      under -= 1;
    },
    begun: () => begun,
    most: () => most,
    async endOne() {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const silent = createLog('silent');

describe('work that runs once at a time', () => {
  it('is not begun again while it runs, and runs once more afterwards however often it was asked for', async () => {
    const held = heldWork();
    const repeated = onceAtATime('held', silent, held.work);
    for (let asked = 0; asked < 5; asked += 1) repeated.run();
    expect(held.begun()).toBe(1);
    await held.endOne();
    expect(held.begun()).toBe(2);
    await held.endOne();
    expect(held.begun()).toBe(2);
    repeated.run();
    expect(held.begun()).toBe(3);
    await held.endOne();
    expect(held.most()).toBe(1);
  });

  it('stops when what runs has ended, without the run that was still asked for', async () => {
    const held = heldWork();
    const repeated = onceAtATime('held', silent, held.work);
    repeated.run();
    repeated.run();
    let stopped = false;
    const stopping = repeated.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    await held.endOne();
    await stopping;
    repeated.run();
    expect(held.begun()).toBe(1);
  });

  it('stops at once when nothing runs', async () => {
    await expect(onceAtATime('idle', silent, async () => undefined).stop()).resolves.toBeUndefined();
  });

  it('logs a failure by its class and goes on', async () => {
    const lines: string[] = [];
    let calls = 0;
    const repeated = onceAtATime(
      'failing',
      createLog('trace', (line) => lines.push(line)),
      () => {
        calls += 1;
        throw new RangeError('Robin said so');
      },
    );
    repeated.run();
    await repeated.stop();
    const again = onceAtATime('failing', silent, () => {
      calls += 1;
      return Promise.reject(new Error('no'));
    });
    again.run();
    await new Promise((resolve) => setImmediate(resolve));
    again.run();
    await again.stop();
    expect(calls).toBe(3);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'job failed', intent: 'failing', errorName: 'RangeError' },
    ]);
    expect(lines.join('')).not.toContain('Robin');
  });
});
