import { mayKnow } from '../access.ts';
import type { Desk } from '../desk.ts';
import { mailDigest } from '../digests/mail-digest.ts';
import { tellUnreached } from '../digests/send-digest.ts';
import type { MessageRef } from '../events.ts';
import { alertNotPosted, passAlertOn, postAlert } from '../filtering/post-alert.ts';
import { postFilterSummary } from '../filtering/post-summary.ts';
import { caseCard } from '../incidents/case-card.ts';
import { alertMessage, personLane, refreshMessage } from '../incidents/first-messages.ts';
import type { Intent, OutgoingMessage, PlaceProblem } from '../intents.ts';
import { requestView } from '../people/access-requests.ts';
import { findPlaceProblem } from '../places/find-place-problem.ts';
import { type AccountRef, type Chat, ChatError } from '../ports.ts';
import { passQuestionOn } from '../question-readers.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { CaseForMessage, LeasedMessage } from '../store-port.ts';
import type { View } from '../views.ts';
import { isOutsideIntent, type OutsideIntent, outsideView } from './outside-view.ts';
import { personalView } from './personal-view.ts';

/** A card that could not be brought up to date in its place is tried again after this long, then twice that, at last each day. */
const FIRST_WAIT_MINUTES = 15;
const LONGEST_WAIT_MINUTES = 24 * 60;

/** How a delivery ended when it did not throw: sent, or not to be sent any more. */
export type Delivered = 'sent' | 'dropped';

/**
 * Sends one message of the outbox: composes it from the record as it stands now and checks access at this moment.
 * @throws ChatError when the platform did not take it; `StoreUnavailable` when the record could not be read
 */
export async function deliver(desk: Desk, message: LeasedMessage): Promise<Delivered> {
  const profile = desk.schools.get(message.schoolId);
  if (profile && message.intent.kind === 'digest-mail') return mailDigest(desk, profile, message.intent);
  const chat = profile?.platform.adapter ? desk.chats(profile.platform.adapter) : null;
  if (!profile) return 'dropped';
  // The school's platform is not configured in this process: another replica may have it.
  if (!chat) throw new ChatError('unavailable');
  const { intent } = message;
  if (intent.kind === 'access-request') return deliverRequest(desk, profile, chat, intent);
  if (intent.kind === 'filter-alert') return postAlert(desk, profile, chat, intent, message.attempts);
  if (intent.kind === 'filter-summary-post') return postFilterSummary(desk, profile, chat, intent, message.attempts);
  if (isOutsideIntent(intent)) return tellOutsideCases(desk, profile, chat, intent);
  // Sent above, before a chat was looked for.
  if (intent.kind === 'digest-mail') return 'dropped';
  // Asked for side by side: a message holds its place among those under way from here on.
  const [item, account] = await Promise.all([
    desk.store.caseForMessage(profile.id, intent.caseId),
    'personId' in intent ? desk.store.accountOf(profile.id, intent.personId) : null,
  ]);
  if (!item) return 'dropped';
  switch (intent.kind) {
    case 'post-case':
      return postCase(desk, profile, chat, item, intent.fallback, message.attempts);
    case 'refresh-case':
      return refreshCase(desk, profile, chat, item, intent, message.attempts);
    case 'thread-line':
      return postLine(desk, profile, chat, item, intent, message.attempts);
    default: {
      const view = await personalView(desk, profile, item, intent);
      if (!view) return 'dropped';
      const to = intent.kind === 'tell-reporter' ? await desk.store.accountOf(profile.id, item.reporterId) : account;
      return tell(desk, profile, chat, to, view);
    }
  }
}

/**
 * What happens when a message was given up: somebody who was to be told of a case was not, so the next ones are told, and
 * when nobody is left, the reporter is told whom to ring (law 3).
 */
