import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

const rows = parse(readFileSync(new URL('requirements.csv', import.meta.url), 'utf8'), { columns: true }) as Record<
  string,
  string
>[];

describe('the list of requirements', () => {
  it('has 160 rows, each with an id of its own', () => {
    expect(rows).toHaveLength(160);
    expect(new Set(rows.map((row) => row.id)).size).toBe(160);
  });

  it('says of each row what serves it and how that is shown', () => {
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['id', 'feature', 'acceptance_test']);
      expect(row.id).toMatch(/^[WAXMI]\d\d$/);
      expect(row.feature).not.toBe('');
      expect(row.acceptance_test).not.toBe('');
    }
  });
});
