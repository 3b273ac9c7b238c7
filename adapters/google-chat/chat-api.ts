import { z } from 'zod';
import { ChatError } from '../../src/core/ports.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import { toChatError, waitAtMost } from '../shared/call-errors.ts';
import type { TokenSource } from '../shared/token-keeper.ts';
import type { Message } from './envelope.ts';
import { requireSize } from './limits.ts';
import type { GoogleMessage } from './message.ts';

const membership = z.looseObject({
  state: z.string().nullish(),
  affiliation: z.string().nullish(),
  member: z.looseObject({ name: z.string().min(1), type: z.string().nullish() }).nullish(),
  groupMember: z.looseObject({}).nullish(),
});
/** A membership as Google Chat lists one: a person, or a group of people. */
export type GoogleMembership = z.infer<typeof membership>;

const memberPage = z.looseObject({
  memberships: z.array(membership).nullish(),
  nextPageToken: z.string().nullish(),
});
const spaceAnswer = z.looseObject({
  name: z.string().min(1),
  membershipCount: z
    .looseObject({ joinedDirectHumanUserCount: z.number().nullish(), joinedGroupCount: z.number().nullish() })
    .nullish(),
  accessSettings: z.looseObject({ accessState: z.string().nullish() }).nullish(),
});
/** A space as Google Chat describes one. */
export type GoogleSpace = z.infer<typeof spaceAnswer>;

const sentMessage = z.looseObject({
  name: z.string().min(1),
  thread: z.looseObject({ name: z.string().nullish() }).nullish(),
});

/** One sent message. */
export interface Sent {
  message: string;
  thread: string | null;
}

/** Google Chat's REST API, as much of it as is used, called as the app itself. Every method throws `ChatError`. */
export interface ChatApi {
  /** The 1:1 space with a person; `gone` while there is none. */
  findDirectMessage(accountId: string): Promise<string>;
  /** Sends a message; with a thread it lands there or not at all. */
  createMessage(space: string, message: Message, thread?: string): Promise<Sent>;
  /** Puts another card in a sent message. */
  updateMessage(message: string, content: GoogleMessage): Promise<void>;
  getSpace(space: string): Promise<GoogleSpace>;
  /** Everybody in a space, from all pages. */
  listMembers(space: string): Promise<GoogleMembership[]>;
}

const PAGE_SIZE = '1000';

/** Makes the client. It calls no address but the one of the settings. */
export function createChatApi(apiUrl: string, tokens: TokenSource, onOutbound?: AdapterDeps['onOutbound']): ChatApi {
  const base = `${apiUrl.replace(/\/+$/, '')}/v1/`;

  async function request<T>(
    method: string,
    path: string,
    query: Record<string, string>,
    schema: z.ZodType<T>,
    body?: object,
  ): Promise<T> {
    const search = new URLSearchParams(query).toString();
    const url = `${base}${path}${search ? `?${search}` : ''}`;
    const once = async (): Promise<Response> => {
      const headers = {
        authorization: `Bearer ${await tokens.get()}`,
        ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      };
      return waitAtMost((signal) =>
        fetch(url, { method, headers, signal, redirect: 'error', ...(body ? { body: JSON.stringify(body) } : {}) }),
      );
    };
    let response = await once();
    if (response.status === 401) {
      tokens.forget();
      response = await once();
    }
    if (!response.ok) throw toChatError(response);
    const answer = schema.safeParse(await waitAtMost(() => response.json()));
    if (!answer.success) throw new ChatError('unavailable');
    return answer.data;
  }

  function announce(message: object): void {
    requireSize(message);
    onOutbound?.('Message', message);
  }

  return {
    async findDirectMessage(accountId) {
      return (await request('GET', 'spaces:findDirectMessage', { name: accountId }, spaceAnswer)).name;
    },
    async createMessage(space, message, thread) {
      const body = { ...message, ...(thread ? { thread: { name: thread } } : {}) };
      announce(body);
      const query = {
        // The same for the second try of one call: Google then answers with the message of the first.
        requestId: crypto.randomUUID(),
        ...(thread ? { messageReplyOption: 'REPLY_MESSAGE_OR_FAIL' } : {}),
      };
      const sent = await request('POST', `${space}/messages`, query, sentMessage, body);
      return { message: sent.name, thread: sent.thread?.name ?? null };
    },
    async updateMessage(message, { cardsV2 }) {
      announce({ cardsV2 });
      // The text of a notification cannot be changed afterwards; it says nothing that would become wrong to know.
      await request('PATCH', message, { updateMask: 'cardsV2' }, sentMessage, { cardsV2 });
    },
    getSpace: (space) => request('GET', space, {}, spaceAnswer),
    async listMembers(space) {
      const members: GoogleMembership[] = [];
      const seen = new Set<string>();
      let pageToken: string | null = null;
      do {
        const query: Record<string, string> = {
          pageSize: PAGE_SIZE,
          showGroups: 'true',
          ...(pageToken ? { pageToken } : {}),
        };
        const page: z.infer<typeof memberPage> = await request('GET', `${space}/members`, query, memberPage);
        members.push(...(page.memberships ?? []));
        pageToken = page.nextPageToken || null;
        // A list that goes in circles would look complete at its first turn.
        if (pageToken && seen.has(pageToken)) throw new ChatError('unavailable');
        if (pageToken) seen.add(pageToken);
      } while (pageToken);
      return members;
    },
  };
}
