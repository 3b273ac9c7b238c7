import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthenticate } from '../../../adapters/google-chat/auth.ts';
import { readAudience } from '../../../adapters/google-chat/settings.ts';
import { type FakeGoogle, startFakeGoogle } from '../../contract/google-chat/fake-google.ts';
import { GOOGLE_KEY, publishedKeys, STRANGER_KEY, signToken } from '../../contract/google-chat/keys.ts';

const NUMBER = '123456789012';
const URL_AUDIENCE = 'https://esafety.school.example/google-chat/events';
const CHAT = 'chat@system.gserviceaccount.com';
const ADD_ON = `service-${NUMBER}@gcp-sa-gsuiteaddons.iam.gserviceaccount.com`;

let google: FakeGoogle;
let now: number;
beforeEach(async () => {
  google = await startFakeGoogle();
  now = Date.now();
});
afterEach(() => google.close());

const seconds = (): number => Math.floor(Date.now() / 1000);
const times = () => ({ iat: seconds() - 60, exp: seconds() + 3000 });
const byNumber = (changes = {}) => ({ iss: CHAT, aud: NUMBER, ...times(), ...changes });
const byUrl = (changes = {}) => ({
  iss: 'https://accounts.google.com',
  aud: URL_AUDIENCE,
  email: CHAT,
  email_verified: true,
  ...times(),
  ...changes,
});

function make(audience: string) {
  const settings = { audience, credentialsFile: '', apiUrl: google.url, certsUrl: google.certsUrl };
  const authenticate = createAuthenticate(settings, () => now);
  return (token: string | null, scheme = 'Bearer') => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `${scheme} ${token}` };
    return authenticate({ headers, body: Buffer.alloc(0), query: '', remoteAddress: '127.0.0.1' });
  };
}

describe('a token for the project’s number', () => {
  it('is believed when Google Chat signed it', async () => {
    expect(await make(NUMBER)(signToken(GOOGLE_KEY, byNumber()))).toBe('accepted');
  });

  it.each([
    ['of another project', byNumber({ aud: '210987654321' })],
    ['of another sender', byNumber({ iss: 'chat@other.iam.gserviceaccount.com' })],
    ['that has expired', byNumber({ iat: seconds() - 7200, exp: seconds() - 3600 })],
    ['from the future', byNumber({ iat: seconds() + 3600, exp: seconds() + 7200 })],
    ['without an end', byNumber({ exp: undefined })],
    ['that lasts for days', byNumber({ exp: seconds() + 7 * 86_400 })],
    ['for the address', byUrl()],
  ])('%s is refused', async (_, claims) => {
    expect(await make(NUMBER)(signToken(GOOGLE_KEY, claims))).toBe('refused');
  });

  it('is refused when a stranger signed it under the name of Google’s key', async () => {
    expect(await make(NUMBER)(signToken(STRANGER_KEY, byNumber()))).toBe('refused');
  });

  it('is refused unsigned, or signed with what is public', async () => {
    const check = make(NUMBER);
    const none = signToken(GOOGLE_KEY, byNumber(), { alg: 'none' }).replace(/[^.]*$/, '');
    expect(await check(none)).toBe('refused');
    expect(await check(`${none}AA`)).toBe('refused');
    const [head] = signToken(GOOGLE_KEY, {}, { alg: 'HS256' }).split('.');
    const [, body] = signToken(GOOGLE_KEY, byNumber()).split('.');
    const pem = publishedKeys()[GOOGLE_KEY.id] as string;
    const signature = createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url');
    expect(await check(`${head}.${body}.${signature}`)).toBe('refused');
  });

  it('is refused where it is missing or no token', async () => {
    const check = make(NUMBER);
    expect(await check(null)).toBe('refused');
    for (const token of ['', 'words', 'a.b.c', '..', `${signToken(GOOGLE_KEY, byNumber())}.x`])
      expect(await check(token)).toBe('refused');
    expect(await check(signToken(GOOGLE_KEY, byNumber()), 'Basic')).toBe('refused');
  });
});

describe('a token for the address', () => {
  it.each(['accounts.google.com', 'https://accounts.google.com'])('of Google Chat by %s is believed', async (iss) => {
    expect(await make(URL_AUDIENCE)(signToken(GOOGLE_KEY, byUrl({ iss })))).toBe('accepted');
  });

  it.each([
    ['for another address', byUrl({ aud: 'https://elsewhere.example/google-chat/events' })],
    ['by another issuer', byUrl({ iss: 'https://accounts.google.com.example' })],
    ['of another account', byUrl({ email: 'somebody@school.example' })],
    ['of no account', byUrl({ email: undefined })],
    ['of an unconfirmed account', byUrl({ email_verified: false })],
    ['that has expired', byUrl({ iat: seconds() - 7200, exp: seconds() - 3600 })],
    ['for the number', byNumber()],
    // Anybody may point an add-on of their own at this address.
    ['of an add-on while no project is named', byUrl({ email: ADD_ON })],
  ])('%s is refused', async (_, claims) => {
    expect(await make(URL_AUDIENCE)(signToken(GOOGLE_KEY, claims))).toBe('refused');
  });

  it('is refused when a stranger signed it', async () => {
    expect(await make(URL_AUDIENCE)(signToken(STRANGER_KEY, byUrl()))).toBe('refused');
  });
});

