import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';

/** One column as the database describes it. */
export interface Column {
  name: string;
  type: string;
  /** The database fills it in. */
  generated: boolean;
}

/** Every table of the schema with its columns in order, read from the database so that none is forgotten. */
export async function listColumns(sql: postgres.Sql): Promise<Map<string, Column[]>> {
  const rows = await sql<{ table: string; name: string; type: string; identity: string }[]>`
    select c.table_name as table, c.column_name as name, c.data_type as type, c.is_identity as identity
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    order by c.table_name, c.ordinal_position`;
  const tables = new Map<string, Column[]>();
  for (const { table, name, type, identity } of rows) {
    tables.set(table, [...(tables.get(table) ?? []), { name, type, generated: identity === 'YES' }]);
  }
  return tables;
}

/** A row that any of the tables takes: values by type as SQL, with the given ones as texts. */
export function sampleRow(columns: Column[], given: Record<string, string>): Record<string, string> {
  const entries = columns
    .filter((column) => !column.generated)
    .map(({ name, type }) => [name, given[name] === undefined ? sampleValue(name, type) : `'${given[name]}'`]);
  return Object.fromEntries(entries);
}

function sampleValue(name: string, type: string): string {
  const random = randomUUID();
  switch (type) {
    case 'uuid':
      return `'${random}'`;
    case 'bytea':
      return `'\\x${random.replaceAll('-', '')}'`;
    case 'jsonb':
      return `'{}'`;
    case 'boolean':
      return 'false';
    case 'integer':
    case 'bigint':
      return String(Number.parseInt(random.slice(0, 6), 16));
    case 'date':
      return `'2026-11-10'`;
    case 'timestamp with time zone':
      return `'2026-11-10T10:00:00Z'`;
    case 'ARRAY':
      return `'{}'`;
    case 'text':
      return name === 'platform' ? `'teams'` : `'${random}'`;
    default:
      throw new Error(`no sample for a column of type ${type}`);
  }
}
