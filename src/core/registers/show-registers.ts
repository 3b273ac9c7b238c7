import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { idIn } from '../incidents/case-of-event.ts';
import type { RegistersView, RegisterView } from '../register-views.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { isDemo, type SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import { countRegisters } from './register-counts.ts';
import { REGISTER_NAMES } from './register-names.ts';
import { mayAdd, readerOf } from './register-rights.ts';
import { REGISTER_RULES } from './register-rules.ts';
import { findLine, openLine } from './show-line.ts';

/** As many lines as every platform shows with a button each. */
const MOST_LISTED = 12;

/** `/esafety registers`: the registers a person may add to or read, with how many lines wait. */
export async function showRegisters(desk: Desk, identity: Identity): Promise<Reply> {
  const today = localDay(desk.clock.now());
  const schools: RegistersView['schools'] = [];
  for (const seat of identity.seats) {
    const { profile, roles } = seat;
    const reader = readerOf(seat);
    const counts = await countRegisters(desk, profile.id, today, reader);
    const registers = counts
      .map((counted) => ({ ...counted, mayAdd: mayAdd(counted.register, roles) }))
      .filter((item) => item.mayAdd || item.lines > 0 || reader.registers.includes(item.register));
    schools.push({ school: headingOf(profile), schoolId: profile.id, registers });
  }
  return show({ name: 'registers', schools });
}

/** One register: every line for those who look after it, his own for anybody else. */
export async function showRegister(
  desk: Desk,
  identity: Identity,
  { data }: { data: Record<string, string> },
): Promise<Reply> {
  const register = REGISTER_NAMES.find((name) => name === data.register);
  if (!register) return showRegisters(desk, identity);
  // A page begins after a line, which says which school it is of.
  const before = await findLine(desk, identity, idIn(data, 'before'));
  const seat = before?.seat ?? identity.seats.find(({ profile }) => profile.id === data.school) ?? identity.seats[0];
  const { profile, roles } = seat;
  const { titleField } = REGISTER_RULES[register];
  const page = { before: before?.line.entryId ?? null, limit: MOST_LISTED + 1 };
  const found = await desk.store.registers.listLines(profile.id, register, readerOf(seat), page, desk.clock.now());
  const shown = found.slice(0, MOST_LISTED);
  const view: RegisterView = {
    name: 'register',
    school: headingOf(profile),
    schoolId: profile.id,
    register,
    lines: shown.map(({ entryId, fields, state, askedAt, endsOn }) => ({
      entryId,
      title: fields[titleField] ?? '',
      state,
      askedAt: askedAt.toISOString(),
      endsOn,
    })),
    next: found.length > shown.length ? (shown.at(-1)?.entryId ?? null) : null,
    mayAdd: mayAdd(register, roles),
    own: register === 'technology' ? ownLine(profile) : null,
  };
  return show(view);
}

/** Opens one line; the view is audited. */
export async function showLine(
  desk: Desk,
  identity: Identity,
  { data }: { data: Record<string, string> },
): Promise<Reply> {
  const view = await openLine(desk, identity, idIn(data, 'entry'), false);
  return show(view ?? { name: 'notice', notice: 'line-gone' });
}

/** This program is new technology too: it is listed with the school's own assessments of it. */
function ownLine(profile: SchoolProfile): RegisterView['own'] {
  const { reference, officer, signed_on: signedOn } = profile.dpia;
  return {
    riskAssessment: profile.risk_assessment.reference,
    dpia: reference,
    officer,
    signedOn,
    state: isDemo(profile) ? 'demo' : 'live',
  };
}
