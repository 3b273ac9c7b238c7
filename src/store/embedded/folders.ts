import { chmod, mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { explainFileError, readErrorCode } from './failure.ts';
import type { ServerAccount } from './run-program.ts';

/**
 * Makes a folder and its missing parents with exactly this mode, whatever the umask; folders that exist are left alone.
 * Throws an EmbeddedPostgresError that names the folder.
 */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    const firstMade = await mkdir(folder, { recursive: true, mode });
    if (firstMade === undefined) return;
    const top = resolve(firstMade);
    for (let made = resolve(folder); made.length >= top.length; made = dirname(made)) {
      await chmod(made, mode);
      if (made === top) break;
    }
  } catch (error) {
    // On a read-only disk a recursive mkdir complains of a missing parent.
    throw explainFileError(readErrorCode(error) === 'ENOENT' ? { code: 'EROFS' } : error, folder);
  }
}

/** The outermost folder on the way to `path` (itself included) that the account cannot pass; missing ones are skipped. */
export async function findClosedFolder(path: string, account: ServerAccount): Promise<string | undefined> {
  const ancestors: string[] = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    ancestors.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  for (const folder of ancestors) {
    const found = await statOrMissing(folder);
    if (!found) return undefined;
    const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return folder;
  }
  return undefined;
}

/** The stat of a path, or undefined when nothing is there. */
export async function statOrMissing(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    const code = readErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw explainFileError(error, path);
  }
}

/** Writes a small file so that after a crash it is there whole or not at all. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Makes a rename inside the folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders as files, and journals renames itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
