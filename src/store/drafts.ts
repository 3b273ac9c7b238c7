import { and, eq } from 'drizzle-orm';
import type { Origin } from '../core/events.ts';
import type { Clock, Draft, Drafts } from '../core/ports.ts';
import { drafts } from './installation-schema.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';
import { openJson, sealJson } from './seal.ts';

/** Drafts, sealed at rest; each opens for the account that typed it and for no other. */
export function createDrafts(database: Database, keys: KeyRing, clock: Clock): Drafts {
  const contextOf = ({ platform, workspaceId, accountId }: Origin, key: string): string =>
    `draft|${platform}|${workspaceId}|${accountId}|${key}`;
  const isOf = ({ accountId }: Origin, key: string) => and(eq(drafts.accountId, accountId), eq(drafts.draftKey, key));
  return {
    save: (origin, key, draft) => {
      const { platform, workspaceId, accountId } = origin;
      return database.inWorkspace(platform, workspaceId, async (tx) => {
        const draftSealed = sealJson(keys.installation('drafts'), draft, contextOf(origin, key));
        const set = { draftSealed, savedAt: clock.now() };
        await tx
          .insert(drafts)
          .values({ platform, workspaceId, accountId, draftKey: key, ...set })
          .onConflictDoUpdate({
            target: [drafts.platform, drafts.workspaceId, drafts.accountId, drafts.draftKey],
            set,
          });
      });
    },
    find: (origin, key) =>
      database.inWorkspace(origin.platform, origin.workspaceId, async (tx) => {
        const [row] = await tx.select().from(drafts).where(isOf(origin, key));
        return row ? openJson<Draft>(keys.installation('drafts'), row.draftSealed, contextOf(origin, key)) : null;
      }),
    forget: (origin, key) =>
      database.inWorkspace(origin.platform, origin.workspaceId, async (tx) => {
        await tx.delete(drafts).where(isOf(origin, key));
      }),
  };
}
