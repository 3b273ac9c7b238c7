import { parseArgs } from 'node:util';
import type { CommandInput } from '../cli.ts';
import { ConfigError } from '../config/config-error.ts';
import { parseStaffCsv } from '../config/staff-csv.ts';
import { titleOf } from '../core/school/profile.ts';
import { loadStaff } from '../load-staff.ts';
import { chooseSchool, withProgram } from './open.ts';
import { readGivenFile } from './read-given-file.ts';

/** `esafety load-staff STAFF.csv --school ID [--dry-run]`: imports staff, or says what an import would do. */
export async function runLoadStaff({ args, print }: CommandInput): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { school: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1)
    throw new ConfigError('name one file, such as: esafety load-staff staff.csv --school ID');
  return withProgram(async (program) => {
    const profile = chooseSchool(program, values.school);
    const { rows, errors } = parseStaffCsv(readGivenFile(file), [profile]);
    if (errors.length > 0) {
      const lines = errors.map(
        ({ line, column, message }) => `  line ${line}${column ? `, ${column}` : ''}: ${message}`,
      );
      throw new ConfigError(`Nothing was imported. Put these right in ${file} and try again:\n${lines.join('\n')}`);
    }
    const dryRun = values['dry-run'];
    const load = await loadStaff(program, profile, rows, { dryRun });
    if (dryRun) print(`Dry run: ${rows.length} people would be imported into ${profile.name}. Nothing was changed.`);
    else {
      const count = (change: string) => load.people.filter((person) => person.change === change).length;
      print(`${profile.name}: ${count('added')} added, ${count('changed')} changed, ${count('unchanged')} as before.`);
    }
    for (const { email, role } of load.waiting) {
      print(
        `  ${email}: ${titleOf(profile, role)} begins when an existing holder confirms it in chat${dryRun ? ' (or by a code, if there is none yet)' : ''}.`,
      );
    }
    if (load.codes.length > 0) {
      print(
        'These open cases, so each is handed over in person. They type it to the bot as "/esafety code …" within 14 days:',
      );
      for (const { email, role, code } of load.codes)
        print(`  ${code}  ${email}  ${role ? titleOf(profile, role) : ''}`);
    }
    return 0;
  });
}
