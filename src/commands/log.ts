import { parseArgs } from 'node:util';
import { ENTRY_WORDS, writeKnown } from '../../cards/words.ts';
import type { CommandInput } from '../cli.ts';
import { ConfigError } from '../config/config-error.ts';
import { resolveRegister } from '../core/school/resolve-register.ts';
import { chooseSchool, withProgram } from './open.ts';

/** `esafety log`: the incident log without a story. Restricted cases stay out of it: whoever runs this may be their subject. */
export async function runLog({ args, print }: CommandInput): Promise<number> {
  const { values } = parseArgs({ args, options: { school: { type: 'string' }, name: { type: 'string' } } });
  return withProgram(async (program) => {
    const profile = chooseSchool(program, values.school);
    const name = values.name ?? profile.incident_log_names[0] ?? 'Incident log';
    if (!resolveRegister(profile, name)) {
      throw new ConfigError(
        `there is no register "${name}"; this school's one register is called: ${profile.incident_log_names.join(', ')}`,
      );
    }
    // Nobody in particular: sees what every member of the DSL team sees, and nothing restricted.
    const viewer = { personId: '00000000-0000-0000-0000-000000000000', pupilCases: true };
    const rows = await program.store.incidentLog(profile.id, viewer);
    print(`${name} – ${profile.name}`);
    for (const row of rows) {
      const by = row.actorId ? await program.desk.staff.nameOf(profile.id, row.actorId) : 'e-safety';
      print([row.reference, row.at.toISOString(), writeKnown(ENTRY_WORDS, row.entry), by].join('\t'));
    }
    return 0;
  });
}
