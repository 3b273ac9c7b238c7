import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findShowings, readRequirements, writeRequirements } from './shown-by.ts';

const rows = readRequirements();

describe('the list of requirements', () => {
  it('has 160 rows, each with an id of its own', () => {
    expect(rows).toHaveLength(160);
    expect(new Set(rows.map((row) => row.id)).size).toBe(160);
  });

  it('says of each row where it comes from, what serves it and how that is shown', () => {
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['id', 'section', 'feature', 'acceptance_test']);
      expect(row.id).toMatch(/^[WAXMI]\d\d$/);
      for (const text of Object.values(row)) expect(text).not.toBe('');
    }
  });

  it('has a test for every row, and no test names a row that is not there', () => {
    const showings = findShowings();
    expect(rows.map(({ id }) => id).filter((id) => !showings.has(id))).toEqual([]);
    const ids = new Set(rows.map(({ id }) => id));
    expect([...showings.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });

  it('stands on a page that is up to date; "npm run requirements" writes it', () => {
    const page = readFileSync(new URL('../../docs/requirements.md', import.meta.url), 'utf8');
    expect(page).toBe(writeRequirements());
  });
});
