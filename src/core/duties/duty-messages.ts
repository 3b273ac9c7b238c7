import type { ComposeTold } from '../messages/told.ts';
import { localDay } from '../school/calendar.ts';
import { ownDuties, schoolBoard, seesAllDue } from './board.ts';
import { dutyLine } from './duty-lines.ts';
import { signersOf } from './duty-people.ts';
import { readDuties } from './duty-status.ts';
import { dutyView } from './duty-view.ts';
import { staffToday } from './find-duty.ts';

/** How messages about recurring duties are composed. */
export const dutyMessages = {
  'own-duties': (async ({ desk, profile, school, person }) => {
    const today = localDay(desk.clock.now());
    const duties = await readDuties(desk, profile, { from: today, to: today });
    const own = await ownDuties(desk, profile, duties, person.personId, today);
    const [first, ...others] = own;
    // Settled meanwhile, by him or by somebody who holds the same function.
    if (!first) return null;
    if (others.length > 0) {
      const lines = own.map((duty) => dutyLine(profile, duty));
      return { name: 'board', weekly: false, schools: [{ school, schoolId: profile.id, own: lines, whole: null }] };
    }
    const signers = signersOf(profile, await staffToday(desk, profile), first);
    const maySign = signers.some(({ personId }) => personId === person.personId);
    return dutyView(desk, profile, first, maySign, null);
  }) satisfies ComposeTold<'own-duties'>,
  'weekly-board': (async ({ desk, profile, person, roles }) => {
    if (!seesAllDue(roles)) return null;
    const board = await schoolBoard(desk, profile, { personId: person.personId, roles });
    return { name: 'board', weekly: true, schools: [board] };
  }) satisfies ComposeTold<'weekly-board'>,
};
