import { ChatError } from '../../src/core/ports.ts';

/** Refusals that no second attempt changes, by Discord's number: no access, no direct messages, no permission, no threads there. */
const REFUSED = new Set([50001, 50007, 50013, 50024, 50055, 50278, 160004, 160006]);
/** A channel, server, member or message that is not there any more. */
const GONE = new Set([10003, 10004, 10007, 10008, 10013]);

/** The library adds this to every time to wait. */
const LIBRARY_OFFSET_MILLISECONDS = 50;

/** What an error of a call to Discord means to the core. Nothing of the error itself is kept: it holds what was sent. */
export function toChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  const { name = '', status, code, timeToReset, retryAfter } = (error ?? {}) as Record<string, unknown>;
  if (typeof timeToReset === 'number') {
    const milliseconds = Math.max(timeToReset, typeof retryAfter === 'number' ? retryAfter : 0);
    return new ChatError('rate-limited', Math.max(1, Math.ceil((milliseconds - LIBRARY_OFFSET_MILLISECONDS) / 1000)));
  }
  if (typeof status !== 'number' || !/^(DiscordAPIError|HTTPError)/.test(String(name)))
    return new ChatError('unavailable');
  if (status === 429) return new ChatError('rate-limited', null);
  if (status >= 500 || status === 401 || status === 408) return new ChatError('unavailable');
  if (REFUSED.has(Number(code))) return new ChatError('refused');
  if (GONE.has(Number(code)) || status === 404) return new ChatError('gone');
  return new ChatError(status === 403 ? 'refused' : 'invalid');
}
