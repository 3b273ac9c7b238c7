import type { StaffMember } from './membership.ts';
import type { StaffRow } from './staff-row.ts';

/** One line of a staff list, with the ids its addresses stand for already in the school's trust or workspace. */
export interface KnownRow {
  row: StaffRow;
  personId: string | null;
  /** Of `previousEmail`, where it is an address. */
  previousId: string | null;
}

/** A line of a staff list and whom it is about. */
export interface MatchedRow {
  row: StaffRow;
  personId: string;
  /** The school's record of the person until now; null for somebody new to it. */
  member: StaffMember | null;
}

/** A line that cannot be imported. The message never carries an address or a name. */
export interface RowProblem {
  line: number;
  column: 'email' | 'previous_email';
  message: string;
}

/**
 * Finds out whom each line is about. Somebody whose address changed must stay the same person: as a new one she would be asked
 * to handle a concern about herself (law 4). So a new address under a known name needs a word on who it is.
 */
export function matchRows(
  rows: readonly KnownRow[],
  staff: readonly StaffMember[],
  newId: () => string,
): { people: MatchedRow[]; problems: RowProblem[] } {
  const people: MatchedRow[] = [];
  const problems: RowProblem[] = [];
  const members = new Map(staff.map((member) => [member.personId, member]));
  const names = new Set(staff.map(({ name }) => plainName(name)));
  const lineOf = new Map<string, number>();
  for (const known of rows) {
    const { row } = known;
    const problem = problemOf(known, members, names);
    const personId = known.personId ?? known.previousId ?? newId();
    const earlier = lineOf.get(personId);
    if (problem) problems.push({ line: row.line, column: 'previous_email', message: problem });
    else if (earlier !== undefined) {
      const message = `this is the same person as on line ${earlier}; keep one line for each person`;
      problems.push({ line: row.line, column: 'email', message });
    } else people.push({ row, personId, member: members.get(personId) ?? null });
    lineOf.set(personId, earlier ?? row.line);
  }
  return { people, problems };
}

function problemOf(
  { row, personId, previousId }: KnownRow,
  members: ReadonlyMap<string, StaffMember>,
  names: ReadonlySet<string>,
): string | null {
  if (row.previousEmail === 'none') return null;
  if (row.previousEmail !== null) {
    if (personId !== null && previousId !== null && personId !== previousId)
      return 'the new address and previous_email stand for two different people; correct one of them';
    if (personId === null && previousId === null)
      return 'nobody has the address in previous_email; write the one that was loaded before';
    return null;
  }
  if (personId !== null && members.has(personId)) return null;
  return names.has(plainName(row.name))
    ? 'somebody of this name has another address here; write that address in the column previous_email so that it stays one person, or none if this is another person of the same name'
    : null;
}

const plainName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
