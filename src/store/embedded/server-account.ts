import { readFile } from 'node:fs/promises';
import { EmbeddedPostgresError, useOwnServer } from './failure.ts';
import { runProgram, type ServerAccount } from './run-program.ts';

const passwdFile = '/etc/passwd';
const ownAccountName = 'esafety-postgres';

/**
 * The account to run the server as: PostgreSQL refuses to run as root, so root needs another one.
 * Undefined when esafety runs as an ordinary account and needs none. An existing cluster is run by its owner.
 */
export async function chooseServerAccount(clusterOwner: number | undefined): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (clusterOwner) {
    const owner = await readAccount((entry) => entry.uid === clusterOwner);
    return owner ?? { name: String(clusterOwner), uid: clusterOwner, gid: clusterOwner };
  }
  return (await findAccount()) ?? (await createAccount());
}

async function findAccount(): Promise<ServerAccount | undefined> {
  return (
    (await readAccount((entry) => entry.name === 'postgres')) ??
    (await readAccount((entry) => entry.name === ownAccountName))
  );
}

async function createAccount(): Promise<ServerAccount> {
  const made = await runProgram(
    '/usr/sbin/useradd',
    ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', ownAccountName],
    undefined,
    30,
  );
  // Alpine and other small systems have busybox's adduser alone.
  if (made.exitCode !== 0) await runProgram('/usr/sbin/adduser', ['-S', '-D', '-H', ownAccountName], undefined, 30);
  const account = await findAccount();
  if (account) return account;
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and no account for it could be made. Start esafety as an ordinary account, ' +
      `or run: useradd --system --no-create-home ${ownAccountName}. ${useOwnServer} to do without it.`,
  );
}

async function readAccount(matches: (entry: ServerAccount) => boolean): Promise<ServerAccount | undefined> {
  const text = await readFile(passwdFile, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    const entry = { name: name ?? '', uid: Number(uid), gid: Number(gid) };
    if (entry.uid > 0 && Number.isInteger(entry.gid) && matches(entry)) return entry;
  }
  return undefined;
}
