import { z } from 'zod';

/** Thrown when Google's keys cannot be read, so that nobody can say whether a request is Google's. */
export class KeysUnavailable extends Error {
  constructor() {
    super('the public keys could not be read');
    this.name = 'KeysUnavailable';
  }
}

/** Google's public keys by their ids. */
export type Keys = Record<string, string>;

const KEYS_TIMEOUT_MILLISECONDS = 10_000;
/** What keys are kept for where the answer does not say. */
const DEFAULT_KEEP_SECONDS = 300;
/** However short the answer says; also how often an unknown key id may have the keys read again. */
const SHORTEST_KEEP_SECONDS = 60;

const certificates = z.record(z.string(), z.string().startsWith('-----BEGIN '));

/**
 * Reads certificates from an address and keeps them as long as their `Cache-Control` says.
 * The function throws `KeysUnavailable`.
 * @param now milliseconds
 */
export function createKeySource(url: string, now: () => number = Date.now): (keyId: string) => Promise<Keys> {
  let kept: { keys: Keys; until: number; readAt: number } | null = null;
  let pending: Promise<Keys> | null = null;

  async function read(): Promise<Keys> {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(KEYS_TIMEOUT_MILLISECONDS), redirect: 'error' });
      if (!response.ok) throw new KeysUnavailable();
      const keys = certificates.parse(await response.json());
      const keepSeconds = Math.max(readMaxAge(response.headers.get('cache-control')), SHORTEST_KEEP_SECONDS);
      kept = { keys, until: now() + keepSeconds * 1000, readAt: now() };
      return keys;
    } catch {
      throw new KeysUnavailable();
    }
  }

  return async (keyId) => {
    if (kept && kept.until > now()) {
      // A key may be newer than what is kept; one that does not exist must not have the keys read with every request.
      const readLately = kept.readAt + SHORTEST_KEEP_SECONDS * 1000 > now();
      if (Object.hasOwn(kept.keys, keyId) || readLately) return kept.keys;
    }
    pending ??= read().finally(() => {
      pending = null;
    });
    return pending;
  };
}

function readMaxAge(header: string | null): number {
  const [, seconds] = /\bmax-age=(\d{1,9})\b/.exec(header ?? '') ?? [];
  return seconds === undefined ? DEFAULT_KEEP_SECONDS : Number(seconds);
}
