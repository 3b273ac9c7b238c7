import type { Desk } from '../desk.ts';
import { addDays } from '../school/add-period.ts';
import { dayAfter, instantOf } from '../school/calendar.ts';
import { REGISTER_NAMES, type RegisterName } from './register-names.ts';
import { REGISTER_RULES } from './register-rules.ts';
import type { RegisterTally } from './register-store.ts';

/** Days before its last one in which a line is said to end soon. */
export const SOON_DAYS = 7;

/** How one register stands. */
export interface RegisterCount {
  register: RegisterName;
  lines: number;
  /** Lines that wait for somebody to decide or to act. */
  waiting: number;
  /** Lines that hold, and whose last day is within a week or past. */
  ending: number;
}

/**
 * How each register of a school stands; in the order of `REGISTER_NAMES`, the empty ones too.
 * @param today local day, `YYYY-MM-DD`
 * @param reader left out for the whole school; otherwise of registers he does not read, his own lines alone
 */
export async function countRegisters(
  desk: Desk,
  schoolId: string,
  today: string,
  reader?: { personId: string; registers: readonly RegisterName[] },
): Promise<RegisterCount[]> {
  const tallies = await desk.store.registers.tallyLines(schoolId, reader?.personId ?? NOBODY, soonAfter(today));
  const known = tallies.filter(({ register, own }) => !reader || own || reader.registers.includes(register));
  return REGISTER_NAMES.map((register) => {
    const ofIt = known.filter((tally) => tally.register === register);
    const { waits, ends } = REGISTER_RULES[register];
    return {
      register,
      lines: sum(ofIt),
      waiting: sum(ofIt.filter(({ state }) => waits[state] !== undefined)),
      ending: sum(ofIt.filter(({ state, ending }) => ending && ends?.in.includes(state))),
    };
  });
}

/**
 * How many lines were added to a register, such as checks of the filter in a term.
 * @param period local days, both inclusive
 */
export function countAdded(
  desk: Desk,
  schoolId: string,
  register: RegisterName,
  period: { from: string; to: string },
): Promise<number> {
  const [from, before] = [instantOf(period.from, '00:00'), instantOf(dayAfter(period.to), '00:00')];
  return desk.store.registers.countAdded(schoolId, register, from, before);
}

/** The last local day that is said to be soon. */
export function soonAfter(today: string): string {
  return addDays(today, SOON_DAYS);
}

/** An id nobody has. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

const sum = (tallies: readonly RegisterTally[]): number => tallies.reduce((all, { lines }) => all + lines, 0);
