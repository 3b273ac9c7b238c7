import type { CommandInput } from '../cli.ts';
import { readEnvironment } from '../config/environment.ts';
import { createLog, describeError, silenceConsole } from '../log.ts';
import { start } from '../main.ts';

/** `esafety start`: serves until it is told to stop, then finishes what it began. */
export async function runStart({ print }: CommandInput): Promise<number> {
  const environment = readEnvironment(process.env);
  const log = createLog(environment.logLevel);
  silenceConsole(log);
  const stopped = new Promise<number>((resolve) => {
    process.once('SIGINT', () => resolve(0));
    process.once('SIGTERM', () => resolve(0));
    // Printed by Node it might quote a story; logged by class, and the program ends in order to be started again.
    process.on('uncaughtException', (error) => {
      log.error('uncaught exception', describeError(error));
      resolve(1);
    });
  });
  // What nobody awaited must not end the program in the middle of other people's reports.
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', describeError(error)));
  const starter = environment.demo
    ? startDemoSchool
    : environment.teams?.anonymousLoopback
      ? startForLocalClient
      : startServer;
  const running = await starter(environment, log, print);
  const status = await stopped;
  if (environment.demo) print('\nStopping. What was recorded stays in the data folder.');
  await running.stop();
  return status;
}

type Starter = (
  environment: ReturnType<typeof readEnvironment>,
  log: ReturnType<typeof createLog>,
  print: CommandInput['print'],
) => Promise<{ stop(): Promise<void> }>;

const startServer: Starter = async (environment, log, print) => {
  const started = await start(environment, log);
  if (started.findings) print(started.findings);
  print(`esafety listens on ${started.url}`);
  return started;
};

const startForLocalClient: Starter = async (environment, log, print) => {
  const { startLoopbackDemo } = await import('../demo.ts');
  const demo = await startLoopbackDemo(environment, log);
  const width = Math.max(...demo.codes.map(({ name }) => name.length));
  print(`
  The demo school is open to local test clients without a token: ${demo.url}/api/messages
  Type one of these there to be that person; everybody is invented, please use no real names.

${demo.codes.map(({ name, code }) => `      ${name.padEnd(width)}  /esafety code ${code}`).join('\n')}
`);
  return demo;
};

const startDemoSchool: Starter = async (environment, log, print) => {
  const { startDemo } = await import('../demo.ts');
  const demo = await startDemo(environment, log);
  const { playground, people } = demo;
  const width = Math.max(...people.map(({ name }) => name.length));
  print(`
  The demo school is open. Everybody in it is invented; please use no real names.

      ${playground.url}

  Who is who (choose a person at the top right of the page):
${people.map(({ name, jobTitle }) => `      ${name.padEnd(width)}  ${jobTitle}`).join('\n')}

  Try this first: as ${people[0]?.name}, type  /esafety report  in the chat with e-safety, fill in the
  form and press Send. Then change to ${people[1]?.name} and look at Safeguarding team, Cases.

  Press Ctrl+C to stop. The records are kept in ${environment.dataDir}.
`);
  return demo;
};
