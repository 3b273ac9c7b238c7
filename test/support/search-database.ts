import postgres from 'postgres';

/**
 * Where a text stands in a database, in clear: every column of every table is read as its owner, bytes included.
 * @returns table and column of each hit, such as `cases.route`; empty where the text stands nowhere
 */
export async function searchDatabase(ownerUrl: string, text: string): Promise<string[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const columns = await sql<{ table_name: string; column_name: string; udt_name: string }[]>`
      select c.table_name, c.column_name, c.udt_name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1, 2`;
    if (columns.length === 0) throw new Error('the database has no tables to search');
    const bytes = Buffer.from(text, 'utf8');
    const hits: string[] = [];
    for (const { table_name, column_name, udt_name } of columns) {
      const found =
        udt_name === 'bytea'
          ? await sql`select 1 from ${sql(table_name)} where position(${bytes}::bytea in ${sql(column_name)}) > 0 limit 1`
          : await sql`select 1 from ${sql(table_name)} where position(${text} in ${sql(column_name)}::text) > 0 limit 1`;
      if (found.length > 0) hits.push(`${table_name}.${column_name}`);
    }
    return hits;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
