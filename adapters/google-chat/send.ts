import type { Showable } from '../../cards/model.ts';
import { type Chat, ChatError, type Member } from '../../src/core/ports.ts';
import type { View } from '../../src/core/views.ts';
import { guardChat } from '../shared/guard-chat.ts';
import type { ChatApi, GoogleMembership, GoogleSpace } from './chat-api.ts';
import { type GoogleMessage, makeMessage } from './message.ts';
import type { People } from './people.ts';
import { decodeMessage, decodePlace, encodeMessage, encodePlace, type PlaceAddress } from './refs.ts';

/** What the chat port works with. */
export interface SendParts {
  api: ChatApi;
  describe(view: View): Showable;
  people: People;
  buttonFunction: string;
}

/** The chat port on Google Chat. */
export function createGoogleChat({ api, describe, people, buttonFunction }: SendParts): Chat {
  const compose = (view: View): GoogleMessage => makeMessage(describe(view), { buttonFunction });

  async function openPersonal(accountId: string): Promise<PlaceAddress> {
    return { space: await api.findDirectMessage(accountId), kind: 'personal' };
  }

  async function sendTo(place: PlaceAddress, message: GoogleMessage) {
    const sent = await api.createMessage(place.space, message);
    return {
      message: encodeMessage({ ...place, message: sent.message }),
      personalAddress: encodePlace(place).address,
    };
  }

  const chat: Chat = {
    platform: 'google-chat',
    async sendToPerson({ accountId, personalAddress }, view) {
      const message = compose(view);
      const known = personalAddress ? decodePlace(personalAddress) : null;
      try {
        return await sendTo(known ?? (await openPersonal(accountId)), message);
      } catch (error) {
        // A 1:1 chat may be another one after the app was removed and added again.
        const lost = error instanceof ChatError && (error.failure === 'gone' || error.failure === 'refused');
        if (!known || !lost) throw error;
        const found = await openPersonal(accountId);
        if (found.space === known.space) throw error;
        return await sendTo(found, message);
      }
    },
    async postToPlace(place, view) {
      const address = decodePlace(place.address);
      const sent = await api.createMessage(address.space, compose(view));
      return encodeMessage({ ...address, message: sent.message, ...(sent.thread ? { thread: sent.thread } : {}) });
    },
    async replyInThread(root, view) {
      const { message: _, ...address } = decodeMessage(root);
      // Outside named spaces there are no threads to answer in.
      const thread = address.kind === 'channel' ? address.thread : undefined;
      const sent = await api.createMessage(address.space, compose(view), thread);
      return encodeMessage({ ...address, message: sent.message, ...(sent.thread ? { thread: sent.thread } : {}) });
    },
    threadKeyOf(reference) {
      const { space, thread, message } = decodeMessage(reference);
      return thread ?? message ?? space;
    },
    async edit(message, view) {
      const { message: name } = decodeMessage(message);
      if (!name) throw new ChatError('invalid');
      await api.updateMessage(name, compose(view));
    },
    async listMembers(place) {
      const { space } = decodePlace(place.address);
      const [described, memberships] = await Promise.all([api.getSpace(space), api.listMembers(space)]);
      return requireWhole(described, memberships);
    },
    async findMember({ accountId }) {
      return people.find(accountId);
    },
  };
  return guardChat(chat);
}

/**
 * Google Chat leaves out of a list whom the app may not see: everybody of a group, and everybody where the space hides its
 * members. The space's own count gives that away. Other apps are in neither; see docs/google-chat.md. A space that anybody
 * of the organisation can open is no private place, whoever is in it now.
 */
function requireWhole({ membershipCount, accessSettings }: GoogleSpace, memberships: GoogleMembership[]): Member[] {
  if (accessSettings?.accessState === 'DISCOVERABLE') throw new ChatError('refused');
  const counted = membershipCount?.joinedDirectHumanUserCount ?? null;
  const groups = membershipCount?.joinedGroupCount ?? 0;
  const joined = memberships.filter(({ state }) => !state || state === 'JOINED');
  const people = joined.flatMap(({ member, affiliation }) => (member ? [toMember(member, affiliation)] : []));
  const persons = people.filter(({ app }) => !app).length;
  const hasGroup = groups > 0 || joined.some(({ groupMember }) => groupMember);
  if (hasGroup || counted === null || counted !== persons || persons === 0) throw new ChatError('unavailable');
  return people;
}

function toMember(
  { name, type }: NonNullable<GoogleMembership['member']>,
  affiliation: string | null | undefined,
): Member {
  // Google says whether somebody belongs to the organisation that owns the space; where it says nothing, the account
  // itself decides, which only a member of staff has tied.
  const outside = affiliation === 'EXTERNAL' || affiliation === 'MANAGED_EXTERNAL';
  return { accountId: name, email: null, guest: outside, app: type === 'BOT' };
}
