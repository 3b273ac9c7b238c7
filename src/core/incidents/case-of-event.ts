import type { Desk } from '../desk.ts';
import type { Origin } from '../events.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { CaseSummary } from './case-record.ts';
import type { CaseWork } from './case-work.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REFERENCE = /^ES-(\d{4}-(\d{4,}|[0-9A-Z]{4})|R-[0-9A-Z]{4})$/;

/** An identifier that came with a button, or nothing where it is none. */
export function idIn(data: Record<string, string>, name: string): string {
  const id = data[name] ?? '';
  return UUID.test(id) ? id : '';
}

/** Reads a case as it is needed for its next step, in whichever of the person's schools it is; null where he may not know of it. */
export async function findWork(
  desk: Desk,
  identity: Identity,
  caseId: string,
  shown: boolean,
): Promise<{ seat: SchoolSeat; work: CaseWork } | null> {
  for (const seat of caseId ? identity.seats : []) {
    const work = await desk.store.workOf(seat.profile.id, caseId, seat.viewer, desk.clock.now(), shown);
    if (work) return { seat, work };
  }
  return null;
}

/**
 * Cases by a typed reference: none for one that does not exist or that the person may not know of, and more than one for
 * somebody who works in several schools, each of which numbers its own.
 */
export async function findByReference(
  desk: Desk,
  identity: Identity,
  typed: string,
): Promise<{ seat: SchoolSeat; summary: CaseSummary }[]> {
  const reference = typed.trim().toUpperCase();
  const found = [];
  for (const seat of REFERENCE.test(reference) ? identity.seats : []) {
    const summary = await desk.store.findByReference(seat.profile.id, reference, seat.viewer);
    if (summary) found.push({ seat, summary });
  }
  return found;
}

/** The case whose thread something was typed in. */
export async function findByThread(
  desk: Desk,
  identity: Identity,
  origin: Origin,
): Promise<{ seat: SchoolSeat; summary: CaseSummary } | null> {
  const threadKey = origin.thread && desk.chats(origin.platform)?.threadKeyOf(origin.thread);
  for (const seat of threadKey ? identity.seats : []) {
    const summary = await desk.store.findByThread(seat.profile.id, threadKey as string, seat.viewer);
    if (summary) return { seat, summary };
  }
  return null;
}

/** Whether a typed word looks like a reference. */
export const isReference = (typed: string): boolean => REFERENCE.test(typed.trim().toUpperCase());
