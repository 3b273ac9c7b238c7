import type { Desk } from '../desk.ts';
import { createStillInside } from '../people/still-inside.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { CaseFile } from './case-file.ts';
import { caseFileOf } from './case-file-of.ts';
import type { CaseExportKind } from './export-kinds.ts';
import type { Exports, FoundExport } from './exports.ts';
import { takerToday } from './may-take-out.ts';

/** One line of a school's log with the name of who acted (St Andrew's 3.2: number, time, action, by whom). */
export interface NamedLogRow {
  reference: string;
  at: Date;
  entry: string;
  by: string;
}

/** What a link opened, ready to be made into a file. */
export type OpenedContent =
  | { kind: CaseExportKind; file: CaseFile }
  | { kind: 'incident-log'; schoolId: string; at: Date; rows: NamedLogRow[] };

/** Opens a link with its code; null for every reason alike. Throws `StoreUnavailable`. */
export type OpenExport = (token: string, code: string) => Promise<OpenedContent | null>;

/**
 * Makes the opening of links. What is taken out is composed at that moment and as the person who asked for it: access that
 * ended meanwhile opens nothing, also where the account was removed from the chat or made a guest.
 */
export function createOpenExport(desk: Desk, exports: Exports): OpenExport {
  const stillInside = createStillInside(desk);

  async function isInside({ schoolId, askedBy }: FoundExport, profile: SchoolProfile): Promise<boolean> {
    const account = await desk.store.accountOf(schoolId, askedBy);
    const platform = profile.platform.adapter;
    if (!account || !platform) return false;
    const { workspaceId, accountId } = account;
    const address = account.personalAddress ?? '';
    const place = { kind: 'personal' as const, key: address, address };
    return stillInside({ platform, workspaceId, accountId, eventId: 'download', place });
  }

  return async (token, code) => {
    const now = desk.clock.now();
    const found = await exports.find(token, code, now);
    const profile = found && desk.schools.get(found.schoolId);
    if (!found || !profile || !(await isInside(found, profile))) return null;
    const { schoolId, askedBy } = found;
    const opened = await exports.open(found, (place) => takerToday(profile, askedBy, place, now), now);
    if (!opened) return null;
    if (found.kind === 'incident-log') {
      const log = await desk.store.incidentLog(schoolId, opened.viewer);
      const rows: NamedLogRow[] = [];
      for (const { actorId, ...row } of log)
        rows.push({ ...row, by: actorId === null ? 'e-safety' : await desk.staff.nameOf(schoolId, actorId) });
      return { kind: 'incident-log', schoolId, at: now, rows };
    }
    const file = opened.whole && (await caseFileOf(desk, profile, opened.viewer, opened.whole, now));
    return file && { kind: found.kind, file };
  };
}
