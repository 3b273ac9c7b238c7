import { ChatError } from '../../src/core/ports.ts';

/** No call to a platform is waited for longer. */
export const CALL_TIMEOUT_MILLISECONDS = 10_000;

/** Runs one call with a time limit; whatever goes wrong on the way is `unavailable`. */
export async function waitAtMost<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await call(AbortSignal.timeout(CALL_TIMEOUT_MILLISECONDS));
  } catch (error) {
    if (error instanceof ChatError) throw error;
    throw new ChatError('unavailable');
  }
}

/** What a refusal by the platform means to the core. */
export function toChatError(response: Response): ChatError {
  const { status } = response;
  if (status === 429) return new ChatError('rate-limited', readRetryAfter(response.headers.get('retry-after')));
  if (status >= 500 || status === 401 || status === 408 || status === 412)
    return new ChatError('unavailable', readRetryAfter(response.headers.get('retry-after')));
  if (status === 403) return new ChatError('refused');
  if (status === 404 || status === 410) return new ChatError('gone');
  return new ChatError('invalid');
}

/** Seconds to wait, from a number of seconds or a date. */
function readRetryAfter(header: string | null): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
