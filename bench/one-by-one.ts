import postgres from 'postgres';
import type { World } from './world.ts';

const WORKERS = 10;

/**
 * The simplest queue that loses nothing, for comparison: each worker fetches one message under a lock, sends it (at once) and
 * settles it. It composes nothing and checks nobody's access.
 * @returns messages a second
 */
export async function measureOneByOne(world: World, messages: number): Promise<number> {
  const sql = postgres(world.bareUrl, { max: WORKERS, onnotice: () => undefined });
  await sql`create table if not exists waiting (id bigint generated always as identity primary key, body jsonb not null, state text not null default 'pending')`;
  await sql`create index if not exists waiting_next on waiting (id) where state = 'pending'`;
  await sql`truncate waiting`;
  await sql`insert into waiting (body) select jsonb_build_object('number', n) from generate_series(1, ${messages}::int) n`;
  await sql`vacuum analyze waiting`;
  const started = performance.now();
  const work = async (): Promise<void> => {
    for (;;) {
      const [message] = await sql<{ id: string }[]>`
        update waiting set state = 'active' where id = (
          select id from waiting where state = 'pending' order by id limit 1 for update skip locked) returning id`;
      if (!message) return;
      await sql`update waiting set state = 'sent' where id = ${message.id}`;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  const seconds = (performance.now() - started) / 1000;
  await sql.end();
  return messages / seconds;
}
