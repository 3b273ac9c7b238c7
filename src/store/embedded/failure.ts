/** A reason why the embedded PostgreSQL cannot run, in a sentence that names the fix. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

/** What to do instead, wherever the embedded server cannot be had at all. */
export const useOwnServer = 'Set DATABASE_URL to a PostgreSQL 15 or later';

const noSpace = (folder: string) =>
  `The disk that holds ${folder} is full. Free some space, or move the data folder to a larger disk and set ESAFETY_DATA_DIR to it.`;

const notAllowed = (folder: string) =>
  `The folder ${folder} cannot be written. Give the account that runs esafety the right to write there, or set ESAFETY_DATA_DIR to another folder.`;

/** Turns a failed file operation on a folder into a sentence; an unknown cause keeps its system code. */
export function explainFileError(error: unknown, folder: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const code = readErrorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new EmbeddedPostgresError(noSpace(folder));
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new EmbeddedPostgresError(notAllowed(folder));
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new EmbeddedPostgresError(
      `${folder} cannot be a folder, because a file stands in its way. Set ESAFETY_DATA_DIR to another folder.`,
    );
  }
  return new EmbeddedPostgresError(`The folder ${folder} cannot be used (${code}).`, { cause: error });
}

/** Turns what initdb or the server printed before it was ready (never a statement) into a sentence about the folder. */
export function explainServerOutput(output: string, folder: string): EmbeddedPostgresError {
  if (/No space left on device|Disk quota exceeded/i.test(output)) return new EmbeddedPostgresError(noSpace(folder));
  if (/Permission denied|Read-only file system/i.test(output)) return new EmbeddedPostgresError(notAllowed(folder));
  if (/wrong ownership/i.test(output)) {
    return new EmbeddedPostgresError(
      `The database in ${folder} belongs to another account. Start esafety as that account.`,
    );
  }
  if (/invalid permissions/i.test(output)) {
    return new EmbeddedPostgresError(`The database in ${folder} is open to other accounts. Run: chmod 700 '${folder}'`);
  }
  if (/administrative permissions/i.test(output)) {
    return new EmbeddedPostgresError(
      'PostgreSQL does not run as an administrator. Start esafety as an ordinary account.',
    );
  }
  if (/could not create any TCP\/IP sockets/i.test(output)) {
    return new EmbeddedPostgresError(
      'The port given for the embedded PostgreSQL is taken. Stop the program that uses it, or leave the port out.',
    );
  }
  if (/shared memory block/i.test(output)) {
    return new EmbeddedPostgresError(
      `A process of a killed database server still works in ${folder}. End it, or restart the computer, then start again.`,
    );
  }
  const lines = output.split('\n').filter((line) => /error|fatal|panic/i.test(line));
  const detail = (lines.at(-1) ?? output.trim().split('\n').at(-1) ?? '').trim();
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL in ${folder} did not start: ${detail || 'no reason given'}`,
  );
}

/** The system or SQLSTATE code of an unknown error, or its name. */
export function readErrorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
