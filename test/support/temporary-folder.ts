import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test; `open` lets other accounts pass it, as the server's account must when tests run as root. */
export interface TemporaryFolder {
  path: string;
  remove(): void;
}

/** Makes an empty folder below the system's temporary one, with mode 755 or, when closed, 700. */
export function makeTemporaryFolder(access: 'open' | 'closed' = 'open'): TemporaryFolder {
  const path = mkdtempSync(join(findOpenRoot(), 'esafety-test-'));
  chmodSync(path, access === 'open' ? 0o755 : 0o700);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The system's temporary folder, or /tmp when we are root and every account but ours is kept out of it. */
function findOpenRoot(): string {
  const root = tmpdir();
  if (process.getuid?.() !== 0) return root;
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return '/tmp';
  }
  return root;
}
