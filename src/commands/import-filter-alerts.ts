import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { CommandInput } from '../cli.ts';
import { ConfigError } from '../config/config-error.ts';
import { type CsvLine, readCsvLines } from '../config/csv-lines.ts';
import { countAlerts } from '../core/filtering/count-alerts.ts';
import { readAlertLines } from '../core/filtering/read-alerts.ts';
import { chooseSchool, withProgram } from './open.ts';
import { readGivenFile } from './read-given-file.ts';

/** So many are counted in one transaction. */
const MOST_AT_ONCE = 2_000;

/** `esafety import-filter-alerts SCHOOL FILE.csv`: counts what a filter exported; the same file a second time changes nothing. */
export async function runImportFilterAlerts({ args, print }: CommandInput): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [school, file] = positionals;
  if (!school || !file || positionals.length > 2)
    throw new ConfigError('name the school and one file, such as: esafety import-filter-alerts ID alerts.csv');
  const content = readGivenFile(file);
  const lines = readCsvLines(content);
  if (!Array.isArray(lines)) throw new ConfigError(`Nothing was imported. Line ${lines.line}: ${lines.message}.`);
  const { alerts, unread, allowed } = readAlertLines(toObjects(lines));
  if (alerts.length === 0)
    throw new ConfigError(
      'Nothing was imported: no line has a site, a search or a rule under a heading that is known; docs/filter-alerts.md has the list.',
    );
  return withProgram(async (program) => {
    const profile = chooseSchool(program, school);
    const digest = createHash('sha256').update(content).digest('hex');
    let known = false;
    for (let from = 0; from < alerts.length; from += MOST_AT_ONCE) {
      const some = alerts.slice(from, from + MOST_AT_ONCE);
      const counted = await countAlerts(program.desk, profile, {
        key: `csv|${digest}|${from}`,
        via: 'csv',
        alerts: some,
      });
      known ||= counted === 'known';
    }
    if (known) print(`${profile.name}: this file was imported before. Nothing was counted twice.`);
    else print(`${profile.name}: ${alerts.length} lines counted.`);
    if (unread > 0) print(`  ${unread} lines say nothing of a site, a search or a rule, and were left out.`);
    if (allowed > 0) print(`  ${allowed} lines are ordinary pages that were allowed, and were left out.`);
    return 0;
  });
}

/** Each line by the names in the heading. */
function toObjects([heading, ...lines]: CsvLine[]): Record<string, string>[] {
  const names = heading?.cells ?? [];
  return lines.map(({ cells }) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
}
