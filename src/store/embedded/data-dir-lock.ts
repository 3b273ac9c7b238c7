import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { EmbeddedPostgresError, readErrorCode } from './failure.ts';

/** Held by one esafety process on one home; the system itself lets it go when the process dies, however it dies. */
export interface DataDirLock {
  release(): Promise<void>;
}

const dyingHolderSeconds = 3;
const retryMilliseconds = 20;

/**
 * Takes the lock of a home that exists.
 * Throws an EmbeddedPostgresError at once when a live esafety holds it.
 */
export async function lockDataDir(home: string, dataDir: string): Promise<DataDirLock> {
  const giveUpAt = Date.now() + dyingHolderSeconds * 1000;
  for (;;) {
    const taken = process.platform === 'linux' ? await listenAsHolder(home) : await openAsHolder(home);
    if (taken.lock) return taken.lock;
    // A holder that does not answer is being torn down by the system: its name is free in a moment.
    if (taken.holder !== undefined || Date.now() > giveUpAt) {
      const who = taken.holder ? ` (process ${taken.holder})` : '';
      throw new EmbeddedPostgresError(
        `Another esafety${who} is running on the data folder ${dataDir}. Stop it first, ` +
          'or set ESAFETY_DATA_DIR to another folder.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
  }
}

interface Attempt {
  lock?: DataDirLock;
  /** The process that holds the lock; empty when it lives but cannot be named, undefined when it did not answer. */
  holder?: string;
}

/**
 * Linux: a name in the abstract socket space, which needs no file and no cleaning up. It is made from the folder's
 * device and inode, so that two containers with the same path do not meet, and two paths to one folder do.
 */
async function listenAsHolder(home: string): Promise<Attempt> {
  const { dev, ino } = await stat(home, { bigint: true });
  const path = `\0esafety-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(String(process.pid));
  });
  server.unref();
  const failure = await new Promise<unknown>((resolve) => {
    server.once('error', resolve);
    server.listen({ path }, () => resolve(undefined));
  });
  if (failure === undefined) return { lock: { release: () => new Promise((done) => server.close(() => done())) } };
  if (readErrorCode(failure) !== 'EADDRINUSE') throw failure;
  return { holder: await askHolder(path) };
}

function askHolder(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ path });
    // A holder busy for a second, or stopped, is alive all the same.
    socket.setTimeout(1000, () => resolve(''));
    socket.on('timeout', () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', () => resolve(undefined));
  });
}

/** macOS and Windows open a file exclusively; the values are the systems' own, which libuv passes on. */
async function openAsHolder(home: string): Promise<Attempt> {
  const flags = process.platform === 'win32' ? 0x10000000 | 0x102 : 0x20 | 0x4 | 0x202;
  let file: FileHandle;
  try {
    file = await open(join(home, 'lock'), flags, 0o600);
  } catch (error) {
    if (['EAGAIN', 'EWOULDBLOCK', 'EBUSY', 'EACCES', 'EPERM'].includes(readErrorCode(error))) return {};
    throw error;
  }
  return { lock: { release: () => file.close() } };
}
