import postgres from 'postgres';

/** What a bare door writes with: the same driver and as many connections as the program has. */
export function openBareStore(): {
  insertOne(text: string): Promise<unknown>;
  insertThree(text: string): Promise<unknown>;
} {
  const sql = postgres(process.env.BARE_DATABASE_URL ?? '', { max: 10, onnotice: () => undefined });
  const ready = sql`
    create table if not exists seen (id bigint generated always as identity primary key, text text not null, at timestamptz not null default now());
    create table if not exists noted (id bigint generated always as identity primary key, seen_id bigint not null, at timestamptz not null default now());
    create table if not exists queued (id bigint generated always as identity primary key, seen_id bigint not null, at timestamptz not null default now())`.simple();
  return {
    insertOne: async (text) => {
      await ready;
      return sql`insert into seen (text) values (${text})`;
    },
    insertThree: async (text) => {
      await ready;
      return sql`
        with one as (insert into seen (text) values (${text}) returning id),
          two as (insert into noted (seen_id) select id from one)
        insert into queued (seen_id) select id from one`;
    },
  };
}
