import type { CommandInput } from '../cli.ts';
import { ConfigError } from '../config/config-error.ts';
import { loadSchools } from '../load-schools.ts';
import { withProgram } from './open.ts';

/** `esafety load PROFILE.yaml …`: prints what the lints found and stores the schools. */
export async function runLoad({ args, print }: CommandInput): Promise<number> {
  if (args.length === 0)
    throw new ConfigError('name at least one profile, such as: esafety load examples/demo-school.yaml');
  return withProgram(async (program) => {
    print(await loadSchools(program, args));
    print('Stored. Next: esafety load-staff STAFF.csv --school ID --dry-run');
    return 0;
  });
}
