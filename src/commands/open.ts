import { ConfigError } from '../config/config-error.ts';
import { readEnvironment } from '../config/environment.ts';
import type { SchoolProfile } from '../core/school/profile.ts';
import { createLog } from '../log.ts';
import { openProgram, type Program } from '../program.ts';

/** Opens the program's data for one command and closes it afterwards. */
export async function withProgram<T>(work: (program: Program) => Promise<T>): Promise<T> {
  // A command needs no platform: what it does to the record goes out with the server's next delivery.
  const environment = readEnvironment({ ...process.env, NODE_ENV: undefined });
  const program = await openProgram(environment, createLog(process.env.LOG_LEVEL ?? 'silent'), { join: true });
  try {
    return await work(program);
  } finally {
    await program.close();
  }
}

/** The school an option names; the only one where there is one; throws `ConfigError` otherwise. */
export function chooseSchool(program: Program, id: string | undefined): SchoolProfile {
  const all = program.schools.all();
  const known = all.map((school) => school.id).join(', ') || 'none: load one with "esafety load PROFILE.yaml"';
  const school = id === undefined && all.length === 1 ? all[0] : program.schools.get(id ?? '');
  if (!school)
    throw new ConfigError(
      `${id ? `there is no school "${id}"` : 'say which school with --school ID'}; known: ${known}`,
    );
  return school;
}
