import { readFileSync } from 'node:fs';
import type { BareDoor, Door } from './doors/door.ts';
import type { LoadGenerator } from './load.ts';
import { median, printTable, type Row, write } from './report.ts';
import { serveChild } from './serve-child.ts';
import type { Reporter, World } from './world.ts';

const SETTLE_MILLISECONDS = 500;

/** Measures how long a process takes from nothing to its first answer, and the memory it then holds. The database runs. */
export async function measureStart(world: World, load: LoadGenerator, doors: Door[], rounds: number): Promise<void> {
  const rows: Row[] = [];
  for (const door of doors) {
    const reporters = await world.loadSchools(door.platform, door.workspaceId, 1);
    let number = 0;
    const measure = async (file: string, variables: Record<string, string>, expected: string) => {
      number += 1;
      const started = performance.now();
      const server = await serveChild(file, variables);
      const requests = [door.submit(reporters[0] as Reporter, number)];
      const result = await load.run({ port: server.port, requests, connections: 1, expected });
      const milliseconds = performance.now() - started;
      if (result.wrong > 0) throw new Error(`${file}: ${result.firstWrong}`);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MILLISECONDS));
      const megabytes = readMemory(server.process.pid ?? 0);
      await server.stop();
      return { milliseconds, megabytes };
    };
    const bare = door.bare[0] as BareDoor;
    const found: { ours: Awaited<ReturnType<typeof measure>>; bare: Awaited<ReturnType<typeof measure>> }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      found.push({
        ours: await measure('serve.ts', { ...world.variables, ...door.variables, BENCH_OUTBOX: 'rest' }, door.expected),
        bare: await measure(bare.file, { BARE_DATABASE_URL: world.bareUrl, ...door.variables }, ''),
      });
    }
    rows.push([
      door.platform,
      write(median(found.map(({ ours }) => ours.milliseconds))),
      median(found.map(({ ours, bare }) => ours.milliseconds / bare.milliseconds)).toFixed(2),
      write(median(found.map(({ ours }) => ours.megabytes))),
      write(median(found.map(({ ours, bare }) => ours.megabytes - bare.megabytes))),
    ]);
  }
  printTable(
    `start to the first answer and memory afterwards, from source, beside each platform's bare app, median of ${rounds} rounds`,
    ['ms', 'to the bare app', 'MB', 'MB more than it'],
    rows,
  );
}

/** Memory that a process holds, in megabytes; where the system does not say, not a number. */
function readMemory(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
