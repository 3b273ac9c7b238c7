import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../../src/core/store-port.ts';
import { type Together, together } from '../../src/store/together.ts';

/** Groups as they were carried out; each waits until the test ends it. */
let groups: { items: string[]; end(error?: Error): void }[];

const turn = () => new Promise((resolve) => setImmediate(resolve));

function makeCall(changes: Partial<Together<string, string>> = {}) {
  return together<string, string>({
    run: (items) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) => (error ? reject(error) : resolve(items.map((item) => `${item} done`)));
        groups.push({ items, end });
      }),
    most: 3,
    underWay: 1,
    patienceMilliseconds: 5_000,
    retryWithinMilliseconds: 500,
    ...changes,
  });
}

const groupAt = (index: number) => groups[index] as (typeof groups)[number];

beforeEach(() => {
  groups = [];
});

describe('calls that come together', () => {
  it('share one round trip when they come in the same turn, and each gets its own answer', async () => {
    const call = makeCall();
    const answers = Promise.all([call('a'), call('b')]);
    await turn();
    expect(groups.map(({ items }) => items)).toEqual([['a', 'b']]);
    groupAt(0).end();
    expect(await answers).toEqual(['a done', 'b done']);
  });

  it('wait while one is under way and then go together, at most so many', async () => {
    const call = makeCall();
    const first = call('a');
    await turn();
    const others = Promise.all(['b', 'c', 'd', 'e'].map(call));
    await turn();
    expect(groups).toHaveLength(1);
    groupAt(0).end();
    await first;
    await turn();
    expect(groupAt(1).items).toEqual(['b', 'c', 'd']);
    groupAt(1).end();
    await turn();
    expect(groupAt(2).items).toEqual(['e']);
    groupAt(2).end();
    expect(await others).toEqual(['b done', 'c done', 'd done', 'e done']);
  });

  it('never share a group, nor run at the same time, when they have the same key', async () => {
    const call = makeCall({ underWay: 3, keyOf: (item) => item.charAt(0) });
    const answers = Promise.all([call('a1'), call('a2'), call('b1')]);
    await turn();
    expect(groups.map(({ items }) => items)).toEqual([['a1', 'b1']]);
    groupAt(0).end();
    await turn();
    expect(groupAt(1).items).toEqual(['a2']);
    groupAt(1).end();
    expect(await answers).toEqual(['a1 done', 'a2 done', 'b1 done']);
  });
});

describe('a group that fails', () => {
  it('is tried one by one: the one that cannot be done fails alone, the others do not wait for each other', async () => {
    const call = makeCall();
    const answers = Promise.allSettled([call('good'), call('bad'), call('slow')]);
    await turn();
    groupAt(0).end(new Error('one of them'));
    await turn();
    expect(groups.slice(1).map(({ items }) => items)).toEqual([['good'], ['bad'], ['slow']]);
    groupAt(1).end();
    groupAt(2).end(new Error('its own'));
    groupAt(3).end();
    expect(await answers).toMatchObject([
      { value: 'good done' },
      { reason: { message: 'its own' } },
      { value: 'slow done' },
    ]);
  });

  it('holds up nobody behind it while one of it is tried again', async () => {
    const call = makeCall({ keyOf: (item) => item.charAt(0) });
    const waiting = Promise.all([call('a1'), call('b1'), call('a2')]);
    await turn();
    groupAt(0).end(new Error('a lock'));
    await turn();
    const other = call('c1');
    await turn();
    expect(groups.map(({ items }) => items)).toEqual([['a1', 'b1'], ['a1'], ['b1'], ['c1']]);
    for (const { end } of groups.slice(1)) end();
    expect(await other).toBe('c1 done');
    await turn();
    expect(groupAt(4).items).toEqual(['a2']);
    groupAt(4).end();
    await waiting;
  });

  it('of one is not tried a second time', async () => {
    const call = makeCall();
    const answer = call('a');
    await turn();
    groupAt(0).end(new Error('no'));
    await expect(answer).rejects.toThrow('no');
    expect(groups).toHaveLength(1);
  });
});

describe('a group that does not end', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells everybody in time, also those who wait behind it, and never carries out what was told to have failed', async () => {
    const call = makeCall();
    const answers = Promise.allSettled([call('a')]);
    await turn();
    const behind = Promise.allSettled([call('b')]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answers).toMatchObject([{ reason: expect.any(StoreUnavailable) }]);
    expect(await behind).toMatchObject([{ reason: expect.any(StoreUnavailable) }]);
    groupAt(0).end();
    await turn();
    expect(groups).toHaveLength(1);
  });

  it('is not tried again when a second try could end after its callers were told', async () => {
    const call = makeCall();
    const answers = Promise.allSettled([call('a'), call('b')]);
    await turn();
    await vi.advanceTimersByTimeAsync(600);
    groupAt(0).end(new Error('too late'));
    expect(await answers).toMatchObject([{ reason: { message: 'too late' } }, { reason: { message: 'too late' } }]);
    expect(groups).toHaveLength(1);
  });

  it('are tried again outside their place when one that was alone stood in the way of others', async () => {
    const call = makeCall({ stoodInTheWay: (error) => (error as Error).message === 'locked' });
    const [locked, other] = [call('a'), call('b').catch((error: Error) => error.message)];
    await turn();
    expect(groupAt(0).items).toEqual(['a', 'b']);
    groupAt(0).end(new Error('locked'));
    await turn();
    // Both are tried by themselves, and neither keeps a third from starting.
    const third = call('c');
    await turn();
    expect(groups.slice(1).map(({ items }) => items)).toEqual([['a'], ['b'], ['c']]);
    groupAt(3).end(new Error('locked'));
    await turn();
    expect(groupAt(4).items).toEqual(['c']);
    groupAt(4).end();
    expect(await third).toBe('c done');
    groupAt(2).end(new Error('wrong'));
    expect(await other).toBe('wrong');
    groupAt(1).end();
    expect(await locked).toBe('a done');
  });
});
