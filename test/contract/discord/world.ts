import { createHash } from 'node:crypto';
import type { StaffRow } from '../../../src/core/people/staff-row.ts';
import type { Who } from '../driver.ts';
import { CHANNEL, DiscordState, type StoredChannel } from './discord-state.ts';

/** The server of these tests. */
export interface DiscordWorld {
  state: DiscordState;
  applicationId: string;
  cases: StoredChannel;
  staffroom: StoredChannel;
  /** The role whose holders see the channel of the cases. */
  teamRole: string;
  accountOf(who: Who | 'app'): string;
}

const VIEW_CHANNEL = String(1 << 10);
/** Accounts of the server that belong to nobody on the staff. */
const OTHERS = ['Gus Guest', 'Uma Unknown'];
const TEAM: Who[] = ['Dana', 'Dev', 'Hope'];

/** Makes a server in which everybody on a staff list has an account, and a few others besides. */
export function makeDiscordWorld(rows: readonly StaffRow[]): DiscordWorld {
  const seed = rows[0]?.schoolId ?? 'school';
  const guildId = makeSnowflake(`guild|${seed}`);
  const applicationId = makeSnowflake(`application|${seed}`);
  const teamRole = makeSnowflake(`team|${seed}`);
  const state = new DiscordState(guildId, applicationId);
  const accountOf = (who: Who | 'app'): string => makeSnowflake(`${who}|${seed}`);
  const names = [...rows.map(({ name }) => name), ...OTHERS].filter(
    (name, index, all) => all.findIndex((each) => firstName(each) === firstName(name)) === index,
  );
  for (const name of names) {
    const id = accountOf(firstName(name) as Who);
    const roles = new Set(TEAM.includes(firstName(name) as Who) ? [teamRole] : []);
    state.members.push({ id, name, bot: false, roles });
  }
  state.members.push({ id: applicationId, name: 'e-safety', bot: true, roles: new Set([teamRole]) });
  state.members.push({ id: accountOf('app'), name: 'Another app', bot: true, roles: new Set() });
  // The owner sees every channel, so it has to be somebody who may know of cases.
  state.ownerId = accountOf('Hope');
  const cases = state.addChannel({
    type: CHANNEL.text,
    name: 'cases',
    overwrites: [
      { id: guildId, type: 0, allow: '0', deny: VIEW_CHANNEL },
      { id: teamRole, type: 0, allow: VIEW_CHANNEL, deny: '0' },
    ],
  });
  const staffroom = state.addChannel({ type: CHANNEL.text, name: 'all-staff' });
  return { state, applicationId, cases, staffroom, teamRole, accountOf };
}

const firstName = (name: string): string => name.split(' ')[0] ?? '';

/** The same id on every start. */
function makeSnowflake(seed: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 12)}`);
  return String(1_000_000_000_000_000_000n + digits);
}
