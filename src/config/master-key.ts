import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from './config-error.ts';

const KEY_BYTES = 32;

/** Reads a base64 master key of 32 bytes; throws `ConfigError` naming the fix. */
export function parseMasterKey(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES || key.toString('base64').replace(/=+$/, '') !== text.trim().replace(/=+$/, '')) {
    throw new ConfigError(`${where} must hold 32 bytes in base64; make one with: openssl rand -base64 32`);
  }
  return key;
}

/**
 * Reads the master key from a file that only its owner can read.
 * @param create make the file with a new key when it does not exist (first start of the embedded default)
 */
export function readMasterKeyFile(path: string, create: boolean): Buffer {
  if (!existsSync(path)) {
    if (!create)
      throw new ConfigError(`ESAFETY_MASTER_KEY_FILE: ${path} does not exist; put the key there with mode 600`);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  // Windows has no such modes; there the folder's access list guards the file.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new ConfigError(`${path} can be read by others; run: chmod 600 ${path}`);
  }
  return parseMasterKey(readFileSync(path, 'utf8'), path);
}