export async function giveUp(desk: Desk, message: LeasedMessage): Promise<void> {
  const { intent, schoolId } = message;
  const now = desk.clock.now();
  if (intent.kind === 'post-case') {
    const item = await desk.store.caseForMessage(schoolId, intent.caseId);
    const profile = desk.schools.get(schoolId);
    if (item && profile) await stopPosting(desk, profile, item, 'unreachable', intent.fallback);
    return;
  }
  if (intent.kind === 'question') return passQuestionOn(desk, schoolId, intent);
  if (intent.kind === 'digest' || intent.kind === 'digest-mail') return tellUnreached(desk, schoolId, intent);
  if (intent.kind === 'filter-alert') return alertNotPosted(desk, schoolId, intent);
  if (intent.kind === 'filter-alert-told') return passAlertOn(desk, schoolId, intent);
  if (intent.kind !== 'alert' && intent.kind !== 'place-stopped') return;
  // A repeat goes to everybody there is: bringing the next one forward would repeat it without end to those who read it.
  if (intent.kind === 'alert' && (intent.reason === 'repeat' || intent.reason === 'reporter-added')) return;
  // Brings the next rung forward to now, unless somebody of this one was reached; the ladder job does the rest.
  await desk.store.hastenEscalation(schoolId, intent.caseId, message.id, now);
}

async function postCase(
  desk: Desk,
  profile: SchoolProfile,
  chat: Chat,
  item: CaseForMessage,
  fallback: string[],
  attempts: number,
): Promise<Delivered> {
  // Restricted cases are never posted, whatever put the message here.
  if (item.restricted || (await desk.store.casePost(profile.id, item.caseId))) return 'dropped';
  const place = await desk.store.placeFor(profile.id, 'dsl', profile.places.dsl?.channel ?? null);
  if (!place) return stopPosting(desk, profile, item, 'not-set-up', fallback);
  const problem = await findPlaceProblem(desk, profile, place, (viewer) => mayKnow(viewer, item), attempts);
  if (problem) return stopPosting(desk, profile, item, problem, fallback);
  let root: MessageRef;
  try {
    root = await chat.postToPlace(place, await caseCard(desk, profile, item));
  } catch (error) {
    if (error instanceof ChatError && (error.failure === 'refused' || error.failure === 'gone')) {
      return stopPosting(desk, profile, item, 'unreachable', fallback);
    }
    throw error;
  }
  const post = { placeKey: place.key, root, threadKey: chat.threadKeyOf(root) };
  await desk.store.savePost(profile.id, item.caseId, post, desk.clock.now());
  return 'sent';
}

/** Nothing is posted: everybody who would have read it in the place is told 1:1 instead, and those on duty why. */
async function stopPosting(
  desk: Desk,
  profile: SchoolProfile,
  item: CaseForMessage,
  why: PlaceProblem,
  fallback: string[],
): Promise<Delivered> {
  const now = desk.clock.now();
  // Somebody who is away can put nothing right, and must not be taken for a reader who could not be reached.
  const absent = await desk.store.listAbsent(profile.id, now);
  const told = item.accessIds.filter((personId) => !fallback.includes(personId) && !absent.has(personId));
  await desk.store.enqueue(
    profile.id,
    [
      ...fallback.map((personId) => alertMessage(item.caseId, personId, 'place-not-used', 'place', now)),
      ...told.map((personId) => ({
        lane: personLane(personId),
        // Once a day for each reason: a place that was put right may stop being so later.
        dedupeKey: `place-stopped|${item.caseId}|${personId}|${why}|${localDay(now)}`,
        intent: { kind: 'place-stopped', caseId: item.caseId, personId, why } satisfies Intent,
        dueAt: now,
      })),
    ],
    now,
  );
  return 'dropped';
}

/** Sends to where a case stands, once it is sure that everybody there may still know of it. */
async function sendToPost(
  desk: Desk,
  profile: SchoolProfile,
  item: CaseForMessage,
  attempts: number,
  send: (root: MessageRef) => Promise<unknown>,
  waitedMinutes = 0,
): Promise<Delivered> {
  const post = await desk.store.casePost(profile.id, item.caseId);
  if (!post) return 'dropped';
  const problem = await findPlaceProblem(desk, profile, post.place, (viewer) => mayKnow(viewer, item), attempts);
  if (problem) {
    await makeUpLater(desk, profile, item, waitedMinutes);
    // What only makes up is no news: they were told when it began.
    return waitedMinutes > 0 ? 'dropped' : stopPosting(desk, profile, item, problem, []);
  }
  await send(post.root);
  return 'sent';
}

