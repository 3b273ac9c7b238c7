import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** AES-256-GCM: one version byte, 12 bytes of nonce, 16 of tag, then the text. */
const VERSION = 1;
const NONCE_BYTES = 12;
const NONCES_AT_ONCE = 256;
const TAG_BYTES = 16;
/** Length of every key, in bytes. */
export const KEY_BYTES = 32;

/** Thrown when sealed bytes do not open: another key, another place, or changed bytes. Never says what they were. */
export class SealBroken extends Error {
  constructor() {
    super('sealed data does not open with this key; check ESAFETY_MASTER_KEY');
    this.name = 'SealBroken';
  }
}

/** Nonces are no secret, only never the same: they are drawn many at a time, for drawing costs as much as sealing. */
let nonces = Buffer.alloc(0);

function takeNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
  const nonce = nonces.subarray(0, NONCE_BYTES);
  nonces = nonces.subarray(NONCE_BYTES);
  return nonce;
}

/** Makes a new random key. */
export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/**
 * Encrypts bytes for one place.
 * @param context where they belong ("case|<id>|body"); they open nowhere else
 */
export function sealBytes(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = takeNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `sealBytes` made for the same context; throws `SealBroken` otherwise. */
export function openBytes(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new SealBroken();
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}

/** Encrypts a value as JSON; see `sealBytes`. */
export function sealJson(key: Buffer, value: unknown, context: string): Buffer {
  return sealBytes(key, Buffer.from(JSON.stringify(value), 'utf8'), context);
}

/** Opens what `sealJson` made; the caller knows its shape because it wrote it. */
export function openJson<T>(key: Buffer, sealed: Buffer, context: string): T {
  return JSON.parse(openBytes(key, sealed, context).toString('utf8')) as T;
}

/** A key of its own purpose, derived from another. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, KEY_BYTES));
}

/**
 * A keyed fingerprint by which an equal value is found again without being stored (16 bytes).
 * Case, accents' encoding and spacing do not matter.
 */
export function blindIndex(key: Buffer, value: string): Buffer {
  const normal = value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return createHmac('sha256', key).update(normal, 'utf8').digest().subarray(0, 16);
}
