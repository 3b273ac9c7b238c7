import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

const GOLDEN_DIR = join(import.meta.dirname, '..', 'golden');

/**
 * Compares a value with the golden JSON file at `path` below `test/golden`.
 * With UPDATE_GOLDEN=1 the file is written when it is missing or differs; otherwise either is a failure.
 */
export function expectGolden(path: string, value: unknown): void {
  const file = join(GOLDEN_DIR, path);
  // Through JSON and back, so that a property left undefined equals one that is absent.
  const actual: unknown = JSON.parse(JSON.stringify(value));
  const golden: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (process.env.UPDATE_GOLDEN === '1' && !isDeepStrictEqual(actual, golden)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
    return;
  }
  if (golden === undefined) throw new Error(`${path} is not in test/golden: run the tests once with UPDATE_GOLDEN=1`);
  expect(actual).toEqual(golden);
}

/**
 * Compares a text with the file at `path` below the project's folder; UPDATE_GOLDEN=1 writes it.
 */
export function expectGoldenText(path: string, text: string): void {
  const file = join(GOLDEN_DIR, '..', '..', path);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (!existsSync(file)) throw new Error(`there is no ${path}: run the tests once with UPDATE_GOLDEN=1`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
