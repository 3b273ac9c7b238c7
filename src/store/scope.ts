import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { StoreUnavailable } from '../core/store-port.ts';
import { prepareStatements } from './prepare-statements.ts';
import * as schema from './schema.ts';

/** One transaction of the application, as drizzle sees it. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase<typeof schema>['transaction']>[0]>[0];

/** Longest a person waits for the database before he is told that nothing was saved, in milliseconds. */
export const PATIENCE_MILLISECONDS = 5_000;

/** How long statements under way may still take in a pool that was given up, in seconds. */
const GIVEN_UP_POOL_SECONDS = 5;

interface Pool {
  sql: postgres.Sql;
  db: PostgresJsDatabase<typeof schema>;
}

/** The application's connections, with the scopes that row-level security reads. */
export class Database {
  readonly #open: () => postgres.Sql;
  readonly #timeoutMilliseconds: number;
  readonly #givenUp = new Set<Promise<void>>();
  #pool: Pool;
  #closed = false;
  /** Set by the store: a school's workspace, which its accounts belong to. */
  workspaceOf: (schoolId: string) => string = () => '';

  /** @param open opens a pool of connections; called again when one was lost */
  constructor(open: () => postgres.Sql, timeoutMilliseconds = PATIENCE_MILLISECONDS) {
    this.#open = open;
    this.#pool = openPool(open);
    this.#timeoutMilliseconds = timeoutMilliseconds;
  }

  /** The pool in use now. */
  get sql(): postgres.Sql {
    return this.#pool.sql;
  }

  /** Ends every connection; what is under way has five seconds. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#pool.sql.end({ timeout: GIVEN_UP_POOL_SECONDS }), ...this.#givenUp]);
  }

  /** Runs one transaction that sees one school and the accounts of its workspace. */
  inSchool<T>(schoolId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#inScope(schoolId, this.workspaceOf(schoolId), work);
  }

  /** Runs one transaction that sees the accounts and places of one workspace, and no school. */
  inWorkspace<T>(platform: string, workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#inScope('', `${platform}|${workspaceId}`, work);
  }

  /** Runs one statement outside any scope: only the database's own narrow functions answer there. */
  outside<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
    return this.#run(({ sql }) => work(sql));
  }

  /**
   * Runs one statement that sets its scope itself, in one round trip: row-level security reads the setting for every row,
   * and it ends with the statement. See docs/decisions/0018-reports-committed-together.md for how to write one.
   */
  selfScoped<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
    return this.#run(({ sql }) => work(sql));
  }

  /** Runs several such statements of one school as one transaction; the last one's scope holds until it ends. */
  selfScopedTransaction<T>(work: (sql: postgres.ISql) => Promise<T>): Promise<T> {
    return this.#run(async ({ sql }) => {
      const result = await sql.begin(async (tx) => ({ value: await outliveLostConnection(() => work(tx)) }));
      return result.value;
    });
  }

  #inScope<T>(school: string, workspace: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#run(({ db }) =>
      db.transaction(async (tx) => {
        return outliveLostConnection(async () => {
          await setScope(tx, school, workspace);
          return work(tx);
        });
      }),
    );
  }

  /** Turns "did not answer in time" and lost connections into `StoreUnavailable`. */
  async #run<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
    const pool = this.#pool;
    const result = work(pool);
    // Also when the time-out has won: what the statement ends with then is nobody's business but the pool's.
    result.catch((error: unknown) => this.#giveUpLost(pool, error));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new StoreUnavailable()), this.#timeoutMilliseconds);
    });
    try {
      return await Promise.race([result, late]);
    } catch (error) {
      throw isAway(error) ? new StoreUnavailable({ cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * After a lost connection the next statement gets a new pool: in the driver's, a connection that was cut while a statement
   * was being written never sends another, and whoever is given it waits in vain.
   */
  #giveUpLost(pool: Pool, error: unknown): void {
    if (this.#closed || this.#pool !== pool || !isConnectionLost(error) || isEndedByUs(error)) return;
    this.#pool = openPool(this.#open);
    const ended = pool.sql.end({ timeout: GIVEN_UP_POOL_SECONDS }).finally(() => this.#givenUp.delete(ended));
    this.#givenUp.add(ended);
  }
}

/**
 * Carries a transaction's work out. The driver would send "rollback" down a connection that is gone, and fails at that where
 * nobody can catch it; the end of the connection rejects the transaction by itself.
 */
async function outliveLostConnection<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isConnectionLost(error)) return new Promise<never>(() => {});
    throw error;
  }
}

function openPool(open: () => postgres.Sql): Pool {
  const sql = prepareStatements(open());
  return { sql, db: drizzle(sql, { schema }) };
}

/** Moves a workspace's transaction into one of its schools, for what must be written there together with the account. */
export async function enterSchool(tx: Transaction, schoolId: string): Promise<void> {
  await tx.execute(sql`select set_config('esafety.school', ${schoolId}, true)`);
}

async function setScope(tx: Transaction, school: string, workspace: string): Promise<void> {
  await tx.execute(
    sql`select set_config('esafety.school', ${school}, true), set_config('esafety.workspace', ${workspace}, true)`,
  );
}

/** The connection is gone: SQLSTATE classes 08 and 57P, and the codes of the driver and of sockets. */
function isConnectionLost(error: unknown): boolean {
  return /^(08|57P|CONNECT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH)/.test(codeOf(error) ?? '');
}

/** The database is away or out of means (class 53): not "the statement is wrong". */
function isAway(error: unknown): boolean {
  return isConnectionLost(error) || /^53/.test(codeOf(error) ?? '');
}

function isEndedByUs(error: unknown): boolean {
  return /^CONNECTION_(ENDED|DESTROYED)$/.test(codeOf(error) ?? '');
}

/** The SQLSTATE or system code of an error or of what caused it. */
export function codeOf(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return null;
}
