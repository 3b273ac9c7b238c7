import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A pair of keys as Discord makes one for an application. */
export interface DiscordKeys {
  /** As the developer portal shows it. */
  publicKeyHex: string;
  privateKey: KeyObject;
}

/** Makes a pair of keys. */
export function makeDiscordKeys(): DiscordKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicKeyHex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  return { publicKeyHex, privateKey };
}

/** The headers that Discord puts on a request. */
export function signRequest(
  { privateKey }: DiscordKeys,
  body: string,
  seconds = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const signature = sign(null, Buffer.from(`${seconds}${body}`), privateKey).toString('hex');
  return {
    'content-type': 'application/json',
    'x-signature-ed25519': signature,
    'x-signature-timestamp': String(seconds),
  };
}