/** What could not be posted is made up by bringing the card up to date once its place is right again. */
async function makeUpLater(
  desk: Desk,
  profile: SchoolProfile,
  item: CaseForMessage,
  waitedMinutes: number,
): Promise<void> {
  // Of a closed case nothing more is to come: its place is looked at for a day, not for ever.
  if (item.status === 'closed' && waitedMinutes >= LONGEST_WAIT_MINUTES) return;
  const now = desk.clock.now();
  const minutes = Math.min(waitedMinutes * 2 || FIRST_WAIT_MINUTES, LONGEST_WAIT_MINUTES);
  const dueAt = new Date(now.getTime() + minutes * 60_000);
  const again: OutgoingMessage = {
    // However much could not be posted, one of each length a day is enough.
    ...refreshMessage(item.caseId, `make-up|${minutes}|${localDay(dueAt)}`, dueAt),
    // By itself, so that lines which can be posted meanwhile do not wait behind it.
    lane: `make-up|${item.caseId}`,
    intent: { kind: 'refresh-case', caseId: item.caseId, waitedMinutes: minutes },
  };
  await desk.store.enqueue(profile.id, [again], now);
}

function refreshCase(
  desk: Desk,
  profile: SchoolProfile,
  chat: Chat,
  item: CaseForMessage,
  { waitedMinutes }: Extract<Intent, { kind: 'refresh-case' }>,
  attempts: number,
): Promise<Delivered> {
  const edit = async (root: MessageRef) => chat.edit(root, await caseCard(desk, profile, item));
  return sendToPost(desk, profile, item, attempts, edit, waitedMinutes);
}

function postLine(
  desk: Desk,
  profile: SchoolProfile,
  chat: Chat,
  item: CaseForMessage,
  { actorId, line, at }: Extract<Intent, { kind: 'thread-line' }>,
  attempts: number,
): Promise<Delivered> {
  return sendToPost(desk, profile, item, attempts, async (root) => {
    const actor = actorId ? await desk.staff.nameOf(profile.id, actorId) : 'e-safety';
    return chat.replyInThread(root, { name: 'thread-line', reference: item.reference, line, actor, at });
  });
}

/** What belongs to no case: that somebody sent a picture, or asks the co-ordinator. */
async function tellOutsideCases(
  desk: Desk,
  profile: SchoolProfile,
  chat: Chat,
  intent: OutsideIntent,
): Promise<Delivered> {
  const account = await desk.store.accountOf(profile.id, intent.personId);
  const view = await outsideView(desk, profile, intent);
  return view ? tell(desk, profile, chat, account, view) : 'dropped';
}

async function deliverRequest(
  desk: Desk,
  profile: SchoolProfile,
  chat: Chat,
  intent: Extract<Intent, { kind: 'access-request' }>,
): Promise<Delivered> {
  const request = await desk.store.accessRequest(profile.id, intent.requestId);
  if (!request) return 'dropped';
  const account = await desk.store.accountOf(profile.id, intent.personId);
  return tell(desk, profile, chat, account, await requestView(desk, profile, request));
}

async function tell(
  desk: Desk,
  profile: SchoolProfile,
  chat: Chat,
  account: AccountRef | null,
  view: View,
): Promise<Delivered> {
  // Never signed in here: nobody to write to, and that is final until they do.
  if (!account) throw new ChatError('gone');
  const sent = await chat.sendToPerson(account, view);
  if (sent.personalAddress !== account.personalAddress) {
    await desk.store.savePersonalAddress(profile.id, account, sent.personalAddress);
  }
  return 'sent';
}
