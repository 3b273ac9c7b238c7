import { viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import type { InboundEvent } from '../events.ts';
import type { TrainingExportKind } from '../exports/export-kinds.ts';
import type { ExportDetails, FoundExport, TakerOf } from '../exports/exports.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { replaceByLink } from '../incidents/open-export.ts';
import { isCurrent } from '../people/membership.ts';
import type { StaffGroup } from '../people/staff-row.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { academicYearOf } from '../school/school-year.ts';
import { readProgress } from './progress.ts';
import { holdsRight, mayDo } from './training-rights.ts';
import type { TrainingLine } from './training-store.ts';

/** One line of a file, with the name of the person. */
export interface NamedTrainingLine extends TrainingLine {
  name: string;
  group: StaffGroup | null;
}

/** What is taken out of the record of reading and training. */
export type TrainingFile =
  | { kind: 'training-register'; schoolId: string; at: Date; lines: NamedTrainingLine[] }
  | { kind: 'certificate'; certificate: Certificate };

/** What one person has read and learned in a school year, and what of it is left. */
export interface Certificate {
  schoolId: string;
  school: string;
  name: string;
  year: string;
  /** An instant. */
  at: string;
  lines: TrainingLine[];
  /** Local day, `YYYY-MM-DD`; null where there was no induction, or it is not complete. */
  inductionOn: string | null;
  /** Titles of what is left to do. */
  missing: string[];
}

/** Makes the link to one's own certificate, or for the head to everybody's register (Milverton, "Authorising"). */
export async function askTrainingFile(
  desk: Desk,
  identity: Identity,
  { data, origin }: Extract<InboundEvent, { kind: 'press' }>,
): Promise<Reply> {
  const kind = data.kind === 'certificate' ? 'certificate' : 'training-register';
  const chosen = identity.seats.filter(({ profile }) => !data.school || profile.id === data.school);
  const seat = chosen.find((one) => kind === 'certificate' || mayDo(one, 'training-file'));
  if (!seat) return show({ name: 'notice', notice: 'not-allowed' });
  const reply = await linkTo(desk, seat, kind, identity.personId, origin.eventId);
  // A new view beside the card, which stays to be used.
  return reply.kind === 'replace' ? show(reply.view) : reply;
}

/**
 * Where a file of reading and training can be fetched.
 * @param personId whose certificate; of no meaning for the register
 * @param request the same for the same request sent again
 */
export async function linkTo(
  desk: Desk,
  seat: SchoolSeat,
  kind: TrainingExportKind,
  personId: string,
  request: string,
): Promise<Reply> {
  const asked = {
    key: `${kind}|${personId}|${request}`,
    kind,
    caseId: null,
    recipient: '',
    purpose: '',
    withRestricted: false,
    ...(kind === 'certificate' ? { personId } : {}),
  };
  const link = await desk.exports.ask(seat.profile.id, seat.viewer, asked, desk.clock.now());
  return replaceByLink(desk, seat, null, link, kind);
}

/** Whether whoever asked may have it still; whose certificate it is, is looked at when it is made. */
export function trainingTaker(profile: SchoolProfile, { askedBy, kind }: FoundExport, now: Date): TakerOf {
  return (membership) => {
    if (!membership || !isCurrent(membership, localDay(now))) return null;
    const roles = rolesHeld(profile, membership.roles);
    return kind === 'certificate' || holdsRight(roles, 'training-file') ? viewerOf(askedBy, roles) : null;
  };
}

/** What a link opens, read as the person who asked for it; null where it is not his to read. */
export async function trainingFileOf(
  desk: Desk,
  profile: SchoolProfile,
  askedBy: string,
  { kind, details }: { kind: TrainingExportKind; details: ExportDetails },
  now: Date,
): Promise<TrainingFile | null> {
  const staff = await desk.staff.list(profile.id);
  const asker = staff.find(({ personId }) => personId === askedBy);
  const isHead = asker !== undefined && holdsRight(rolesHeld(profile, asker.roles), 'training-file');
  const reader = { by: askedBy, at: now };
  if (kind === 'training-register') {
    if (!isHead) return null;
    const lines = await desk.store.training.readLines(profile.id, null, reader);
    const people = new Map(staff.map((person) => [person.personId, person]));
    const named = lines.map((line) => {
      const person = people.get(line.personId);
      return { ...line, name: person?.name ?? 'A former member of staff', group: person?.staffGroup ?? null };
    });
    return { kind, schoolId: profile.id, at: now, lines: named.sort((a, b) => a.name.localeCompare(b.name, 'en-GB')) };
  }
  const person = staff.find(({ personId }) => personId === details.personId);
  if (!person || (person.personId !== askedBy && !isHead)) return null;
  const today = localDay(now);
  const year = academicYearOf(today);
  const lines = await desk.store.training.readLines(profile.id, person.personId, reader);
  const { people, state } = await readProgress(desk, profile, [person], today);
  return {
    kind,
    certificate: {
      schoolId: profile.id,
      school: profile.name,
      name: person.name,
      year,
      at: now.toISOString(),
      lines: lines.filter((line) => line.year === year),
      inductionOn: state.inductions.find(({ personId }) => personId === person.personId)?.completedOn ?? null,
      missing: people[0]?.missing ?? [],
    },
  };
}
