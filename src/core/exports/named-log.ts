import type { Desk } from '../desk.ts';
import type { Exports, FoundExport, ReadExport } from './exports.ts';
import type { LogCursor, LogRequest, NamedLogRow } from './log-rows.ts';

/** Stands where the words are kept back. */
const KEPT_BACK = 'Not shown: it had restricted cases in it';

/**
 * The incident log page by page, so that no more than one page of it is held, and at its end who took the log out, when, for
 * whom and why.
 */
export async function* namedLog(
  desk: Desk,
  exports: Exports,
  found: FoundExport,
  { viewer, details }: ReadExport,
  now: Date,
): AsyncGenerator<NamedLogRow[]> {
  const { schoolId } = found;
  const staff = new Map((await desk.staff.list(schoolId)).map(({ personId, name }) => [personId, name]));
  const nameOf = (personId: string | null): string =>
    personId === null ? 'e-safety' : (staff.get(personId) ?? 'A former member of staff');
  let after: LogCursor | null = null;
  do {
    const { rows, next } = await exports.readLogPage(schoolId, viewer, details.withRestricted, after);
    yield rows.map(({ actorId, ...row }) => ({ ...row, by: nameOf(actorId) }));
    after = next;
  } while (after);
  const requests = await exports.readLogRequests(schoolId);
  yield requests.map((request) => requestRow(request, found, nameOf(request.askedBy), now));
}

/**
 * One time the log was asked for. Why somebody took restricted cases out may say whom they are about, who could be the reader:
 * those words are for whoever wrote them.
 */
function requestRow(request: LogRequest, found: FoundExport, by: string, now: Date): NamedLogRow {
  const fetchedAt = request.linkId === found.linkId ? now : request.fetchedAt;
  const words = !request.withRestricted || request.askedBy === found.askedBy;
  return {
    reference: null,
    at: fetchedAt ?? request.askedAt,
    entry: fetchedAt ? 'fetched' : 'asked-for',
    by,
    recipient: words ? request.recipient : KEPT_BACK,
    purpose: words ? request.purpose : KEPT_BACK,
  };
}
