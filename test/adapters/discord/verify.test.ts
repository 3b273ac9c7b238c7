import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVerify } from '../../../adapters/discord/verify.ts';
import type { RawRequest } from '../../../src/http-types.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const hex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
const NOW = Date.parse('2026-11-10T10:00:00Z');
const verify = createVerify(hex, () => NOW);
const BODY = '{"type":1}';

function makeRequest(change: { body?: string; timestamp?: string; signature?: string } = {}): RawRequest {
  const timestamp = change.timestamp ?? String(NOW / 1000);
  const signature = change.signature ?? sign(null, Buffer.from(timestamp + BODY), privateKey).toString('hex');
  return {
    headers: { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp },
    body: Buffer.from(change.body ?? BODY),
    query: '',
    remoteAddress: '127.0.0.1',
  };
}

describe('the signature of an interaction', () => {
  it('is believed over the very bytes that came', () => {
    expect(verify(makeRequest())).toBe(true);
    expect(verify(makeRequest({ body: '{"type": 1}' }))).toBe(false);
  });

  it.each([
    ['five minutes old', -300, true],
    ['older', -301, false],
    ['five minutes ahead', 300, true],
    ['further ahead', 301, false],
  ])('%s', (_, seconds, believed) => {
    expect(verify(makeRequest({ timestamp: String(NOW / 1000 + seconds) }))).toBe(believed);
  });

  it.each([
    [
      'another key',
      sign(null, Buffer.from(NOW / 1000 + BODY), generateKeyPairSync('ed25519').privateKey).toString('hex'),
    ],
    ['nothing', ''],
    ['no hexadecimal', 'zz'.repeat(64)],
    ['half of it', 'ab'.repeat(32)],
  ])('of %s is refused', (_, signature) => {
    expect(verify(makeRequest({ signature }))).toBe(false);
  });

  it.each(['', 'now', '1e9', '-1', ' 1790000000', `${NOW / 1000}.5`])('with the time "%s" is refused', (timestamp) => {
    expect(verify(makeRequest({ timestamp }))).toBe(false);
  });

  it('missing with its headers is refused', () => {
    expect(verify({ ...makeRequest(), headers: {} })).toBe(false);
  });
});
