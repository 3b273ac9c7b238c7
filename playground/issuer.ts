import { createSign, createVerify, generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { isRecord } from './http-helpers.ts';

/** Which key a token is signed with, for tests that forge. */
export interface SigningChoice {
  /** `unknown` names a key that is not published; `impostor` names the published key but signs with another. */
  key?: 'known' | 'unknown' | 'impostor';
  /** Endorsements of the published key: `['msteams']` (the default), `['directline']` or none. */
  endorsements?: string[];
}

interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}
interface Keys {
  known: Pair;
  other: Pair;
  /** Key ids end in this, so that a bot never takes an old process's key for a new one. */
  suffix: string;
}

const makePair = async (): Promise<Pair> => promisify(generateKeyPair)('rsa', { modulusLength: 2048 });

let keysOfProcess: Promise<Keys> | undefined;

/** Makes the keys once per process: bots keep the keys of an address for a day, also over a restart of the playground. */
async function loadKeys(): Promise<Keys> {
  keysOfProcess ??= Promise.all([makePair(), makePair()]).then(([known, other]) => ({
    known,
    other,
    suffix: randomUUID().slice(0, 8),
  }));
  return keysOfProcess;
}

/** Signs and verifies the tokens of both directions and publishes the keys the bot checks them with. */
export interface Issuer {
  metadata(issuerUrl: string): Record<string, unknown>;
  keySet(): { keys: Record<string, unknown>[] };
  /** A token for the bot; overrides with the value undefined leave a claim out. */
  signForBot(claims: Record<string, unknown>, choice?: SigningChoice): string;
  /** A token the bot presents to the connector. */
  signForConnector(claims: Record<string, unknown>): string;
  /** The claims of a connector token whose signature and times hold, else undefined. */
  verifyForConnector(token: string): Record<string, unknown> | undefined;
}

const ENDORSEMENT_SETS = [['msteams'], ['directline'], []];
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Makes the issuer with keys made at start. */
export async function createIssuer(): Promise<Issuer> {
  const { known, other, suffix } = await loadKeys();
  const nameKey = (endorsements: string[]): string => `${endorsements.join('-') || 'unendorsed'}-${suffix}`;
  const connectorKeyId = `login-${suffix}`;

  const sign = (claims: Record<string, unknown>, keyId: string, key: KeyObject): string => {
    const unsigned = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId, x5t: keyId })}.${encode(claims)}`;
    return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(key).toString('base64url')}`;
  };

  return {
    metadata: (issuerUrl) => ({
      issuer: issuerUrl,
      authorization_endpoint: 'https://invalid.example/authorize',
      jwks_uri: `${issuerUrl}/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }),
    keySet: () => ({
      keys: ENDORSEMENT_SETS.map((endorsements) => ({
        ...known.publicKey.export({ format: 'jwk' }),
        use: 'sig',
        alg: 'RS256',
        kid: nameKey(endorsements),
        x5t: nameKey(endorsements),
        endorsements,
      })),
    }),
    signForBot(claims, choice = {}) {
      const endorsements = choice.endorsements ?? ['msteams'];
      if (!ENDORSEMENT_SETS.some((set) => nameKey(set) === nameKey(endorsements)))
        throw new Error(`No key with the endorsements [${endorsements.join(', ')}]: use msteams, directline or none.`);
      if (choice.key === 'unknown') return sign(claims, `unknown-${suffix}`, other.privateKey);
      return sign(claims, nameKey(endorsements), choice.key === 'impostor' ? other.privateKey : known.privateKey);
    },
    signForConnector: (claims) => sign(claims, connectorKeyId, known.privateKey),
    verifyForConnector(token) {
      const [head, body, signature, more] = token.split('.');
      if (!head || !body || !signature || more !== undefined) return undefined;
      const header = decode(head);
      if (header?.alg !== 'RS256' || header.kid !== connectorKeyId) return undefined;
      const verifier = createVerify('RSA-SHA256').update(`${head}.${body}`);
      if (!verifier.verify(known.publicKey, Buffer.from(signature, 'base64url'))) return undefined;
      const claims = decode(body);
      const nowSeconds = Math.floor(Date.now() / 1000);
      if (typeof claims?.exp !== 'number' || claims.exp <= nowSeconds) return undefined;
      return typeof claims.nbf === 'number' && claims.nbf <= nowSeconds ? claims : undefined;
    },
  };
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
