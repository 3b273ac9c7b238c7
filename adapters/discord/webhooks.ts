import { z } from 'zod';
import { ChatError } from '../../src/core/ports.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import type { Answer } from './answer.ts';
import type { MessageBody } from './components.ts';
import { snowflake } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import type { OutboundKind } from './settings.ts';

/** Answers to interactions that are sent by a call of our own, and what follows them. Every method throws `ChatError`. */
export interface Webhooks {
  /** The first answer; it has to arrive within three seconds of the interaction. */
  answer(interactionId: string, token: string, first: NonNullable<Answer['first']>): Promise<void>;
  /** One more private message, within 15 minutes; returns its id. */
  followUp(token: string, body: MessageBody): Promise<string>;
  /** Takes a private message away. */
  remove(token: string, messageId: string): Promise<void>;
}

/** Makes the client. The secret of these calls is the interaction's own token, so none carries the bot's. */
export function createWebhooks(
  rest: DiscordRest,
  applicationId: string,
  onOutbound?: AdapterDeps['onOutbound'],
): Webhooks {
  const announce = (kind: OutboundKind, json: unknown): void => onOutbound?.(kind, json);
  const post = async (token: string, body: MessageBody): Promise<string> => {
    const route = `/webhooks/${applicationId}/${token}` as const;
    const schema = z.looseObject({ id: snowflake });
    const { id } = await rest.read('POST', route, schema, { body, auth: false, query: { wait: 'true' } });
    return id;
  };
  return {
    async answer(interactionId, token, first) {
      announce('interaction-response', first);
      await rest.call('POST', `/interactions/${interactionId}/${token}/callback`, { body: first, auth: false });
    },
    async followUp(token, body) {
      announce('webhook', body);
      try {
        return await post(token, body);
      } catch (error) {
        // Discord takes some of these a second; the next second is worth waiting for, a minute is not.
        const seconds = error instanceof ChatError && error.failure === 'rate-limited' ? error.retryAfterSeconds : null;
        if (seconds === null || seconds > 5) throw error;
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        return post(token, body);
      }
    },
    async remove(token, messageId) {
      await rest.call('DELETE', `/webhooks/${applicationId}/${token}/messages/${messageId}`, { auth: false });
    },
  };
}
