import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { StoreUnavailable } from '../core/store-port.ts';
import * as schema from './schema.ts';

/** One transaction of the application, as drizzle sees it. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase<typeof schema>['transaction']>[0]>[0];

/** Longest a person waits for the database before he is told that nothing was saved, in milliseconds. */
const DEFAULT_TIMEOUT_MILLISECONDS = 5_000;

/** The application's connection pool, with the scopes that row-level security reads. */
export class Database {
  readonly sql: postgres.Sql;
  readonly #db: PostgresJsDatabase<typeof schema>;
  readonly #timeoutMilliseconds: number;
  /** Set by the store: a school's workspace, which its accounts belong to. */
  workspaceOf: (schoolId: string) => string = () => '';

  constructor(sql: postgres.Sql, timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS) {
    this.sql = sql;
    this.#db = drizzle(sql, { schema });
    this.#timeoutMilliseconds = timeoutMilliseconds;
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
    return this.guard(work(this.sql));
  }

  /** Turns "did not answer in time" and lost connections into `StoreUnavailable`. */
  async guard<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new StoreUnavailable()), this.#timeoutMilliseconds);
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      throw isConnectionError(error) ? new StoreUnavailable({ cause: error }) : error;
    } finally {
      clearTimeout(timer);
      // When the time-out won, the statement's own end is nobody's business any more.
      work.catch(() => {});
    }
  }

  #inScope<T>(school: string, workspace: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.guard(
      this.#db.transaction(async (tx) => {
        await setScope(tx, school, workspace);
        return work(tx);
      }),
    );
  }
}

async function setScope(tx: Transaction, school: string, workspace: string): Promise<void> {
  await tx.execute(
    sql`select set_config('esafety.school', ${school}, true), set_config('esafety.workspace', ${workspace}, true)`,
  );
}

/** Classes of SQLSTATE and of postgres.js errors that mean "the database is away", not "the statement is wrong". */
function isConnectionError(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code !== null &&
    (/^(08|57P|53)/.test(code) || /^(CONNECT|CONNECTION_|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/.test(code))
  );
}

/** The SQLSTATE or system code of an error or of what caused it. */
export function codeOf(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return null;
}
