import type { ComposeTold } from '../messages/told.ts';
import { isCurrent } from '../people/membership.ts';
import type { RegistersDueView } from '../register-views.ts';
import { localDay } from '../school/calendar.ts';
import { readDueLines } from './due-registers.ts';
import { lineOccasion } from './line-occasion.ts';
import { registersRead } from './register-rights.ts';
import { REGISTER_RULES } from './register-rules.ts';
import { closedLine } from './show-line.ts';
import { actorsOf } from './tell-register.ts';

/** As many lines as every platform shows with a button each. */
const MOST_LISTED = 10;

/** How messages about registers are composed. */
export const registerMessages = {
  'register-entry': (async ({ desk, profile, person, roles }, { entryId, why }) => {
    const reader = { personId: person.personId, registers: registersRead(roles) };
    const line = await desk.store.registers.findLine(profile.id, entryId, reader);
    if (!line) return null;
    // Decided meanwhile: there is nothing left to ask.
    if (why === 'decide' && !REGISTER_RULES[line.register].waits[line.state]) return null;
    return { ...(await closedLine(desk, profile, line)), why };
  }) satisfies ComposeTold<'register-entry'>,
  'registers-due': (async ({ desk, profile, school, person }) => {
    const today = localDay(desk.clock.now());
    const staff = (await desk.staff.list(profile.id)).filter((member) => isCurrent(member, today));
    const lines: RegistersDueView['lines'] = [];
    for (const line of await readDueLines(desk, profile.id, today)) {
      const occasion = lineOccasion(profile, line, today);
      if (!occasion) continue;
      const actors = actorsOf(profile, staff, line, occasion.for);
      if (!actors.some(({ personId }) => personId === person.personId)) continue;
      const { entryId, register, endsOn } = line;
      const askedBy = await desk.staff.nameOf(profile.id, line.askedBy);
      lines.push({ entryId, register, why: occasion.why, askedBy, endsOn });
    }
    if (lines.length === 0) return null;
    const shown = lines.slice(0, MOST_LISTED);
    return { name: 'registers-due', school, lines: shown, more: lines.length - shown.length };
  }) satisfies ComposeTold<'registers-due'>,
};
