import type { CaseSummary } from './case-record.ts';

/** Where a case stands in every list: those nobody has acknowledged first, then the newest first. */
export interface ListPlace {
  /** True before anybody acknowledged it. */
  fresh: boolean;
  reportedAt: Date;
  caseId: string;
}

const WRITTEN = /^([no])([0-9a-z]{1,9})\.([0-9a-z]{1,25})$/;
const UUID_BITS = 128n;

/** The place of a case. */
export function placeOf({ status, reportedAt, caseId }: CaseSummary): ListPlace {
  return { fresh: status === 'new', reportedAt, caseId };
}

/** Orders cases of several schools as each school's own list is ordered. */
export function comparePlaces(a: ListPlace, b: ListPlace): number {
  if (a.fresh !== b.fresh) return a.fresh ? -1 : 1;
  const days = b.reportedAt.getTime() - a.reportedAt.getTime();
  if (days !== 0) return days;
  return a.caseId < b.caseId ? 1 : a.caseId > b.caseId ? -1 : 0;
}

/** A place in at most 36 characters, for the button that turns to the next page. */
export function writePlace({ fresh, reportedAt, caseId }: ListPlace): string {
  const id = BigInt(`0x${caseId.replaceAll('-', '')}`).toString(36);
  return `${fresh ? 'n' : 'o'}${reportedAt.getTime().toString(36)}.${id}`;
}

/** Reads what `writePlace` wrote; null for anything else, which begins the list again. */
export function readPlace(written: string | undefined): ListPlace | null {
  const [, group = '', at = '', id = ''] = WRITTEN.exec(written ?? '') ?? [];
  if (group === '') return null;
  const number = [...id].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  const reportedAt = new Date(Number.parseInt(at, 36));
  if (number >> UUID_BITS > 0n || Number.isNaN(reportedAt.getTime())) return null;
  const hex = number.toString(16).padStart(32, '0');
  const caseId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { fresh: group === 'n', reportedAt, caseId };
}
