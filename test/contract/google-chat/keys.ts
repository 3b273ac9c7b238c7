import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** One key of Google's, or of somebody who would like to be Google. */
interface Key {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const makeKey = (id: string): Key => ({ id, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) });

/** Google's own key, a stranger's, and the service account's. Made once, since making them takes time. */
export const GOOGLE_KEY = makeKey('google-key-1');
/** The key of somebody else, under the name of Google's. */
export const STRANGER_KEY: Key = { ...makeKey('google-key-1') };
/** The key of the app's service account. */
export const ACCOUNT_KEY = makeKey('account-key-1');

/** What Google publishes: keys by their ids. */
export const publishedKeys = (): Record<string, string> => ({ [GOOGLE_KEY.id]: readPublicKey(GOOGLE_KEY) });

/** A public key as PEM. */
const readPublicKey = ({ publicKey }: Key): string => publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Signs a token. */
export function signToken(key: Key, claims: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  const head = { alg: 'RS256', typ: 'JWT', kid: key.id, ...header };
  const signed = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

/** Reads the service account's assertion; null when it did not sign it. */
export function readAssertion(token: string): Record<string, unknown> | null {
  const [head = '', body = '', signature = ''] = token.split('.');
  const right = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    ACCOUNT_KEY.publicKey,
    Buffer.from(signature, 'base64url'),
  );
  return right ? JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) : null;
}

/** The key file that an administrator downloads. */
export function makeKeyFile(tokenUrl: string): string {
  return JSON.stringify({
    type: 'service_account',
    project_id: 'esafety-test',
    private_key_id: ACCOUNT_KEY.id,
    private_key: ACCOUNT_KEY.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: 'esafety@esafety-test.iam.gserviceaccount.com',
    client_id: '100000000000000000009',
    token_uri: tokenUrl,
  });
}
