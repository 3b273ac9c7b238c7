import { parseArgs } from 'node:util';
import type { CommandInput } from '../cli.ts';
import { ConfigError } from '../config/config-error.ts';
import { handCode } from '../load-staff.ts';
import { chooseSchool, withProgram } from './open.ts';

/** `esafety code EMAIL --school ID`: makes a one-time code for somebody whose account is not found by e-mail. */
export async function runCode({ args, print }: CommandInput): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { school: { type: 'string' } } });
  const email = positionals[0]?.trim().toLowerCase();
  if (!email)
    throw new ConfigError('name the person by e-mail, such as: esafety code a.teacher@school.example --school ID');
  return withProgram(async (program) => {
    const profile = chooseSchool(program, values.school);
    const person = (await program.store.listStaff(profile.id)).find((member) => member.email === email);
    if (!person)
      throw new ConfigError(
        `${email} is not on the staff list of ${profile.name}; add them with esafety load-staff first`,
      );
    const { code } = await handCode(program, profile.id, person.personId, email, null);
    print(`Hand this over in person. They type it to the bot as "/esafety code ${code}" within 14 days.`);
    return 0;
  });
}
