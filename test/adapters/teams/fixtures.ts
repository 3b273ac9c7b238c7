import { readFileSync } from 'node:fs';

/** Reads one of the recorded shapes in test/fixtures/teams, with some members replaced. */
export function readActivity(name: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const file = new URL(`../../fixtures/teams/${name}.json`, import.meta.url);
  return { ...JSON.parse(readFileSync(file, 'utf8')), ...changes };
}
