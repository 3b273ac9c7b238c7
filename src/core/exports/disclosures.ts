import type { ChronologyEntry } from '../incidents/case-record.ts';
import type { CaseFileDisclosure, CaseFileRequest } from './case-file.ts';
import { CASE_EXPORT_KINDS } from './export-kinds.ts';

/** The entry of a file that was asked for. */
const ASKED_FOR = 'taken-out';
/** The entry of a file that left the program. */
const FETCHED = 'fetched';

/**
 * What left the program as a file, and what was asked for and never fetched. A fetched file belongs to the first request that
 * says the same, by the same person: between requests that say the same it makes no difference.
 */
export function disclosuresOf(
  chronology: readonly ChronologyEntry[],
  nameOf: (personId: string | null) => string,
): { disclosures: CaseFileDisclosure[]; notFetched: CaseFileRequest[] } {
  const waiting: ChronologyEntry[] = [];
  const disclosures: CaseFileDisclosure[] = [];
  for (const entry of chronology) {
    if (entry.entry === ASKED_FOR) waiting.push(entry);
    if (entry.entry !== FETCHED) continue;
    const index = waiting.findIndex((asked) => saysTheSame(asked, entry));
    const [asked = entry] = index < 0 ? [] : waiting.splice(index, 1);
    disclosures.push({ ...requestOf(asked, nameOf), fetched: entry.at.toISOString() });
  }
  return { disclosures, notFetched: waiting.map((asked) => requestOf(asked, nameOf)) };
}

function saysTheSame(one: ChronologyEntry, other: ChronologyEntry): boolean {
  return (
    one.actorId === other.actorId &&
    one.text === other.text &&
    one.facts.export === other.facts.export &&
    one.facts.recipient === other.facts.recipient
  );
}

function requestOf(
  { at, actorId, facts, text }: ChronologyEntry,
  nameOf: (personId: string | null) => string,
): CaseFileRequest {
  return {
    at: at.toISOString(),
    by: nameOf(actorId),
    what: CASE_EXPORT_KINDS.find((kind) => kind === facts.export) ?? 'case-file',
    recipient: facts.recipient ?? null,
    purpose: text,
  };
}
