import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { RawRequest } from '../../src/http-types.ts';

/** What stands before the 32 bytes of an Ed25519 key in the form that Node reads. */
const KEY_HEADER = Buffer.from('302a300506032b6570032100', 'hex');
/** A request that was signed earlier or later than this is not believed: it may be a copy of one seen before. */
const MOST_AGE_SECONDS = 5 * 60;

/** Makes the check of what comes in over HTTP: signed by Discord for this application, over these very bytes, just now. */
export function createVerify(publicKeyHex: string, now: () => number = Date.now): (request: RawRequest) => boolean {
  const key: KeyObject = createPublicKey({
    key: Buffer.concat([KEY_HEADER, Buffer.from(publicKeyHex, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  return ({ headers, body }) => {
    const signature = headers['x-signature-ed25519'] ?? '';
    const timestamp = headers['x-signature-timestamp'] ?? '';
    if (!/^[0-9a-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
    if (Math.abs(now() / 1000 - Number(timestamp)) > MOST_AGE_SECONDS) return false;
    return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
  };
}
