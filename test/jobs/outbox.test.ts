import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quietMessage } from '../../src/core/messages/quiet-message.ts';
import { type AccountRef, ChatError } from '../../src/core/ports.ts';
import type { View } from '../../src/core/views.ts';
import { drainOutbox } from '../../src/jobs/drain-outbox.ts';
import { createLog } from '../../src/log.ts';
import { openProgram } from '../../src/program.ts';
import { randomIds } from '../../src/random-ids.ts';
import { createOutboxStore, queueMessages } from '../../src/store/outbox.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import { RecordingChat } from '../support/recording-chat.ts';
import { SCHOOL_MORNING, type TestDesk } from '../support/test-desk.ts';

const LEASE_SECONDS = 60;
const MANY = 2_000;
/** Far below what any machine does, so that only a query gone wrong fails. */
const FEWEST_A_SECOND = 15;

/** A chat whose 1:1 messages end as each test says. */
class ScriptedChat extends RecordingChat {
  /** Runs before each 1:1 message; what it throws is the platform's refusal. */
  before: (reference: string, accountId: string) => Promise<void> | void = () => undefined;

  override async sendToPerson(account: AccountRef, view: View) {
    await this.before(view.name === 'case-card' ? view.reference : view.name, account.accountId);
    return super.sendToPerson(account, view);
  }

  /** References in the order they went out. */
  references(): string[] {
    return this.sent.flatMap(({ view }) => (view.name === 'case-card' ? [view.reference] : []));
  }
}

let desk: TestDesk;
let owner: postgres.Sql;
let chat: ScriptedChat;
let school: string;
let lead: string;
const cases: { id: string; reference: string }[] = [];
const log = createLog('silent');

beforeAll(async () => {
  desk = await openDemoDesk();
  owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
  school = desk.profiles[0]?.id ?? '';
  lead = await desk.personId('lead');
  for (let number = 1; number <= 6; number += 1) {
    const { reference } = await desk.reports('teacher', { what: `Report ${number}.` });
    cases.push({ id: await desk.caseIdOf(reference), reference });
  }
});

beforeEach(async () => {
  await owner`truncate outbox`;
  desk.clock.set(SCHOOL_MORNING);
  chat = new ScriptedChat();
  desk.program.chats.set('teams', chat);
});

afterAll(async () => {
  await owner.end({ timeout: 1 });
  await desk.close();
});

const outbox = () => createOutboxStore(desk.program.database, randomIds.uuid);
const drain = () => drainOutbox({ desk: desk.program.desk, outbox: outbox(), log });

function caseAt(index: number): { id: string; reference: string } {
  const found = cases[index];
  if (!found) throw new Error('no such case');
  return found;
}

const referenceOf = (index: number): string => caseAt(index).reference;

function alertAbout(index: number, lane: string, dedupeKey: string) {
  const intent = { kind: 'alert', caseId: caseAt(index).id, personId: lead, reason: 'on-duty' } as const;
  return { lane, dedupeKey, intent, dueAt: desk.clock.now() };
}

/** Puts alerts to the lead in the outbox: [lane, number of the case]. */
function put(...messages: [lane: string, index: number][]): Promise<void> {
  const alerts = messages.map(([lane, index]) => alertAbout(index, lane, `${lane}|${index}`));
  return desk.program.store.enqueue(school, alerts, desk.clock.now());
}

async function rows() {
  return owner<{ state: string; attempts: number; last_failure: string | null; due_at: Date }[]>`
    select state, attempts, last_failure, due_at from outbox order by id`;
}

const states = async (): Promise<string[]> => (await rows()).map((row) => row.state);

/** How long the first message has to wait from now, in seconds; moves the clock there. */
async function waitForFirst(): Promise<number> {
  const [row] = await rows();
  const now = desk.clock.now().getTime();
  const due = row?.due_at ?? new Date(now);
  if (due.getTime() > now) desk.clock.set(due);
  return (due.getTime() - now) / 1000;
}

