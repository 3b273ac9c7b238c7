import { eq } from 'drizzle-orm';
import type { Platform } from '../core/platforms.ts';
import type { Clock, Installations } from '../core/ports.ts';
import { installations } from './installation-schema.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';
import { openJson, sealJson } from './seal.ts';

/** What workspaces of one platform gave when they installed the app, sealed at rest. */
export function createInstallations(
  database: Database,
  keys: KeyRing,
  platform: Platform,
  clock: Clock,
): Installations {
  const contextOf = (workspaceId: string): string => `installation|${platform}|${workspaceId}`;
  return {
    save: (workspaceId, secrets) =>
      database.inWorkspace(platform, workspaceId, async (tx) => {
        const secretsSealed = sealJson(keys.installation('installations'), secrets, contextOf(workspaceId));
        const set = { secretsSealed, installedAt: clock.now() };
        await tx
          .insert(installations)
          .values({ platform, workspaceId, ...set })
          .onConflictDoUpdate({ target: [installations.platform, installations.workspaceId], set });
      }),
    find: (workspaceId) =>
      database.inWorkspace(platform, workspaceId, async (tx) => {
        const [row] = await tx.select().from(installations).where(eq(installations.workspaceId, workspaceId));
        if (!row) return null;
        const key = keys.installation('installations');
        return openJson<Record<string, string>>(key, row.secretsSealed, contextOf(workspaceId));
      }),
    remove: (workspaceId) =>
      database.inWorkspace(platform, workspaceId, async (tx) => {
        await tx.delete(installations).where(eq(installations.workspaceId, workspaceId));
      }),
  };
}
