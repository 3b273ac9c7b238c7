import { parseArgs } from 'node:util';
import type { CommandInput } from '../cli.ts';
import { filterSecret } from '../store/filter-secret.ts';
import { chooseSchool, withProgram } from './open.ts';

/** `esafety filter-secret SCHOOL`: prints where a school's web filter sends its alerts, and the secret it signs them with. */
export async function runFilterSecret({ args, print }: CommandInput): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  return withProgram(async (program) => {
    const profile = chooseSchool(program, positionals[0]);
    print(`Address  ${program.desk.addressOf(`/hooks/filter-alerts/${profile.id}`)}`);
    print(`Secret   ${filterSecret(program.keys, profile.id, profile.filtering.secret_version)}`);
    print(
      'Whoever has it can send alerts in the school’s name. To make another, raise filtering.secret_version in the profile.',
    );
    return 0;
  });
}
