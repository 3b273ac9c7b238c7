import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

const TESTS = fileURLToPath(new URL('..', import.meta.url));
const ROOT = join(TESTS, '..');
const SCHOOLS: Record<string, string> = {
  W: 'Writtle Infant School',
  A: 'St Andrew’s',
  X: 'Wessex Multi-Academy Trust',
  M: 'Milverton Primary School',
  I: 'Ingol',
};

/** One row of what the five schools' policies ask for. */
export interface Requirement {
  id: string;
  section: string;
  feature: string;
  acceptance_test: string;
}

/** One test that shows a requirement. */
export interface Showing {
  file: string;
  title: string;
}

/** Every row, in order. */
export function readRequirements(): Requirement[] {
  return parse(readFileSync(new URL('requirements.csv', import.meta.url), 'utf8'), { columns: true });
}

/** The tests that carry each id in their titles, by id. */
export function findShowings(): Map<string, Showing[]> {
  const found = new Map<string, Showing[]>();
  for (const file of listTestFiles(TESTS)) {
    for (const title of readTitles(readFileSync(file, 'utf8'))) {
      for (const [, id = ''] of title.matchAll(/\[([WAXMI]\d\d)\]/g)) {
        const plain = title.replace(/\[[^\]]+\]\s*/g, '').trim();
        found.set(id, [...(found.get(id) ?? []), { file: relative(ROOT, file), title: plain }]);
      }
    }
  }
  return found;
}

/** The page that says of each requirement where it comes from, what serves it and which test shows it. */
export function writeRequirements(): string {
  const showings = findShowings();
  const parts = Object.entries(SCHOOLS).map(([letter, school]) => {
    const rows = readRequirements()
      .filter(({ id }) => id.startsWith(letter))
      .map(({ id, section, feature, acceptance_test }) => {
        const [first] = showings.get(id) ?? [];
        const test = first ? `[${escapeCell(first.title)}](../${first.file})` : 'none';
        return `| ${id} | ${escapeCell(section)} | ${escapeCell(feature)} | ${escapeCell(acceptance_test)} | ${test} |`;
      });
    return `## ${school}\n\n| Row | Section of the policy | Feature | Shown when | Test |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# What the five schools ask for\n\nEach row comes from a section of one of the five schools’ policies. Made by \`npm run requirements\`; a test fails when it is not up to date or when a row has no test.\n\n${parts.join('\n')}`;
}

const escapeCell = (text: string): string => text.replace(/\|/g, '\\|').replace(/[[\]<]/g, '\\$&');

function listTestFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .sort();
}

/** Titles stand in quotes right behind the opening bracket of what they name. */
function readTitles(source: string): string[] {
  const calls = source.matchAll(/\(\s*(?:'((?:[^'\\\n]|\\.)*)'|`([^`]*)`|"((?:[^"\\\n]|\\.)*)")\s*,/g);
  return [...calls].map(([, single, template, double]) => single ?? template ?? double ?? '');
}
