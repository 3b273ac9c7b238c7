import { pino } from 'pino';

/**
 * What may stand in a log line: identifiers, counts and class names. A field that is not here is not written, so that a
 * story cannot reach the log by accident.
 */
export interface LogFields {
  school?: string;
  caseId?: string;
  platform?: string;
  intent?: string;
  lane?: string;
  status?: number | string;
  attempts?: number;
  count?: number;
  dead?: number;
  milliseconds?: number;
  port?: number;
  host?: string;
  path?: string;
  method?: string;
  failure?: string;
  /** The error's class and code and where it was thrown; never its message, which may quote a story. */
  errorName?: string;
  errorCode?: string;
  errorAt?: string;
}

const ALLOWED: ReadonlySet<string> = new Set<keyof LogFields>([
  'school',
  'caseId',
  'platform',
  'intent',
  'lane',
  'status',
  'attempts',
  'count',
  'dead',
  'milliseconds',
  'port',
  'host',
  'path',
  'method',
  'failure',
  'errorName',
  'errorCode',
  'errorAt',
]);

/** Writes one line about what the program did. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/**
 * Makes the program's log: JSON lines by allow-list.
 * @param write where lines go; standard error by default, so that the terminal's page stays readable
 */
export function createLog(level: string, write?: (line: string) => void): Log {
  const sink = write ? { write } : process.stderr;
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink);
  const allow = (fields: LogFields = {}): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED.has(name)));
  return {
    info: (event, fields) => logger.info(allow(fields), event),
    warn: (event, fields) => logger.warn(allow(fields), event),
    error: (event, fields) => logger.error(allow(fields), event),
  };
}

/** A class name or code: anything longer or with other signs may be a sentence, and a sentence may quote a story. */
const WORD = /^[\w.-]{1,60}$/;
/** A frame of ours: where in the program's own source, by line and column. */
const FRAME = /((?:src|adapters|cards|playground)\/[\w./-]+\.[jt]s:\d+:\d+)\)?$/;

/** What may be said of an error: its class, its code and the first place of ours in its stack, without its message. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code = findCode(error);
  const at = findPlace(error);
  return {
    errorName: WORD.test(error.name) ? error.name : 'Error',
    ...(code ? { errorCode: code } : {}),
    ...(at ? { errorAt: at } : {}),
  };
}

/** The code of an error or of what caused it: a query's error carries its SQLSTATE one step down. */
function findCode(error: Error): string | null {
  for (
    let current: unknown = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth += 1
  ) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string' && WORD.test(code)) return code;
  }
  return null;
}

/** A stack begins with the message, and a message may hold lines that look like frames: it is cut off first. */
function findPlace(error: Error): string | null {
  const stack = error.stack ?? '';
  const start = stack.indexOf(error.message);
  if (start < 0) return null;
  for (const line of stack.slice(start + error.message.length).split('\n')) {
    const place = line.includes('node_modules') ? null : FRAME.exec(line);
    if (place?.[1]) return place[1];
  }
  return null;
}

/**
 * Keeps libraries from writing to the terminal: some print tokens and payloads when they fail. Their words are dropped,
 * only the fact is logged.
 */
export function silenceConsole(log: Log): void {
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    console[name] = () => log.warn('a library wrote to the console');
  }
}
