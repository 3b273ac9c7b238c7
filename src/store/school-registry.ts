import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { type SchoolProfile, schoolProfileSchema } from '../core/school/profile.ts';
import type { Schools } from '../core/schools.ts';
import { appendAudit } from './audit.ts';
import type { KeyRing } from './key-ring.ts';
import { schools } from './schema.ts';
import type { Database } from './scope.ts';

/** The installation's schools, read from the database and kept in memory. */
export interface SchoolRegistry extends Schools {
  all(): SchoolProfile[];
  reload(): Promise<void>;
}

interface SchoolRow {
  id: string;
  profile: unknown;
  wrapped_key: Buffer;
}

/** Makes the registry; call `reload` before first use. */
export function createSchoolRegistry(database: Database, keys: KeyRing): SchoolRegistry {
  let byId = new Map<string, SchoolProfile>();
  let byWorkspace = new Map<string, SchoolProfile[]>();
  database.workspaceOf = (schoolId) => workspaceKey(byId.get(schoolId));
  return {
    get: (schoolId) => byId.get(schoolId) ?? null,
    inWorkspace: ({ platform, workspaceId }) => byWorkspace.get(`${platform}|${workspaceId}`) ?? [],
    all: () => [...byId.values()],
    reload: async () => {
      const rows = await database.outside(
        (sql) => sql<SchoolRow[]>`select id, profile, wrapped_key from esafety_list_schools()`,
      );
      for (const row of rows) keys.addSchool(row.id, row.wrapped_key);
      const profiles = rows.map((row) => schoolProfileSchema.parse(row.profile));
      byId = new Map(profiles.map((profile) => [profile.id, profile]));
      byWorkspace = new Map();
      for (const profile of profiles) {
        const key = workspaceKey(profile);
        byWorkspace.set(key, [...(byWorkspace.get(key) ?? []), profile]);
      }
    },
  };
}

/** Stores a school's profile, making its key the first time. */
export async function saveSchool(database: Database, keys: KeyRing, profile: SchoolProfile, now: Date): Promise<void> {
  await database.inSchool(profile.id, async (tx) => {
    const values = {
      trustId: profile.trust?.id ?? null,
      name: profile.name,
      platform: profile.platform.adapter,
      workspaceId: profile.platform.workspace_id,
      profile,
      updatedAt: now,
    };
    const [present] = await tx.select({ profile: schools.profile }).from(schools).where(eq(schools.id, profile.id));
    // The database keeps keys in an order of its own.
    if (present && isDeepStrictEqual(schoolProfileSchema.parse(present.profile), profile)) return;
    await tx
      .insert(schools)
      .values({ id: profile.id, wrappedKey: keys.wrapNewSchoolKey(profile.id), ...values })
      .onConflictDoUpdate({ target: schools.id, set: values });
    await appendAudit(tx, [
      { schoolId: profile.id, at: now, actorId: null, action: 'profile.loaded', caseId: null, detail: {} },
    ]);
  });
}

function workspaceKey(profile: SchoolProfile | undefined): string {
  return profile?.platform.adapter ? `${profile.platform.adapter}|${profile.platform.workspace_id ?? ''}` : '';
}
