import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccountRef, ChatError } from '../../src/core/ports.ts';
import type { View } from '../../src/core/views.ts';
import { drainOutbox } from '../../src/jobs/drain-outbox.ts';
import { runJobs } from '../../src/jobs/run-jobs.ts';
import { createLog } from '../../src/log.ts';
import { randomIds } from '../../src/random-ids.ts';
import { createOutboxStore } from '../../src/store/outbox.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import { RecordingChat } from '../support/recording-chat.ts';
import { SCHOOL_MORNING, type TestDesk } from '../support/test-desk.ts';

/** More than are leased of a lane at once. */
const LONG_LANE = 45;

class WatchedChat extends RecordingChat {
  before: () => Promise<void> | void = () => undefined;
  override async sendToPerson(account: AccountRef, view: View) {
    await this.before();
    return super.sendToPerson(account, view);
  }
}

let desk: TestDesk;
let owner: postgres.Sql;
let chat: WatchedChat;
let school: string;
let lead: string;
let caseId: string;

beforeAll(async () => {
  desk = await openDemoDesk();
  owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
  school = desk.profiles[0]?.id ?? '';
  lead = await desk.personId('lead');
  caseId = await desk.caseIdOf((await desk.reports('teacher')).reference);
});

beforeEach(async () => {
  await owner`truncate outbox`;
  desk.clock.set(SCHOOL_MORNING);
  chat = new WatchedChat();
  desk.program.chats.set('teams', chat);
});

afterAll(async () => {
  await owner.end({ timeout: 1 });
  await desk.close();
});

const outbox = () => createOutboxStore(desk.program.database, randomIds.uuid);
const drain = (stopping?: () => boolean) =>
  drainOutbox({ desk: desk.program.desk, outbox: outbox(), log: createLog('silent'), stopping });

function put(lane: string, count: number, from = 0): Promise<void> {
  const dueAt = desk.clock.now();
  const intent = { kind: 'alert', caseId, personId: lead, reason: 'on-duty' } as const;
  const messages = Array.from({ length: count }, (_, n) => ({
    lane,
    dedupeKey: `${lane}|${from + n}`,
    intent,
    dueAt,
  }));
  return desk.program.store.enqueue(school, messages, dueAt);
}

const rows = () => owner<{ state: string; attempts: number; leased: boolean }[]>`
  select state, attempts, lease_id is not null as leased from outbox order by id`;

describe('a lane with many messages', () => {
  it('is emptied to its end, though only some are leased at once', async () => {
    await put('long', LONG_LANE);
    expect(await drain()).toBe(LONG_LANE);
    expect(await rows()).toEqual(Array(LONG_LANE).fill({ state: 'sent', attempts: 1, leased: false }));
  });

  it('gives back what was leased behind one that has to wait, as if it had never been leased', async () => {
    await put('long', 3);
    chat.before = () => {
      throw new ChatError('rate-limited', 60);
    };
    expect(await drain()).toBe(1);
    expect(await rows()).toEqual([
      { state: 'pending', attempts: 1, leased: false },
      { state: 'pending', attempts: 0, leased: false },
      { state: 'pending', attempts: 0, leased: false },
    ]);
  });

  it('gives back what was not begun when the program stops', async () => {
    await put('long', 3);
    let stopping = false;
    chat.before = () => {
      stopping = true;
    };
    expect(await drain(() => stopping)).toBe(1);
    expect((await rows()).map(({ state, leased }) => [state, leased])).toEqual([
      ['sent', false],
      ['pending', false],
      ['pending', false],
    ]);
  });

  it('is begun no more when its lease has become old, for it could run out in the middle', async () => {
    await put('long', 3);
    chat.before = () => {
      // The first takes forty of the sixty seconds of the lease.
      if (chat.sent.length === 0) desk.clock.set(new Date(desk.clock.now().getTime() + 40_000));
    };
    expect(await drain()).toBe(3);
    // The other two were given back and leased anew: nobody took one of them twice.
    expect(await rows()).toEqual(Array(3).fill({ state: 'sent', attempts: 1, leased: false }));
    expect(chat.sent).toHaveLength(3);
  });

  it('is not leased behind its first message, which somebody else has', async () => {
    await put('long', LONG_LANE);
    const first = await outbox().claim(desk.clock.now(), 60, 10);
    expect(first.length).toBeLessThan(LONG_LANE);
    expect(await outbox().claim(desk.clock.now(), 60, 10)).toEqual([]);
  });
});

describe('a message put in while a slow one is under way', () => {
  it('leaves as soon as the drain is told of it', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await put('slow', 1);
    let begun = 0;
    chat.before = () => {
      begun += 1;
      return begun === 1 ? slow : undefined;
    };
    const jobs = runJobs(
      { desk: desk.program.desk, outbox: outbox(), log: createLog('silent') },
      {
        reloadSchools: async () => undefined,
        purgeInbox: async () => undefined,
        purgeDrafts: async () => undefined,
        purgeExports: async () => undefined,
        purgeFilterDeliveries: async () => undefined,
        purgeFilterAlerts: async () => undefined,
      },
      // What is due in the school would be put beside what the test puts in.
      { hourly: false },
    );
    await vi.waitUntil(() => begun === 1, { timeout: 5_000, interval: 5 });
    await put('quick', 1);
    jobs.kick();
    await vi.waitUntil(() => chat.sent.length === 1, { timeout: 5_000, interval: 5 });
    finish();
    await jobs.stop();
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});
