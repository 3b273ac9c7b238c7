import type { CommandInput } from '../cli.ts';
import { ConfigError } from '../config/config-error.ts';

/** `esafety package teams`: makes the app package that a Teams administrator uploads. */
export async function runPackage({ args, print }: CommandInput): Promise<number> {
  if (args[0] !== 'teams') throw new ConfigError('say for which platform, such as: esafety package teams');
  const { packageTeams } = await import('../package-teams.ts');
  print(await packageTeams(process.env));
  return 0;
}
