#!/usr/bin/env node
import { ConfigError } from './config/config-error.ts';
import { createLog, describeError, silenceConsole } from './log.ts';

const HELP = `esafety: the e-safety desk inside the staff chat

  esafety start                        start the server; with no platform set, the demo school and its playground
  esafety load PROFILE.yaml …          check school profiles, print what to put right, store them
  esafety load-staff STAFF.csv --school ID [--dry-run]
                                       add and update a school's staff
  esafety import-records ID RECORDS.csv [--dry-run]
                                       take over what people signed and learned in another tool
  esafety code EMAIL --school ID       make a one-time code that ties a person's chat account
  esafety log --school ID [--name REGISTER]
                                       print the incident log: number, time, action, by whom
  esafety filter-secret ID             print where a school's web filter sends its alerts, and the secret to sign them
  esafety import-filter-alerts ID ALERTS.csv
                                       count the alerts of a web filter's export
  esafety verify-audit [--school ID]   check that no audit row was changed or removed
  esafety package teams                make the app package to upload to Microsoft Teams
  esafety register-commands [--guild ID]
                                       put the commands in the Discord servers of the schools
  esafety help                         print this

Settings come from the environment; the README has the table.
`;

/** What a command gets: its words and options, and where to print. */
export interface CommandInput {
  args: string[];
  print(text: string): void;
}

type Command = (input: CommandInput) => Promise<number>;

/** Each command is loaded when it is called, so that starting one does not load the others. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.ts')).runStart,
  load: async () => (await import('./commands/load.ts')).runLoad,
  'load-staff': async () => (await import('./commands/load-staff.ts')).runLoadStaff,
  'import-records': async () => (await import('./commands/import-records.ts')).runImportRecords,
  code: async () => (await import('./commands/code.ts')).runCode,
  log: async () => (await import('./commands/log.ts')).runLog,
  'filter-secret': async () => (await import('./commands/filter-secret.ts')).runFilterSecret,
  'import-filter-alerts': async () => (await import('./commands/import-filter-alerts.ts')).runImportFilterAlerts,
  'verify-audit': async () => (await import('./commands/verify-audit.ts')).runVerifyAudit,
  package: async () => (await import('./commands/package.ts')).runPackage,
  'register-commands': async () => (await import('./commands/register-commands.ts')).runRegisterCommands,
};

async function run(words: string[]): Promise<number> {
  const [name = 'help', ...args] = words;
  const print = (text: string): void => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  };
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    print(HELP);
    return ['help', '--help', '-h'].includes(name) ? 0 : 2;
  }
  try {
    return await (await load())({ args, print });
  } catch (error) {
    // Errors of settings are written for whoever starts the program; of others only the class is told, never the message.
    const { errorName, errorCode, errorAt } = describeError(error);
    const known =
      error instanceof ConfigError || errorName === 'EmbeddedPostgresError' || errorCode?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(
      `${known && error instanceof Error ? error.message : failureText(errorName, errorCode, errorAt)}\n`,
    );
    return 1;
  }
}

function failureText(name?: string, code?: string, at?: string): string {
  if (code === 'EADDRINUSE') return 'The port is in use by another program. Set PORT to another, or stop that program.';
  if (code && /^(ECONN|CONNECT|ENOTFOUND|28P01|3D000)/.test(code)) {
    return `The database cannot be reached (${code}). Check DATABASE_URL and that PostgreSQL is running.`;
  }
  return `esafety failed: ${[name, code, at].filter(Boolean).join(' ')}`;
}

silenceConsole(createLog('silent'));
process.exitCode = await run(process.argv.slice(2));
