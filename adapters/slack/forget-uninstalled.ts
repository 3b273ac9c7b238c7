import type { Installations } from '../../src/core/ports.ts';
import { eventCallback, type Payload } from './payload.ts';
import type { Workspaces } from './workspaces.ts';

/**
 * Forgets a workspace that removed the app or took its token back; true when the payload was about that. One that installed
 * it again since then keeps its new token: Slack delivers these events late at times. Throws `StoreUnavailable`.
 */
export async function forgetUninstalled(
  payload: Payload,
  { installations, workspaces }: { installations: Installations; workspaces: Workspaces },
): Promise<boolean> {
  const kind = (payload.event as { type?: unknown } | undefined)?.type;
  if (kind !== 'app_uninstalled' && kind !== 'tokens_revoked') return false;
  const callback = eventCallback.safeParse(payload).data;
  if (!callback) return true;
  const { team_id: teamId, event, event_time: happened } = callback;
  if (event.type === 'tokens_revoked' && !event.tokens?.bot?.length) return true;
  const secrets = await installations.find(teamId);
  const installedAt = Number(secrets?.installedAtSeconds ?? 0);
  if (secrets && (happened ?? Number.POSITIVE_INFINITY) >= installedAt) await installations.remove(teamId);
  workspaces.forget(teamId);
  return true;
}
