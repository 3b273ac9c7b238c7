import type { Desk } from '../desk.ts';

import { quietMessage } from '../messages/quiet-message.ts';
import type { DueWork, Occasion } from '../reminders/occasion.ts';
import { lineOccasion } from './line-occasion.ts';
import { soonAfter } from './register-counts.ts';
import { REGISTER_NAMES, type RegisterState } from './register-names.ts';
import { REGISTER_RULES } from './register-rules.ts';
import type { DueLine } from './register-store.ts';
import { actorsOf } from './tell-register.ts';

const RULES = REGISTER_NAMES.map((name) => REGISTER_RULES[name]);
const WAITING = [...new Set(RULES.flatMap(({ waits }) => Object.keys(waits) as RegisterState[]))];
const HOLDING = [...new Set(RULES.flatMap(({ ends }) => ends?.in ?? []))];

/** Lines of a school that may be due today. */
export const readDueLines = (desk: Desk, schoolId: string, today: string): Promise<DueLine[]> =>
  desk.store.registers.dueLines(schoolId, WAITING, HOLDING, soonAfter(today));

/**
 * Lines that have waited, end soon or have ended. Each is an occasion of its own, but whoever is reminded of several on one
 * day gets one message: it is composed of all that is due for him.
 */
export const dueRegisters: DueWork = async ({ desk, profile, now, today, staff }) => {
  const lines = await readDueLines(desk, profile.id, today);
  return lines.flatMap((line): Occasion[] => {
    const occasion = lineOccasion(profile, line, today);
    if (!occasion) return [];
    const messages = actorsOf(profile, staff, line, occasion.for).map(({ personId }) =>
      quietMessage(profile, now, `registers-due|${today}`, { kind: 'registers-due', personId }),
    );
    return messages.length > 0 ? [{ job: 'register', key: occasion.key, messages }] : [];
  });
};
