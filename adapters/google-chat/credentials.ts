import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A service account's key. */
export interface Credentials {
  clientEmail: string;
  keyId: string | null;
  privateKey: KeyObject;
  /** Where the key is exchanged for a token. */
  tokenUrl: string;
}

const keyFile = z.looseObject({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().nullish(),
  token_uri: z.url({ protocol: /^https?$/ }),
});

/**
 * Reads the service account's key file. The key is a password: it is kept in memory and named in no error.
 * Throws an error that names the variable and the fix.
 */
export function readCredentials(path: string): Credentials {
  const refuse = (why: string): never => {
    throw new Error(
      `GOOGLE_APPLICATION_CREDENTIALS ${why}; download a key (JSON) of the service account and write the file's path, see docs/google-chat.md`,
    );
  };
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    refuse('names a file that cannot be read');
  }
  const parsed = keyFile.safeParse(parseJson(text));
  if (!parsed.success) return refuse('names a file that is not the key of a service account');
  const { client_email, private_key, private_key_id, token_uri } = parsed.data;
  if (!token_uri.startsWith('https://') && !isLoopback(token_uri))
    refuse('names a key whose token_uri does not start with https://');
  try {
    return {
      clientEmail: client_email,
      keyId: private_key_id ?? null,
      privateKey: createPrivateKey(private_key),
      tokenUrl: token_uri,
    };
  } catch {
    return refuse('names a file whose private_key is broken');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isLoopback = (url: string): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname);
