import { z } from 'zod';

const metadata = z.looseObject({ jwks_uri: z.string() });
const keySet = z.looseObject({
  keys: z.array(z.looseObject({ kid: z.string(), endorsements: z.array(z.string()).optional() })),
});

const KEEP_MILLISECONDS = 24 * 3600 * 1000;
/** A token with a new key refreshes the list, but not more often: anybody can invent a key's name. */
const REFRESH_MILLISECONDS = 60 * 1000;
const FETCH_TIMEOUT_MILLISECONDS = 10_000;

/**
 * Makes the lookup of the channels a signing key is endorsed for. Microsoft's rule is that a token for a channel is refused
 * unless its key is endorsed for that channel; botbuilder lets a key pass that has no endorsements at all.
 * The lookup throws when the keys cannot be read.
 */
export function createEndorsements(openIdMetadataUrl: string, now: () => number = Date.now) {
  let known = new Map<string, string[]>();
  let readAt = Number.NEGATIVE_INFINITY;

  async function refresh(): Promise<void> {
    const { jwks_uri: keysUrl } = metadata.parse(await fetchJson(openIdMetadataUrl));
    const { keys } = keySet.parse(await fetchJson(keysUrl));
    known = new Map(keys.map(({ kid, endorsements }) => [kid, endorsements ?? []]));
    readAt = now();
  }

  return async (keyId: string): Promise<string[]> => {
    const age = now() - readAt;
    if (age > KEEP_MILLISECONDS || (!known.has(keyId) && age > REFRESH_MILLISECONDS)) await refresh();
    return known.get(keyId) ?? [];
  };
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MILLISECONDS) });
  if (!response.ok) throw new Error(`keys answered ${response.status}`);
  return response.json();
}
