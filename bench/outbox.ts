import { readEnvironment } from '../src/config/environment.ts';
import { createHandle } from '../src/core/handle.ts';
import { type Chat, ChatError } from '../src/core/ports.ts';
import { drainOutbox } from '../src/jobs/drain-outbox.ts';
import { runJobs } from '../src/jobs/run-jobs.ts';
import { createLog } from '../src/log.ts';
import { openProgram, type Program } from '../src/program.ts';
import { randomIds } from '../src/random-ids.ts';
import { createOutboxStore } from '../src/store/outbox.ts';
import { TYPED } from './doors/door.ts';
import { percentile } from './load.ts';
import { measureOneByOne } from './one-by-one.ts';
import { median, printTable, type Row, write } from './report.ts';
import type { Reporter, World } from './world.ts';

const WORKSPACE = '22222222-0000-4000-8000-000000000002';
const SCHOOLS = 200;
/** What the slow sink takes at once; more wait for their turn. */
const SINK_TAKES = 100;
const SLOW_MILLISECONDS = 50;
/** Lanes of each school: a message of one waits for the one before it. */
const LANES_OF_A_SCHOOL = 5;

/** A platform that takes each message after some time. */
interface Sink {
  chat: Chat;
  /** The end of each message's way, by the clock of the process. */
  arrivals: number[];
  milliseconds: number;
  /** Messages to this account are refused for a time. */
  throttled: string | null;
}

/** Measures how fast messages leave: a fan-out of many, a throttled channel, and one after a report. */
export async function measureOutbox(world: World, effort: { rounds: number; messages: number }): Promise<void> {
  const reporters = await world.loadSchools('teams', WORKSPACE, SCHOOLS);
  const program = await openProgram(readEnvironment(world.variables), createLog('silent'));
  const sink = makeSink();
  program.chats.set('teams', sink.chat);
  try {
    await reportAll(program, reporters);
    await measureFanOut(world, program, sink, effort);
    await measureDelay(world, program, sink, reporters);
  } finally {
    await program.close();
  }
}

async function measureFanOut(
  world: World,
  program: Program,
  sink: Sink,
  { rounds, messages }: { rounds: number; messages: number },
): Promise<void> {
  const outbox = createOutboxStore(program.database, randomIds.uuid);
  const drain = () => drainOutbox({ desk: program.desk, outbox, log: createLog('silent') });
  const measure = async (count: number, work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return count / ((performance.now() - started) / 1000);
  };
  const drained = async (count: number, milliseconds: number, throttled = 0): Promise<number> => {
    await fillOutbox(world, count, throttled);
    Object.assign(sink, { milliseconds, throttled: throttled > 0 ? await accountOfFirst(world) : null });
    return measure(count, drain);
  };
  const slow = Math.min(messages, 4_000);
  const found: Record<'instant' | 'oneByOne' | 'slow' | 'limit' | 'throttled', number[]> = {
    instant: [],
    oneByOne: [],
    slow: [],
    limit: [],
    throttled: [],
  };
  await drained(Math.min(messages, 2_000), 0);
  for (let round = 0; round < rounds; round += 1) {
    found.instant.push(await drained(messages, 0));
    found.throttled.push(await drained(messages, 0, messages / 10));
    found.oneByOne.push(await measureOneByOne(world, messages / 4));
    found.slow.push(await drained(slow, SLOW_MILLISECONDS));
    found.limit.push(await measure(slow, () => withoutQueue(slow)));
  }
  const ratio = (of: number[], to: number[]): string =>
    median(of.map((value, round) => value / (to[round] as number))).toFixed(2);
  const rows: Row[] = [
    ['esafety, instant sink', write(median(found.instant)), '', ''],
    [
      '  beside a queue that fetches, sends and settles one by one',
      write(median(found.oneByOne)),
      ratio(found.instant, found.oneByOne),
      '',
    ],
    [
      '  with a tenth more in one lane that is throttled',
      write(median(found.throttled)),
      ratio(found.throttled, found.instant),
      '0.9',
    ],
    [`esafety, sink that takes ${SINK_TAKES} at once, ${SLOW_MILLISECONDS} ms each`, write(median(found.slow)), '', ''],
    ['  beside no queue at all', write(median(found.limit)), ratio(found.slow, found.limit), '0.95'],
  ];
  printTable(
    `outbox: ${messages} messages of ${SCHOOLS} schools in ${SCHOOLS * LANES_OF_A_SCHOOL} lanes, each composed and checked as it leaves, median of ${rounds} rounds`,
    ['a second', 'ratio', 'goal'],
    rows,
  );
}

