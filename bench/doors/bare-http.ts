import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBareStore } from './bare-store.ts';

// What node:http and node:crypto can do: the platform's check, three inserts in one statement, an answer.
const { insertThree } = openBareStore();
const check = process.env.DISCORD_PUBLIC_KEY ? checkDiscord(process.env.DISCORD_PUBLIC_KEY) : await checkGoogle();

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    if (!check(request, body)) return void response.writeHead(401).end();
    JSON.parse(body.toString('utf8'));
    void insertThree(body.toString('utf8')).then(() => response.end('{"type":4}'));
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));

type Check = (request: IncomingMessage, body: Buffer) => boolean;

function checkDiscord(publicKeyHex: string): Check {
  const header = Buffer.from('302a300506032b6570032100', 'hex');
  const key = createPublicKey({
    key: Buffer.concat([header, Buffer.from(publicKeyHex, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  return ({ headers }, body) => {
    const signed = Buffer.concat([Buffer.from(String(headers['x-signature-timestamp'])), body]);
    return verify(null, signed, key, Buffer.from(String(headers['x-signature-ed25519']), 'hex'));
  };
}

/** A token that verified once is known by its hash, as in the program. */
async function checkGoogle(): Promise<Check> {
  const response = await fetch(process.env.GOOGLE_CERTS_URL ?? '');
  const keys: KeyObject[] = Object.values((await response.json()) as Record<string, string>).map((pem) =>
    createPublicKey(pem),
  );
  const known = new Set<string>();
  return ({ headers }) => {
    const token = (headers.authorization ?? '').replace(/^Bearer /, '');
    const hash = createHash('sha256').update(token).digest('base64');
    if (known.has(hash)) return true;
    const [head = '', claims = '', signature = ''] = token.split('.');
    const signed = Buffer.from(`${head}.${claims}`);
    const right = keys.some((key) => verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url')));
    if (right) known.add(hash);
    return right;
  };
}
