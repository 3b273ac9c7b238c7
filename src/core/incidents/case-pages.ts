/** Bytes of sealed entry texts on one page: far below what a dialog carries, so that quotation marks and headings fit too. */
const PAGE_BYTES = 12_000;
/** What an entry takes besides its text: when, who, what. */
const ENTRY_BYTES = 200;
/** An account longer than this, as JSON, is shown on two pages. */
const LONGEST_ACCOUNT = 26_000;

/** One page of a case. Entries are counted from 1, the oldest; a page without entries has `last` below `first`. */
interface CasePage {
  /** How much of the report's own account it shows. */
  account: 'whole' | 'first' | 'rest' | 'none';
  first: number;
  last: number;
}

/** The way to the page beside the one shown. */
export interface PageLink {
  /** What `viewCase` takes to open it; empty for the first page. */
  before: string;
  shows: 'entries' | 'report';
}

/** The page that is shown, and the ones beside it. */
export interface ShownPage extends CasePage {
  total: number;
  older: PageLink | null;
  newer: PageLink | null;
}

/**
 * Chooses the page of a case to show: the report with its newest entries first, then older ones. An entry is never divided.
 * @param account the report's own account as JSON
 * @param entryBytes sizes of the entries' texts, the oldest first
 * @param before as a `PageLink` gave it; entries added since then leave no gap, and anything else opens the first page
 */
export function choosePage(account: string, entryBytes: readonly number[], before = ''): ShownPage {
  const pages = divide(account.length, entryBytes);
  const entry = Number(before) - 1;
  const found = pages.findIndex((page) =>
    before === 'rest' ? page.account === 'rest' : page.first <= entry && entry <= page.last,
  );
  const index = Math.max(found, 0);
  const link = (at: number): PageLink | null => {
    const page = pages[at];
    if (!page) return null;
    return { before: at === 0 ? '' : nameOf(page), shows: page.last >= page.first ? 'entries' : 'report' };
  };
  return { ...(pages[index] as CasePage), total: entryBytes.length, older: link(index + 1), newer: link(index - 1) };
}

function divide(accountLength: number, entryBytes: readonly number[]): CasePage[] {
  let last = entryBytes.length;
  const take = (room: number, atLeastOne: boolean): { first: number; last: number } => {
    const page = { first: last + 1, last };
    for (let left = room; page.first > 1; page.first -= 1) {
      left -= ENTRY_BYTES + (entryBytes[page.first - 2] ?? 0);
      if (left < 0 && !(atLeastOne && page.first > page.last)) break;
    }
    last = page.first - 1;
    return page;
  };
  const divided = accountLength > LONGEST_ACCOUNT;
  const pages: CasePage[] = [
    { account: divided ? 'first' : 'whole', ...take(PAGE_BYTES - accountLength, false) },
    ...(divided ? [{ account: 'rest' as const, first: last + 1, last }] : []),
  ];
  while (last > 0) pages.push({ account: 'none', ...take(PAGE_BYTES, true) });
  return pages;
}

const nameOf = (page: CasePage): string => (page.account === 'rest' ? 'rest' : String(page.last + 1));