describe('the order of messages', () => {
  it('holds within a lane, whatever the lanes beside it do', async () => {
    await put(['a', 0], ['a', 1], ['b', 2], ['a', 3], ['b', 4]);
    expect(await drain()).toBe(5);
    const sent = chat.references();
    const ofLaneA = [0, 1, 3].map(referenceOf);
    expect(sent.filter((reference) => ofLaneA.includes(reference))).toEqual(ofLaneA);
    expect(sent.indexOf(referenceOf(2))).toBeLessThan(sent.indexOf(referenceOf(4)));
    expect(await states()).toEqual(Array(5).fill('sent'));
  });

  it('holds when the first of a lane has to wait: none overtakes it', async () => {
    await put(['a', 0], ['a', 1]);
    chat.failNext('unavailable');
    expect(await drain()).toBe(1);
    expect(chat.references()).toEqual([]);
    desk.clock.forwardMinutes(1);
    await drain();
    expect(chat.references()).toEqual([referenceOf(0), referenceOf(1)]);
  });

  it('lets the other lanes go on while one is throttled', async () => {
    await put(['slow', 0], ['slow', 1], ['b', 2], ['c', 3]);
    chat.before = (reference) => {
      if (reference === referenceOf(0)) throw new ChatError('rate-limited', 600);
    };
    await drain();
    expect(chat.references().sort()).toEqual([referenceOf(2), referenceOf(3)]);
    expect(await states()).toEqual(['pending', 'pending', 'sent', 'sent']);
  });

  it('lets the other lanes go on while a platform takes its time over one, also with what is put in meanwhile', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await put(['slow', 0], ['b', 1], ['b', 2]);
    chat.before = async (reference) => {
      if (reference === referenceOf(0)) await slow;
      if (reference === referenceOf(2)) await put(['c', 3]);
      // Only what was put in meanwhile lets the slow one end.
      if (reference === referenceOf(3)) finish();
    };
    expect(await drain()).toBe(4);
    expect(chat.references().at(-1)).toBe(referenceOf(0));
    expect(await states()).toEqual(Array(4).fill('sent'));
  });
});

describe('several replicas', () => {
  it('deliver each message once between them', async () => {
    const other = await openProgram(desk.program.environment, log, { clock: desk.clock });
    other.chats.set('teams', chat);
    await put(...Array.from({ length: 120 }, (_, n) => [`lane-${n % 20}-${n}`, n % 6] as [string, number]));
    const settled = await Promise.all([
      drain(),
      drainOutbox({ desk: other.desk, outbox: createOutboxStore(other.database, randomIds.uuid), log }),
      drain(),
    ]);
    await other.close();
    expect(settled.reduce((sum, count) => sum + count, 0)).toBe(120);
    expect(chat.sent).toHaveLength(120);
    expect(await states()).toEqual(Array(120).fill('sent'));
    expect((await rows()).every((row) => row.attempts === 1)).toBe(true);
  });

  it('keep the order of a lane between them', async () => {
    await put(...Array.from({ length: 6 }, (_, n) => ['one', n] as [string, number]));
    await Promise.all([drain(), drain(), drain()]);
    await drain();
    expect(chat.references()).toEqual(cases.map(({ reference }) => reference));
  });

  it('take over the messages of one that died, when its lease has run out and not before', async () => {
    await put(['a', 0], ['b', 1]);
    const lost = await outbox().claim(desk.clock.now(), LEASE_SECONDS, 50);
    expect(lost).toHaveLength(2);
    expect(await drain()).toBe(0);
    desk.clock.set(new Date(desk.clock.now().getTime() + (LEASE_SECONDS - 1) * 1000));
    expect(await drain()).toBe(0);
    desk.clock.set(new Date(desk.clock.now().getTime() + 1000));
    expect(await drain()).toBe(2);
    const [first] = lost;
    if (!first) throw new Error('nothing was leased');
    // The one that was thought dead comes back: its word no longer counts.
    expect(await outbox().settle(first, { state: 'dead', failure: 'late' }, desk.clock.now())).toBe(false);
    expect(await rows()).toMatchObject([
      { state: 'sent', attempts: 2 },
      { state: 'sent', attempts: 2 },
    ]);
  });
});