describe('with address and number', () => {
  const both = `${URL_AUDIENCE},${NUMBER}`;

  it.each([
    ['the add-on of the project', byUrl({ email: ADD_ON })],
    ['Google Chat for the number', byNumber()],
  ])('%s is believed', async (_, claims) => {
    expect(await make(both)(signToken(GOOGLE_KEY, claims))).toBe('accepted');
  });

  it.each([
    // Google Chat sends for every project’s apps, and anybody may point one at this address.
    ['Google Chat for the address', byUrl()],
    ['Google Chat for another number', byNumber({ aud: '210987654321' })],
    ['another project’s add-on', byUrl({ email: ADD_ON.replace('1', '9') })],
    ['an account that only looks like it', byUrl({ email: `x${ADD_ON}` })],
    ['an add-on that signs for itself', byNumber({ iss: ADD_ON })],
  ])('%s is refused', async (_, claims) => {
    expect(await make(both)(signToken(GOOGLE_KEY, claims))).toBe('refused');
  });

  it('is read in one order, and anything else is refused at the start', () => {
    expect(readAudience(` ${URL_AUDIENCE} , ${NUMBER} `)).toEqual({ url: URL_AUDIENCE, projectNumber: NUMBER });
    expect(readAudience(URL_AUDIENCE)).toEqual({ url: URL_AUDIENCE, projectNumber: null });
    expect(readAudience(NUMBER)).toEqual({ url: null, projectNumber: NUMBER });
    for (const wrong of [
      '',
      ',',
      'words',
      `${NUMBER},2`,
      `${NUMBER},${URL_AUDIENCE}`,
      `${URL_AUDIENCE},words`,
      `${URL_AUDIENCE},`,
      `${URL_AUDIENCE},${NUMBER},3`,
      'ftp://x.example',
    ])
      expect(() => readAudience(wrong)).toThrow('GOOGLE_CHAT_AUDIENCE');
  });
});

describe('Google’s keys', () => {
  it('are read once and again when their time is over', async () => {
    const check = make(NUMBER);
    await Promise.all([1, 2].map((jti) => check(signToken(GOOGLE_KEY, byNumber({ jti })))));
    expect(google.counts.certs).toBe(1);
    now += 21_601_000;
    expect(await check(signToken(GOOGLE_KEY, byNumber({ jti: 3 })))).toBe('accepted');
    expect(google.counts.certs).toBe(2);
  });

  it('are read again for a key nobody knows yet, but not with every such request', async () => {
    const check = make(NUMBER);
    const unknown = () => check(signToken(GOOGLE_KEY, byNumber(), { kid: `new-${now}` }));
    expect(await unknown()).toBe('refused');
    expect(await unknown()).toBe('refused');
    expect(google.counts.certs).toBe(1);
    now += 61_000;
    expect(await unknown()).toBe('refused');
    expect(google.counts.certs).toBe(2);
  });

  it('that cannot be read are an outage, not a forgery, and are asked for again', async () => {
    const check = make(NUMBER);
    google.broken.certs = true;
    expect(await check(signToken(GOOGLE_KEY, byNumber()))).toBe('unavailable');
    // What could not be ours whatever its signature needs no key.
    expect(await check(signToken(GOOGLE_KEY, byNumber({ aud: 'other' })))).toBe('refused');
    google.broken.certs = false;
    expect(await check(signToken(GOOGLE_KEY, byNumber()))).toBe('accepted');
  });
});

describe('a token that was verified once', () => {
  it('is remembered without the keys, and no longer than it lasts', async () => {
    const check = make(NUMBER);
    const token = signToken(GOOGLE_KEY, byNumber());
    expect(await check(token)).toBe('accepted');
    google.broken.certs = true;
    now += 2_900_000;
    expect(await check(token)).toBe('accepted');
    expect(await check(signToken(STRANGER_KEY, byNumber()))).toBe('refused');
    expect(google.counts.certs).toBe(1);
    now += 101_000 + 21_600_000;
    expect(await check(token)).toBe('unavailable');
  });
});
