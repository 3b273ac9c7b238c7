import type { Desk } from '../desk.ts';
import type { Intent } from '../intents.ts';
import type { Delivered } from '../messages/deliver.ts';
import { findPlaceProblem } from '../places/find-place-problem.ts';
import type { Chat } from '../ports.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { filterSummary } from './filter-summary.ts';

/**
 * Posts the daily summary in the school's restricted place, and nowhere else (Milverton, "Monitoring"). Where somebody there may
 * not know of pupils' cases, or the place cannot be reached, those it is addressed to have it 1:1 and nothing is posted.
 * @throws ChatError when the platform did not take it
 */
export async function postFilterSummary(
  desk: Desk,
  profile: SchoolProfile,
  chat: Chat,
  { day }: Extract<Intent, { kind: 'filter-summary-post' }>,
  attempts: number,
): Promise<Delivered> {
  const place = await desk.store.placeFor(profile.id, 'dsl', profile.places.dsl?.channel ?? null);
  if (!place) return 'dropped';
  if (await findPlaceProblem(desk, profile, place, (viewer) => viewer.pupilCases, attempts)) return 'dropped';
  const view = await filterSummary(desk, profile, day, true);
  if (!view) return 'dropped';
  await chat.postToPlace(place, view);
  return 'sent';
}
