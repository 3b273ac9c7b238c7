import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError, explainServerOutput } from './failure.ts';
import { writeWhole } from './folders.ts';
import type { ClusterPlace } from './place.ts';
import { askServer, findPostmaster, readPidFile } from './postmaster.ts';
import { spawnProgram } from './run-program.ts';
import { findFreePort, listServerSettings } from './settings.ts';
import { stopPostmaster } from './stop.ts';

/** A server that answers as the owner. */
export interface RunningServer {
  pid: number;
  port: number;
  /** True when an earlier esafety process left it running. */
  reused: boolean;
  /** The process, when it is our own child. */
  child: ChildProcess | undefined;
}

/** What a launch needs to know; `port` is set when the caller insists on one. */
export interface LaunchRequest {
  place: ClusterPlace;
  binDir: string;
  port: number | undefined;
  fsync: boolean;
  makeUrl: (port: number) => string;
}

const recoverySeconds = 120;
const retrySeconds = 20;
const pollMilliseconds = 10;

/**
 * Takes over the server that an esafety killed earlier left running on this cluster, once it answers.
 * Undefined when there is none, or when it was started for another port or fsync and has been stopped.
 * Throws an EmbeddedPostgresError when it lives and does not let us in. The caller holds the lock of the home.
 */
export async function adoptServer(request: LaunchRequest): Promise<RunningServer | undefined> {
  const { cluster } = request.place;
  const giveUpAt = Date.now() + retrySeconds * 1000;
  for (;;) {
    const found = await findPostmaster(cluster);
    if (!found) return undefined;
    const answer = found.port ? await askServer(request.makeUrl(found.port)) : ({ state: 'silent' } as const);
    if (answer.state === 'ready' && answer.cluster === cluster && found.port) {
      const fits = answer.fsync === request.fsync && (request.port ?? found.port) === found.port;
      if (fits) return { pid: found.pid, port: found.port, reused: true, child: undefined };
      await stopPostmaster({ pid: found.pid, cluster, binDir: request.binDir });
      return undefined;
    }
    if (answer.state === 'wrong-password' || Date.now() > giveUpAt) {
      throw new EmbeddedPostgresError(
        `A database server (process ${found.pid}) already runs in ${cluster} and does not let esafety in. ` +
          'Stop that process, then start again.',
      );
    }
    await pause(pollMilliseconds);
  }
}

/**
 * Starts the server and waits until it answers. Tries again for some seconds while the children of a killed server
 * still hold its shared memory, or when another program takes the chosen port first.
 * Throws an EmbeddedPostgresError that names the fix.
 */
export async function launchServer(request: LaunchRequest): Promise<RunningServer> {
  const { place } = request;
  const portFile = join(place.home, 'port');
  const giveUpAt = Date.now() + retrySeconds * 1000;
  const stored = Number(await readFile(portFile, 'utf8').catch(() => '')) || undefined;
  for (;;) {
    const port = request.port ?? (await findFreePort(stored));
    const outcome = await launchOnce(request, port);
    if (typeof outcome !== 'string') {
      if (port !== stored) await writeWhole(portFile, `${port}\n`, 0o644);
      return outcome;
    }
    const portTaken = request.port === undefined && /could not create any TCP\/IP sockets/.test(outcome);
    const stillHeld = /shared memory block|lock file .* already exists|lock file .* is empty/.test(outcome);
    if ((!portTaken && !stillHeld) || Date.now() > giveUpAt) throw explainServerOutput(outcome, place.cluster);
    await pause(100);
  }
}

/** One try: the running server, or what it printed before it ended. */
async function launchOnce(request: LaunchRequest, port: number): Promise<RunningServer | string> {
  const { place, binDir, fsync } = request;
  const args = ['-D', place.cluster, ...listServerSettings(port, fsync)];
  const child = spawnProgram(join(binDir, 'postgres'), args, place.account, {
    stdio: ['ignore', 'ignore', 'pipe'],
    // A session of its own: Ctrl-C in the terminal must reach esafety, which stops the server after its last commit.
    detached: true,
  });
  let output = '';
  let ended = false;
  child.stderr?.on('data', (chunk: Buffer) => {
    if (output.length < 10_000) output += chunk.toString();
  });
  child.on('error', (error) => {
    output += error.message;
    ended = true;
  });
  child.on('close', () => {
    ended = true;
  });

  const giveUpAt = Date.now() + recoverySeconds * 1000;
  while (!ended && Date.now() < giveUpAt) {
    const noted = await readPidFile(place.cluster);
    if (child.pid !== undefined && noted?.pid === child.pid && noted.ready) {
      const answer = await askServer(request.makeUrl(port));
      if (answer.state === 'ready') {
        discardOutput(child);
        return { pid: child.pid, port, reused: false, child };
      }
      if (answer.state === 'wrong-password') {
        await stopPostmaster({ pid: child.pid, cluster: place.cluster, binDir, child });
        return `the password in ${join(place.home, 'superuser-password')} is not the one of the database`;
      }
    }
    await pause(pollMilliseconds);
  }
  if (!ended && child.pid !== undefined) {
    await stopPostmaster({ pid: child.pid, cluster: place.cluster, binDir, child });
    return `no answer within ${recoverySeconds} seconds`;
  }
  return output;
}

/** From here on the server's output goes nowhere, and neither it nor the server keeps esafety from ending. */
function discardOutput(child: ChildProcess): void {
  child.stderr?.removeAllListeners('data');
  child.stderr?.resume();
  if (child.stderr instanceof Socket) child.stderr.unref();
  child.unref();
}