describe('a platform that refuses', () => {
  it('is not asked again before the time it named', async () => {
    await put(['a', 0]);
    chat.before = () => {
      throw new ChatError('rate-limited', 90);
    };
    await drain();
    const start = desk.clock.now();
    const wait = await waitForFirst();
    expect(wait).toBeGreaterThanOrEqual(90);
    expect(wait).toBeLessThanOrEqual(90 * 1.25);
    chat.before = () => undefined;
    desk.clock.set(new Date(start.getTime() + 89_000));
    expect(await drain()).toBe(0);
    await waitForFirst();
    expect(await drain()).toBe(1);
  });

  it('that names no time is asked less and less often, with a little chance in it', async () => {
    await put(['a', 0]);
    chat.before = () => {
      throw new ChatError('rate-limited', 0);
    };
    for (let attempt = 1; attempt < 10; attempt += 1) {
      expect(await drain(), 'one try each time, not all of them at once').toBe(1);
      const least = Math.min(2 * 2 ** (attempt - 1), 300);
      const wait = await waitForFirst();
      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(least * 1.25);
    }
  });

  it('ten times is given up, and the next one on the ladder is told of the case at once', async () => {
    const { reference } = await desk.reports('teacher', { what: 'Nobody reads this.' });
    // The lead's alert alone, as the report put it there.
    await owner`delete from outbox where intent ->> 'kind' <> 'alert'`;
    chat.before = (_, accountId) => {
      if (accountId === 'lead') throw new ChatError('unavailable');
    };
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect(await states()).toEqual(['pending']);
      await drain();
      await waitForFirst();
    }
    expect(await rows()).toMatchObject([{ state: 'dead', attempts: 10, last_failure: 'unavailable' }]);
    await desk.tick();
    expect(chat.toPerson('deputy')).toMatchObject([{ name: 'case-card', reference, reason: 'escalated' }]);
  });

  it.each(['refused', 'gone', 'invalid'] as const)('for good (%s) is not asked a second time', async (failure) => {
    await put(['a', 1], ['a', 2]);
    chat.failNext(failure);
    expect(await drain()).toBe(2);
    expect(await rows()).toMatchObject([
      { state: 'dead', attempts: 1, last_failure: failure },
      { state: 'sent', attempts: 1 },
    ]);
  });
});

describe('a message that belongs to no case', () => {
  const putQuiet = () => {
    const profile = desk.profiles[0];
    if (!profile) throw new Error('no school');
    const now = desk.clock.now();
    const message = quietMessage(profile, now, 'weekly', { kind: 'weekly-board', personId: lead });
    return desk.program.store.enqueue(school, [message], now);
  };

  it('that was held up waits until the school is open again', async () => {
    await putQuiet();
    desk.clock.set('2026-11-14T02:00:00Z');
    await drain();
    expect(chat.sent).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'pending', due_at: new Date('2026-11-16T08:30:00Z') }]);
    await waitForFirst();
    await drain();
    expect(chat.toPerson('lead')).toMatchObject([{ name: 'board' }]);
  });

  it('outlasts a platform that is away for hours: nobody would ask for it a second time', async () => {
    await putQuiet();
    chat.before = () => {
      throw new ChatError('unavailable');
    };
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      await drain();
      await waitForFirst();
    }
    expect(await states()).toEqual(['pending']);
    chat.before = () => undefined;
    await drain();
    expect(await states()).toEqual(['sent']);
  });
});

describe('what is put in the outbox', () => {
  it('is there once for each dedupe key', async () => {
    await put(['a', 0]);
    await put(['a', 0], ['a', 1]);
    expect(await drain()).toBe(2);
    await put(['a', 0]);
    expect(await drain()).toBe(0);
    expect(chat.sent).toHaveLength(2);
  });

  it('is not there when its transaction failed', async () => {
    const failed = desk.program.database.inSchool(school, async (tx) => {
      await queueMessages(tx, school, [alertAbout(0, 'a', 'undone')], desk.clock.now());
      throw new Error('undone');
    });
    await expect(failed).rejects.toThrow('undone');
    expect(await rows()).toEqual([]);
    expect(await drain()).toBe(0);
  });

  it('does not leave before it is due', async () => {
    await put(['a', 0]);
    await owner`update outbox set due_at = due_at + interval '1 hour'`;
    expect(await drain()).toBe(0);
    desk.clock.forwardMinutes(60);
    expect(await drain()).toBe(1);
  });

  it('stays there when the program stops: what is under way ends, nothing more is begun', async () => {
    await put(['a', 0], ['a', 1], ['b', 2]);
    const state = { stopping: false };
    chat.before = () => {
      state.stopping = true;
    };
    const stopping = () => state.stopping;
    expect(await drainOutbox({ desk: desk.program.desk, outbox: outbox(), log, stopping })).toBe(2);
    expect(await states()).toEqual(['sent', 'pending', 'sent']);
  });
});

describe('how fast it empties', () => {
  it.each([
    ['each in a lane of its own', (n: number) => `person|${n}`, MANY],
    ['all in one lane', () => 'one', 300],
  ])('%s', async (name, laneOf, count) => {
    const messages = Array.from({ length: count }, (_, n) => alertAbout(n % 6, laneOf(n), `many|${n}`));
    for (let at = 0; at < count; at += 500) {
      await desk.program.store.enqueue(school, messages.slice(at, at + 500), desk.clock.now());
    }
    const started = performance.now();
    expect(await drain()).toBe(count);
    const aSecond = count / ((performance.now() - started) / 1000);
    console.info(`outbox, ${count} messages, ${name}: ${Math.round(aSecond)} messages a second`);
    expect(chat.sent).toHaveLength(count);
    expect(aSecond).toBeGreaterThan(FEWEST_A_SECOND);
  });
});
