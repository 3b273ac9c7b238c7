import { readEnvironment } from '../../src/config/environment.ts';
import { createHandle } from '../../src/core/handle.ts';
import { startHttp } from '../../src/http.ts';
import { loadAdapters } from '../../src/load-adapters.ts';
import { createLog, silenceConsole } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { openProgram } from '../../src/program.ts';

// The program as a process of its own. With BENCH_OUTBOX=rest its messages stay in the outbox, so that what is measured is the
// way of a report to its acknowledgement and nothing else.
const environment = readEnvironment({ ...process.env, PORT: '0' });
const log = createLog('info', () => undefined);
silenceConsole(log);

if (process.env.BENCH_OUTBOX === 'rest') {
  const program = await openProgram(environment, log);
  const adapters = await loadAdapters(program, createHandle(program.desk));
  for (const { chat } of adapters) program.chats.set(chat.platform, chat);
  for (const adapter of adapters) await adapter.start?.();
  const http = await startHttp(
    adapters.flatMap(({ routes }) => routes),
    environment,
    log,
  );
  process.send?.({ port: http.port });
} else {
  const started = await start(environment, log);
  process.send?.({ port: Number(new URL(started.url).port) });
}
