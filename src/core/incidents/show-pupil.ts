import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';

/** Shows a pupil's chronology across cases. */
export async function showPupil(
  _desk: Desk,
  _identity: Identity,
  _event: { data: Record<string, string> },
): Promise<Reply> {
  return show({ name: 'notice', notice: 'no-such-case' });
}
