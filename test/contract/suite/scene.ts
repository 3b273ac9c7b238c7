import postgres from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import type { DriverOptions, OpenDriver, PlatformDriver, Shown, Who } from '../driver.ts';
import { REPORT } from '../report-values.ts';
import { findStaffId } from './staff-id.ts';

/** Buttons that turn to the next part of something too long for one view. */
const TURNS_ON = /^(rest of the report|older entries|more|continue|next part)/i;
const MOST_PAGES = 12;

/** A driver with the questions that every topic asks. */
export interface Scene {
  readonly driver: PlatformDriver;
  readonly sql: postgres.Sql;
  /** Fills in and sends the form from `/esafety report`; `before` runs once the form is open. */
  reports(who: Who, values?: Record<string, string>, before?: () => void): Promise<Reported>;
  /** The same, and delivers everything; answers the first message of the case's thread. */
  reportsAndPosts(who: Who, values?: Record<string, string>): Promise<{ reference: string; root: Shown }>;
  /** The first message of a case's thread, as it stands now. */
  rootOf(reference: string): Promise<Shown>;
  /** What one person was told 1:1 of a case, oldest first; lists that they asked for are left out. */
  toldOf(who: Who, reference: string): Promise<Shown[]>;
  /** Everything that View detail shows, over all its pages. */
  readsDetail(who: Who, card: Shown): Promise<string>;
  personId(who: Who): Promise<string>;
  countCases(): Promise<number>;
  /** All tables as text. */
  dumpTables(): Promise<string>;
  auditOf(reference: string): Promise<{ action: string; actor: string | null }[]>;
}

/** A recorded concern. */
interface Reported {
  reference: string;
  receipt: Shown;
}

/** Opens a driver for the tests around it and closes it after them. */
export function useScene(open: OpenDriver, options: () => DriverOptions = () => ({})): Scene {
  let driver: PlatformDriver;
  let sql: postgres.Sql;
  beforeAll(async () => {
    driver = await open(options());
    sql = postgres(driver.databaseUrl, { max: 1, onnotice: () => undefined });
  });
  afterAll(async () => {
    await driver?.close();
    await sql?.end({ timeout: 1 });
  });
  return {
    get driver() {
      return driver;
    },
    get sql() {
      return sql;
    },
    reports: (who, values, before) => reportsWith(driver, who, values, before),
    reportsAndPosts: async (who, values) => {
      const { reference } = await reportsWith(driver, who, values);
      await driver.delivered();
      return { reference, root: await findRoot(driver, reference) };
    },
    rootOf: (reference) => findRoot(driver, reference),
    toldOf: async (who, reference) =>
      (await driver.inbox(who)).filter(
        ({ text }) => text.includes(`Case ${reference}`) || text.includes(`${reference}:`),
      ),
    readsDetail: (who, card) => readAllPages(driver, who, card),
    personId: (who) => findStaffId(driver, who),
    countCases: async () => (await sql<{ count: number }[]>`select count(*)::int as count from cases`)[0]?.count ?? -1,
    dumpTables: () => dumpTables(sql),
    auditOf: (reference) => sql<{ action: string; actor: string | null }[]>`
      select a.action, a.actor_id::text as actor from audit_entries a join cases c on c.id = a.case_id
      where c.reference = ${reference} order by a.seq`,
  };
}

/** The reference a receipt gives; throws with what was shown instead. */
export function referenceIn({ text }: Shown): string {
  const reference = /Recorded as (ES-(?:\d{4}-\d{4}|R-\w+))/.exec(text)?.[1];
  if (!reference) throw new Error(`no receipt but: ${text}`);
  return reference;
}

/** A fact as any platform lays it out: the label, then its value. */
export function factOf(label: string, value: string): RegExp {
  const quote = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${quote(label)}\\s*:?\\s*${quote(value)}`);
}

/** Fills in and sends the form from `/esafety report`. */
export async function reportsWith(
  driver: PlatformDriver,
  who: Who,
  values: Record<string, string> = {},
  before?: () => void,
): Promise<Reported> {
  const form = await driver.says(who, '/esafety report');
  before?.();
  const receipt = await driver.fills(who, form, { ...REPORT, ...values });
  return { reference: referenceIn(receipt), receipt };
}

async function findRoot(driver: PlatformDriver, reference: string): Promise<Shown> {
  const root = (await driver.posted()).find(({ text }) => text.includes(reference));
  if (!root) throw new Error(`${reference} was not posted`);
  return root;
}

/** Everything that View detail shows, over all its pages. */
export async function readAllPages(driver: PlatformDriver, who: Who, card: Shown): Promise<string> {
  let page = await driver.presses(who, card, 'View detail');
  const texts = [page.text];
  for (let count = 1; count < MOST_PAGES; count += 1) {
    const next = page.buttons.find((label) => TURNS_ON.test(label));
    if (!next) break;
    page = await driver.presses(who, page, next);
    texts.push(page.text);
  }
  return texts.join('\n');
}

async function dumpTables(sql: postgres.Sql): Promise<string> {
  const tables = await sql<{ name: string }[]>`select relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1`;
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(name)} t`;
    lines.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return lines.join('\n');
}