/** From the moment a report is acknowledged to the moment its first message has left. */
async function measureDelay(world: World, program: Program, sink: Sink, reporters: Reporter[]): Promise<void> {
  await world.owner`truncate outbox`;
  Object.assign(sink, { milliseconds: 0, throttled: null });
  const outbox = createOutboxStore(program.database, randomIds.uuid);
  const nothing = async () => undefined;
  const jobs = runJobs(
    { desk: program.desk, outbox, log: createLog('silent') },
    {
      reloadSchools: nothing,
      purgeInbox: nothing,
      purgeDrafts: nothing,
      purgeExports: nothing,
      purgeFilterDeliveries: nothing,
      purgeFilterAlerts: nothing,
    },
  );
  const delays: number[] = [];
  for (const [index, reporter] of reporters.slice(0, 200).entries()) {
    sink.arrivals.length = 0;
    await report(program, reporter, `alone-${index}`);
    const committed = performance.now();
    jobs.kick();
    while (sink.arrivals.length === 0) await new Promise((resolve) => setImmediate(resolve));
    delays.push((sink.arrivals[0] as number) - committed);
    // Until the rest of it has left too.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await jobs.stop();
  const sorted = delays.sort((a, b) => a - b);
  printTable(
    'outbox: from the commit of a report to its first message leaving, no load',
    ['ms', 'goal'],
    [
      ['p50', write(percentile(sorted, 0.5)), '5'],
      ['p99', write(percentile(sorted, 0.99)), '50'],
    ],
  );
}

async function report(program: Program, { accountId, address }: Reporter, key: string): Promise<void> {
  const place = { kind: 'personal' as const, key: address, address };
  const origin = { platform: 'teams' as const, workspaceId: WORKSPACE, accountId, eventId: key, place };
  const handle = createHandle(program.desk);
  const reply = await handle({ kind: 'submit', origin, form: 'report', data: { key }, values: TYPED });
  if (reply.kind !== 'replace' || reply.view.name !== 'receipt') throw new Error('the report was not recorded');
}

const reportAll = (program: Program, reporters: Reporter[]) =>
  Promise.all(reporters.map((reporter, index) => report(program, reporter, `first-${index}`)));

/** Puts messages about the recorded cases to their leads there; `throttled` more of one lane to the first account. */
async function fillOutbox(world: World, messages: number, throttled: number): Promise<void> {
  await world.owner`truncate outbox`;
  await world.owner`
    with lead as (select c.school_id, c.id as case_id, m.person_id, row_number() over (order by c.id) - 1 as number
      from cases c join memberships m on m.school_id = c.school_id and m.roles = '{dsl}')
    insert into outbox (school_id, lane, dedupe_key, intent, due_at, created_at)
    select lead.school_id, case when n < ${messages}::int then 'fan-out|' || n % ${LANES_OF_A_SCHOOL}::int else 'throttled' end,
      'reminder|' || n, jsonb_build_object('kind', 'alert', 'caseId', lead.case_id, 'personId', lead.person_id, 'reason', 'on-duty'),
      now() - interval '1 minute', now()
    from generate_series(0, ${messages + throttled - 1}::int) n
    join lead on lead.number = case when n < ${messages}::int then 1 + n % ((select count(*) from lead) - 1) else 0 end`;
  await world.owner`vacuum analyze outbox`;
}

async function accountOfFirst(world: World): Promise<string> {
  const [row] = await world.owner<{ account: string }[]>`
    select a.account_id as account from cases c join memberships m on m.school_id = c.school_id and m.roles = '{dsl}'
    join accounts a on a.person_id = m.person_id order by c.id limit 1`;
  return row?.account ?? '';
}

/** The sink alone, kept busy all the time. */
async function withoutQueue(messages: number): Promise<void> {
  let left = messages;
  const send = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1;
      await new Promise((resolve) => setTimeout(resolve, SLOW_MILLISECONDS));
    }
  };
  await Promise.all(Array.from({ length: SINK_TAKES }, send));
}

function makeSink(): Sink {
  const refuse = async (): Promise<never> => {
    throw new ChatError('gone');
  };
  const turns = createTurns();
  const sink: Sink = {
    arrivals: [],
    milliseconds: 0,
    throttled: null,
    chat: {
      platform: 'teams',
      sendToPerson: async (account) => {
        if (account.accountId === sink.throttled) throw new ChatError('rate-limited', 5);
        if (sink.milliseconds > 0) await turns.take(sink.milliseconds);
        sink.arrivals.push(performance.now());
        return { message: 'message', personalAddress: account.personalAddress ?? '' };
      },
      postToPlace: refuse,
      replyInThread: refuse,
      threadKeyOf: (message) => message,
      edit: refuse,
      listMembers: refuse,
      findMember: async () => null,
    },
  };
  return sink;
}

/** Lets so many in at once; the others wait. */
function createTurns(): { take(milliseconds: number): Promise<void> } {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return {
    take: async (milliseconds) => {
      if (inside >= SINK_TAKES) await new Promise<void>((resolve) => waiting.push(resolve));
      else inside += 1;
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    },
  };
}
