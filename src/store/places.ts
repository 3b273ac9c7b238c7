import { eq, sql } from 'drizzle-orm';
import type { MessageRef, Origin, PlaceRef } from '../core/events.ts';
import { appendAudit } from './audit.ts';
import { casePosts, knownPlaces, places } from './schema.ts';
import type { Database } from './scope.ts';

/** Remembers how to write to a place the bot was added to. */
export function rememberPlace(database: Database, origin: Origin, now: Date): Promise<void> {
  const { platform, workspaceId, place } = origin;
  return database.inWorkspace(platform, workspaceId, async (tx) => {
    const values = { placeKind: place.kind, address: place.address, seenAt: now };
    await tx
      .insert(knownPlaces)
      .values({ platform, workspaceId, placeKey: place.key, ...values })
      .onConflictDoUpdate({
        target: [knownPlaces.platform, knownPlaces.workspaceId, knownPlaces.placeKey],
        set: values,
      });
  });
}

/** Names the place a school uses for something. */
export function namePlace(
  database: Database,
  schoolId: string,
  use: 'dsl',
  place: PlaceRef,
  by: string,
  now: Date,
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    const values = { placeKey: place.key, namedBy: by, namedAt: now };
    await tx
      .insert(places)
      .values({ schoolId, use, ...values })
      .onConflictDoUpdate({ target: [places.schoolId, places.use], set: values });
    const detail = { use, place: place.key };
    await appendAudit(tx, [{ schoolId, at: now, actorId: by, action: 'place.named', caseId: null, detail }]);
  });
}

/**
 * The place a school uses: the one named in chat, else the profile's once the bot has been added to it.
 * @param profileChannel the platform's id of the channel as the profile writes it
 */
export function placeFor(
  database: Database,
  schoolId: string,
  use: 'dsl',
  profileChannel: string | null,
): Promise<PlaceRef | null> {
  return database.inSchool(schoolId, async (tx) => {
    const [named] = await tx.select().from(places).where(eq(places.use, use));
    const wanted = named
      ? eq(knownPlaces.placeKey, named.placeKey)
      : sql`${profileChannel}::text is not null and ${knownPlaces.placeKey} = ${knownPlaces.platform} || ':' || ${profileChannel}::text`;
    const [found] = await tx.select().from(knownPlaces).where(wanted);
    return found ? refOf(found) : null;
  });
}

function refOf(row: typeof knownPlaces.$inferSelect): PlaceRef {
  return { kind: row.placeKind as PlaceRef['kind'], key: row.placeKey, address: row.address };
}

/** The root message of a case, and the place it stands in: not always the one named now. */
export function casePost(
  database: Database,
  schoolId: string,
  caseId: string,
): Promise<{ root: MessageRef; place: PlaceRef | null } | null> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx
      .select({ root: casePosts.root, place: knownPlaces })
      .from(casePosts)
      .leftJoin(knownPlaces, eq(knownPlaces.placeKey, casePosts.placeKey))
      .where(eq(casePosts.caseId, caseId));
    return row ? { root: row.root, place: row.place && refOf(row.place) } : null;
  });
}

/** Remembers where a case was posted. */
export function savePost(
  database: Database,
  schoolId: string,
  post: { caseId: string; placeKey: string; root: MessageRef; postedAt: Date },
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    await tx
      .insert(casePosts)
      .values({ schoolId, ...post })
      .onConflictDoNothing();
    const detail = { place: post.placeKey };
    await appendAudit(tx, [
      { schoolId, at: post.postedAt, actorId: null, action: 'case.posted', caseId: post.caseId, detail },
    ]);
  });
}
