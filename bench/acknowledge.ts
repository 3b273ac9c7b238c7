import type { BareDoor, Door } from './doors/door.ts';
import { type LoadGenerator, percentile } from './load.ts';
import { median, printTable, type Row, write } from './report.ts';
import { type ServedChild, serveChild } from './serve-child.ts';
import type { Reporter, World } from './world.ts';

const SCHOOLS = 200;
const OURS = 'serve.ts';
const CONNECTIONS = 64;
const OPEN_LOOP_PER_SECOND = 1_000;

/** How long a measurement takes. */
export interface Effort {
  rounds: number;
  /** Requests of one round. */
  requests: number;
}

interface Measured {
  perSecond: number[];
  p99: number[];
  openP99: number[];
  aloneP50: number[];
  /** Requests that were not answered with "recorded". */
  unsaved: number;
}

/** One server that is measured: ours or a bare one. */
interface Contender {
  name: string;
  file: string;
  goal: number | null;
  variables: Record<string, string>;
  expected: string;
}

/** Measures one platform: a report sent, acknowledged after its commit, beside the bare doors in the same rounds. */
export async function measureAcknowledgement(
  world: World,
  load: LoadGenerator,
  door: Door,
  effort: Effort,
): Promise<void> {
  const reporters = await world.loadSchools(door.platform, door.workspaceId, SCHOOLS);
  const ours = { file: OURS, goal: null, expected: door.expected };
  const variables = { ...world.variables, ...door.variables };
  const rounds: Contender[] = [
    { name: 'esafety', ...ours, variables: { ...variables, BENCH_OUTBOX: 'rest' } },
    ...door.bare.map((bare: BareDoor) => ({
      ...bare,
      variables: { BARE_DATABASE_URL: world.bareUrl, ...door.variables },
      expected: '',
    })),
  ];
  // Last and by itself: it would deliver what the others put in the outbox.
  const delivering: Contender = { name: 'esafety, its messages leaving meanwhile', ...ours, variables };
  const next = countRequests(door, reporters);
  const results = [
    ...(await measureInTurn(world, load, rounds, next, effort)),
    ...(await measureInTurn(world, load, [delivering], next, { ...effort, rounds: Math.min(effort.rounds, 2) })),
  ];
  printDoor(door, [...rounds, delivering], results, effort);
}

async function measureInTurn(
  world: World,
  load: LoadGenerator,
  contenders: Contender[],
  next: () => Uint8Array,
  effort: Effort,
): Promise<Measured[]> {
  const results = contenders.map((): Measured => ({ perSecond: [], p99: [], openP99: [], aloneP50: [], unsaved: 0 }));
  await world.owner`truncate outbox`;
  const servers = await Promise.all(contenders.map(({ file, variables }) => serveChild(file, variables)));
  try {
    for (let round = -1; round < effort.rounds; round += 1) {
      for (const [index, { name, expected }] of contenders.entries()) {
        const { port } = servers[index] as ServedChild;
        const run = async (count: number, connections: number, perSecond?: number) => {
          const requests = Array.from({ length: count }, next);
          const result = await load.run({ port, requests, connections, perSecond, expected });
          // More than the machine can do: some are told that nothing was saved, which is the truth.
          if (result.wrong === count) throw new Error(`${name}: ${result.wrong} wrong answers, ${result.firstWrong}`);
          (results[index] as Measured).unsaved += result.wrong;
          return result;
        };
        const crowd = await run(effort.requests, CONNECTIONS);
        // The first round does not count: everything is compiled in it, every connection opened, every staff list read.
        if (round < 0) continue;
        const open = await run(OPEN_LOOP_PER_SECOND, CONNECTIONS * 4, OPEN_LOOP_PER_SECOND);
        const alone = await run(50, 1);
        const measured = results[index] as Measured;
        measured.perSecond.push(effort.requests / crowd.seconds);
        measured.p99.push(percentile(crowd.milliseconds, 0.99));
        measured.openP99.push(percentile(open.milliseconds, 0.99));
        measured.aloneP50.push(percentile(alone.milliseconds, 0.5));
      }
    }
  } finally {
    for (const server of servers) await server.stop();
  }
  return results;
}

function countRequests(door: Door, reporters: Reporter[]): () => Uint8Array {
  let number = 0;
  return () => {
    number += 1;
    // Two teachers of each school stand beside each other: neighbours in time are of different schools.
    const reporter = reporters[(number * 2 + Math.floor((number * 2) / reporters.length)) % reporters.length];
    return door.submit(reporter as Reporter, number);
  };
}

function printDoor(door: Door, contenders: Contender[], results: Measured[], effort: Effort): void {
  const [ours] = results as [Measured];
  const rows = contenders.map(({ name, goal }, index): Row => {
    const found = results[index] as Measured;
    // Of each round by itself: both had the same machine then.
    const ratio = median(found.perSecond.map((perSecond, round) => (ours.perSecond[round] as number) / perSecond));
    return [
      name,
      write(median(found.perSecond)),
      write(median(found.p99)),
      write(median(found.openP99)),
      write(median(found.aloneP50)),
      index === 0 || contenders[index]?.file === OURS ? '' : ratio.toFixed(2),
      goal === null ? '' : goal.toFixed(1),
      found.unsaved > 0 ? String(found.unsaved) : '',
    ];
  });
  printTable(
    `${door.platform}: a report sent and acknowledged, ${SCHOOLS} schools, ${CONNECTIONS} connections, median of ${effort.rounds} rounds`,
    ['a second', 'p99 ms', `p99 ms at ${OPEN_LOOP_PER_SECOND}/s`, 'alone p50 ms', 'ours to it', 'goal', 'not saved'],
    rows,
  );
}
