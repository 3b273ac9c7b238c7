import { parseArgs } from 'node:util';
import type { CommandInput } from '../cli.ts';
import { verifyAudit } from '../store/audit.ts';
import { chooseSchool, withProgram } from './open.ts';

const REASONS = {
  changed: 'the row was changed',
  missing: 'a row was removed',
  head: 'rows were removed at the end, or the end was changed',
};

/** `esafety verify-audit [--school ID]`: recomputes the chains; the exit status is 1 when one is broken. */
export async function runVerifyAudit({ args, print }: CommandInput): Promise<number> {
  const { values } = parseArgs({ args, options: { school: { type: 'string' } } });
  return withProgram(async (program) => {
    const schools = values.school ? [chooseSchool(program, values.school)] : program.schools.all();
    let broken = 0;
    for (const { id, name } of schools) {
      const check = await verifyAudit(program.database, id);
      if (check.whole) print(`${name}: whole, ${check.entries} rows, ends with ${check.head.slice(0, 16)}`);
      else {
        broken += 1;
        print(
          `${name}: BROKEN at row ${check.brokenAt}: ${REASONS[check.why]}. Keep the database as it is and ask your data protection officer.`,
        );
      }
    }
    return broken > 0 ? 1 : 0;
  });
}
