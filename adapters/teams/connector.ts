import { z } from 'zod';
import { ChatError } from '../../src/core/ports.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import { toChatError, waitAtMost } from '../shared/call-errors.ts';
import type { TokenSource } from '../shared/token-keeper.ts';
import { isAllowedServiceUrl } from './hosts.ts';
import { requireSize } from './limits.ts';
import { type TeamsSettings, usesLocalIssuer } from './settings.ts';

/** A member as the connector lists one. */
const teamsMember = z.looseObject({
  id: z.string().min(1),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
});
/** A member as the connector lists one. */
export type TeamsMember = z.infer<typeof teamsMember>;

const memberPage = z.looseObject({ members: z.array(teamsMember), continuationToken: z.string().nullish() });
const created = z.looseObject({ id: z.string().min(1) });

/** The Bot Connector's REST API, as much of it as is used. Every method throws `ChatError`; none tries twice but for a refused token. */
export interface Connector {
  /** Opens the 1:1 chat with a person. */
  createPersonal(serviceUrl: string, tenantId: string, accountId: string): Promise<{ conversationId: string }>;
  /** Sends a message into a conversation: with a thread's id it lands in that thread, to a bare channel it starts one. */
  send(serviceUrl: string, conversationId: string, activity: object): Promise<{ activityId: string }>;
  /** Puts another content in a sent message. */
  update(serviceUrl: string, conversationId: string, activityId: string, activity: object): Promise<void>;
  /** Everybody in a conversation, from all pages. */
  listMembers(serviceUrl: string, conversationId: string): Promise<TeamsMember[]>;
  /** One member of a conversation. */
  getMember(serviceUrl: string, conversationId: string, accountId: string): Promise<TeamsMember>;
}

const PAGE_SIZE = 500;

/** Makes the client. It calls no host that is not on the list, whatever a message claims. */
export function createConnector(
  settings: TeamsSettings,
  tokens: TokenSource,
  onOutbound?: AdapterDeps['onOutbound'],
): Connector {
  const rules = {
    loopbackOnly: settings.anonymousLoopback || usesLocalIssuer(settings),
    allowed: settings.allowedServiceHosts,
  };
  const bot = { id: `28:${settings.appId || 'esafety'}`, name: 'esafety' };

  async function request(method: string, serviceUrl: string, path: string, body?: object): Promise<unknown> {
    if (!isAllowedServiceUrl(serviceUrl, rules)) throw new ChatError('refused');
    const url = `${serviceUrl.replace(/\/+$/, '')}/v3/conversations${path}`;
    const once = async (): Promise<Response> => {
      const token = await tokens.get();
      const headers = {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
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
    const text = await waitAtMost(() => response.text());
    return text ? parseAnswer(text) : {};
  }

  async function post<T>(serviceUrl: string, path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    const answer = schema.safeParse(await request('POST', serviceUrl, path, body));
    if (!answer.success) throw new ChatError('unavailable');
    return answer.data;
  }

  /** A page that is refused or cannot be read is an outage: without it the list would look shorter than it is. */
  async function readPage(serviceUrl: string, conversationId: string, token: string | null) {
    const query = new URLSearchParams({ pageSize: String(PAGE_SIZE), ...(token ? { continuationToken: token } : {}) });
    const path = `/${encodeURIComponent(conversationId)}/pagedmembers?${query}`;
    const answer = await request('GET', serviceUrl, path).catch((error: unknown) => {
      throw error instanceof ChatError && error.failure === 'invalid' ? new ChatError('unavailable') : error;
    });
    const page = memberPage.safeParse(answer);
    if (!page.success) throw new ChatError('unavailable');
    return page.data;
  }

  function announce(kind: 'activity' | 'conversation-parameters', json: object): void {
    requireSize(json);
    onOutbound?.(kind, json);
  }

  return {
    async createPersonal(serviceUrl, tenantId, accountId) {
      const parameters = {
        isGroup: false,
        bot,
        members: [{ id: accountId, name: '' }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      };
      announce('conversation-parameters', parameters);
      const { id } = await post(serviceUrl, '', parameters, created);
      return { conversationId: id };
    },
    async send(serviceUrl, conversationId, activity) {
      announce('activity', activity);
      const { id } = await post(serviceUrl, `/${encodeURIComponent(conversationId)}/activities`, activity, created);
      return { activityId: id };
    },
    async update(serviceUrl, conversationId, activityId, activity) {
      announce('activity', activity);
      const path = `/${encodeURIComponent(conversationId)}/activities/${encodeURIComponent(activityId)}`;
      await request('PUT', serviceUrl, path, { ...activity, id: activityId });
    },
    async listMembers(serviceUrl, conversationId) {
      const members: TeamsMember[] = [];
      const seen = new Set<string>();
      let token: string | null = null;
      do {
        const page = await readPage(serviceUrl, conversationId, token);
        members.push(...page.members);
        token = page.continuationToken || null;
        // A list that goes in circles would look complete at its first turn.
        if (token && seen.has(token)) throw new ChatError('unavailable');
        if (token) seen.add(token);
      } while (token);
      return members;
    },
    async getMember(serviceUrl, conversationId, accountId) {
      const path = `/${encodeURIComponent(conversationId)}/members/${encodeURIComponent(accountId)}`;
      const member = teamsMember.safeParse(await request('GET', serviceUrl, path));
      if (!member.success) throw new ChatError('unavailable');
      return member.data;
    },
  };
}

function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ChatError('unavailable');
  }
}
