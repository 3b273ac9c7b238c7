import type { Store } from '../core/store-port.ts';
import { CHAIN_START, digestOf } from './audit.ts';
import { lockTimeout, RETRY_WITHIN_MILLISECONDS, waitedForLock } from './group-commit.ts';
import { type Database, PATIENCE_MILLISECONDS } from './scope.ts';
import { together } from './together.ts';

const MOST_TOGETHER = 64;

interface NewPost {
  school: string;
  case: string;
  place: string;
  root: string;
  thread: string;
  at: string;
  digest: string;
}

/** Makes the function that remembers where a case was posted, with its audit row; each row is written in its school's scope. */
export function createSavePost(database: Database): Store['savePost'] {
  const save = together({
    run: async (posts: NewPost[], attempt): Promise<null[]> => {
      await saveAll(database, posts, attempt);
      return posts.map(() => null);
    },
    most: MOST_TOGETHER,
    underWay: 1,
    // The end of a school's audit chain is one row.
    keyOf: ({ school }) => school,
    patienceMilliseconds: PATIENCE_MILLISECONDS,
    retryWithinMilliseconds: RETRY_WITHIN_MILLISECONDS,
    stoodInTheWay: waitedForLock,
  });
  return async (schoolId, caseId, { placeKey, root, threadKey }, now) => {
    const detail = { place: placeKey };
    const digest = digestOf({ schoolId, at: now, actorId: null, action: 'case.posted', caseId, detail });
    const at = now.toISOString();
    await save({
      school: schoolId,
      case: caseId,
      place: placeKey,
      root,
      thread: threadKey,
      at,
      digest: digest.toString('base64'),
    });
  };
}

function saveAll(database: Database, posts: NewPost[], attempt: 'first' | 'alone'): Promise<unknown> {
  return database.selfScoped(
    (sql) => sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(posts)}::text::jsonb)
        as g(school text, "case" uuid, place text, root text, thread text, at timestamptz, digest text)
      where set_config('lock_timeout', ${lockTimeout(attempt)}, true) is not null),
    posted as (
      insert into case_posts (school_id, case_id, place_key, root, thread_key, posted_at)
      select set_config('esafety.school', school, true), "case", place, root, thread, at from given
      on conflict do nothing),
    head as (
      insert into audit_heads (school_id, seq, hash)
      select set_config('esafety.school', school, true), 1, sha256(${CHAIN_START}::bytea || decode(digest, 'base64')) from given
      on conflict (school_id) do update set seq = audit_heads.seq + 1,
        hash = sha256(audit_heads.hash || (select decode(g.digest, 'base64') from given g where g.school = audit_heads.school_id))
      returning school_id, seq, hash)
    insert into audit_entries (school_id, seq, at, actor_id, action, case_id, detail, hash)
    select set_config('esafety.school', g.school, true), h.seq, g.at, null, 'case.posted', g."case",
      jsonb_build_object('place', g.place), h.hash
    from given g join head h on h.school_id = g.school`,
  );
}
