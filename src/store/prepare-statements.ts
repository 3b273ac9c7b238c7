import type postgres from 'postgres';

/**
 * A list in a statement gives one text for each length. Few are worth keeping: each costs the server memory on each
 * connection, for as long as the connection lives.
 */
const MOST_PARAMETERS = 32;

/**
 * Has drizzle's statements prepared: parsed and planned once on a connection, then sent in one round trip instead of two. Drizzle
 * asks the driver for that only where each query is named, and planning costs the server more than most of ours take to run.
 * @returns the pool it was given
 */
export function prepareStatements(sql: postgres.Sql): postgres.Sql {
  const begin = sql.begin.bind(sql) as Begin;
  const beginPrepared: Begin = (work) => begin((tx) => work(prepareUnsafe(tx)));
  return Object.assign(prepareUnsafe(sql), { begin: beginPrepared });
}

type Begin = (work: (tx: postgres.TransactionSql) => Promise<unknown>) => Promise<unknown>;

/** Drizzle sends everything by `unsafe`, with its parameters apart. */
function prepareUnsafe<Sql extends postgres.ISql>(sql: Sql): Sql {
  const { unsafe } = sql;
  const prepared: typeof unsafe = (text, parameters = [], options = {}) => {
    const prepare = options.prepare || (parameters.length > 0 && parameters.length <= MOST_PARAMETERS);
    return unsafe(text, parameters, { ...options, prepare });
  };
  return Object.assign(sql, { unsafe: prepared });
}
