import { readFileSync } from 'node:fs';
import { ConfigError } from '../config/config-error.ts';

/** Reads a file that was named on the command line. Throws `ConfigError` where it cannot be read. */
export function readGivenFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new ConfigError(`${file} cannot be read; check the name and who may read it`);
  }
}
