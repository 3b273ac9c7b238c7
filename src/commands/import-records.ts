import { parseArgs } from 'node:util';
import type { CommandInput } from '../cli.ts';
import { ConfigError } from '../config/config-error.ts';
import { parseRecordsCsv } from '../config/records-csv.ts';
import { importRecords } from '../import-records.ts';
import { chooseSchool, withProgram } from './open.ts';
import { readGivenFile } from './read-given-file.ts';

/** `esafety import-records ID RECORDS.csv [--dry-run]`: takes over what people signed and learned elsewhere. */
export async function runImportRecords({ args, print }: CommandInput): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false } },
  });
  const [school, file] = positionals;
  if (!school || !file || positionals.length > 2)
    throw new ConfigError('name the school and one file, such as: esafety import-records ID records.csv');
  return withProgram(async (program) => {
    const profile = chooseSchool(program, school);
    const { rows, errors } = parseRecordsCsv(readGivenFile(file));
    if (errors.length > 0) {
      const lines = errors.map(
        ({ line, column, message }) => `  line ${line}${column ? `, ${column}` : ''}: ${message}`,
      );
      throw new ConfigError(`Nothing was imported. Put these right in ${file} and try again:\n${lines.join('\n')}`);
    }
    const dryRun = values['dry-run'];
    const done = await importRecords(program, profile, rows, { dryRun });
    const counts = `${done.acknowledgements} signatures and ${done.courses} courses`;
    print(
      dryRun
        ? `Dry run: ${counts} would be imported into ${profile.name}. Nothing was changed.`
        : `${profile.name}: ${counts} were new. What was there already stays as it is.`,
    );
    for (const title of done.unknownTitles)
      print(
        `  "${title}" is no document or course of this school. It is kept, and counts once the profile names it so.`,
      );
    for (const title of done.olderVersions)
      print(`  "${title}": the version of the list is not the one that holds, so people are asked for that one.`);
    return 0;
  });
}
