import type { Desk } from '../desk.ts';

/** What stands for a policy in a button or a choice: its title may be longer than those can carry. */
export const policyIdOf = ({ ids }: Pick<Desk, 'ids'>, schoolId: string, title: string): string =>
  ids.keyOf(`policy|${schoolId}|${title}`);
