import type { Origin, PlaceRef } from '../core/events.ts';
import { appendAudit } from './audit.ts';
import { knownPlaces, places } from './schema.ts';
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
