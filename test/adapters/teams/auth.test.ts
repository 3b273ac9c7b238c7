import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { incomingActivity } from '../../../adapters/teams/activity.ts';
import { createAuthenticate } from '../../../adapters/teams/auth.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { readActivity } from './fixtures.ts';

let teams: FakeTeams;
beforeAll(async () => {
  teams = await startFakeTeams();
  // botbuilder prints keys and tokens when it refuses one; the program silences the console as a whole.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
beforeEach(() => {
  teams.keysBroken = false;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await teams.stop();
});

const ask = (
  token: string | null,
  changes: Record<string, unknown> = {},
  authenticate = createAuthenticate(teams.settings()),
) => {
  const activity = incomingActivity.parse(
    readActivity('message.personal', { serviceUrl: teams.serviceUrl, ...changes }),
  );
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return authenticate({ headers, body: Buffer.from(''), query: '', remoteAddress: '127.0.0.1' }, activity);
};
const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;

describe('a request to the bot', () => {
  it('is accepted with a token of Teams', async () => {
    expect(await ask(teams.sign())).toBe('accepted');
  });

  it('is refused without a token, or with something else', async () => {
    expect(await ask(null)).toBe('refused');
    for (const garbage of ['', 'garbage', 'a.b.c', `${teams.sign()} x`]) expect(await ask(garbage)).toBe('refused');
  });

  it('is refused when the signature is not of the key it names', async () => {
    const [head, body] = teams.sign().split('.');
    const [, , foreign] = teams.sign({}, { kid: 'webchat' }).split('.');
    expect(await ask(`${head}.${body}.${foreign}`)).toBe('refused');
  });

  it.each([
    ['an unknown key', {}, { kid: 'stranger' }],
    ['no signature at all', {}, { alg: 'none' }],
    ['a secret instead of a key', {}, { alg: 'HS256' }],
    ['a key endorsed for another channel', {}, { kid: 'webchat' }],
    ['a key endorsed for no channel', {}, { kid: 'bare' }],
    ['another audience', { aud: '00000000-1111-2222-3333-444444444444' }, {}],
    ['another issuer', { iss: 'https://api.botframework.com' }, {}],
    ['the issuer of the emulator', { iss: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/' }, {}],
    ['a time that is over', { nbf: seconds(-7200), exp: seconds(-3600) }, {}],
    ['a time to come', { nbf: seconds(3600), exp: seconds(7200) }, {}],
    ['another service address', { serviceurl: 'http://127.0.0.1:9/other/' }, {}],
    ['no service address', { serviceurl: undefined }, {}],
    ['the marks of a skill', { ver: '2.0', azp: 'another-bot' }, {}],
    ['a foreign tenant, as only the emulator has', { tid: crypto.randomUUID() }, {}],
  ])('is refused with %s', async (_, claims, header) => {
    expect(await ask(teams.sign(claims, header))).toBe('refused');
  });

  it('is refused from another tenant, another channel and a service address that is not Teams’', async () => {
    const tenantId = crypto.randomUUID();
    const conversation = { id: 'a:1', conversationType: 'personal', tenantId };
    expect(await ask(teams.sign(), { conversation, channelData: { tenant: { id: tenantId } } })).toBe('refused');
    expect(await ask(teams.sign(), { channelId: 'webchat' })).toBe('refused');
    const elsewhere = 'https://connector.example/';
    expect(await ask(teams.sign({ serviceurl: elsewhere }), { serviceUrl: elsewhere })).toBe('refused');
  });

  it('in production is refused from this computer, even with a token that verifies', async () => {
    const authenticate = createAuthenticate(teams.settings({ production: true }));
    expect(await ask(teams.sign(), {}, authenticate)).toBe('refused');
  });

  it('is answered with an outage, not a refusal, while the keys cannot be read', async () => {
    const other = await startFakeTeams();
    other.keysBroken = true;
    const authenticate = createAuthenticate(other.settings());
    expect(await ask(other.sign({ serviceurl: teams.serviceUrl }), {}, authenticate)).toBe('unavailable');
    await other.stop();
  });
});

describe('a token seen before', () => {
  it('is verified once and checked against each request', async () => {
    const authenticate = createAuthenticate(teams.settings());
    const token = teams.sign();
    expect(await ask(token, {}, authenticate)).toBe('accepted');
    expect(await ask(token, {}, authenticate)).toBe('accepted');
    expect(await ask(token, { serviceUrl: `${teams.url}/elsewhere/` }, authenticate)).toBe('refused');
    expect(await ask(token, { channelId: 'webchat' }, authenticate)).toBe('refused');
    expect(await ask(`${token}x`, {}, authenticate)).toBe('refused');
  });

  it('is refused after its end', async () => {
    let now = Date.now();
    const authenticate = createAuthenticate(teams.settings(), () => now);
    const token = teams.sign({ exp: seconds(600) });
    expect(await ask(token, {}, authenticate)).toBe('accepted');
    now += 2 * 3600 * 1000;
    vi.useFakeTimers({ toFake: ['Date'], now });
    try {
      expect(await ask(token, {}, authenticate)).toBe('refused');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('without tokens, for a trial on this computer', () => {
  const trial = (request: Record<string, unknown>, serviceUrl = 'http://127.0.0.1:4000/') => {
    const authenticate = createAuthenticate(teams.settings({ appId: '', appPassword: '', anonymousLoopback: true }));
    const activity = incomingActivity.parse(readActivity('message.personal', { serviceUrl }));
    return authenticate(
      { headers: {}, body: Buffer.from(''), query: '', remoteAddress: '127.0.0.1', ...request },
      activity,
    );
  };

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.9.10'])(
    'a request from %s is accepted',
    async (remoteAddress) => {
      expect(await trial({ remoteAddress })).toBe('accepted');
    },
  );

  it.each(['10.0.0.7', '192.168.1.4', '::ffff:10.0.0.7', '', '127.0.0.1.example.com'])(
    'a request from "%s" is refused',
    async (remoteAddress) => {
      expect(await trial({ remoteAddress })).toBe('refused');
    },
  );

  it.each(['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'via'])(
    'a request with %s came through a proxy and is refused',
    async (name) => {
      expect(await trial({ headers: { [name]: '127.0.0.1' } })).toBe('refused');
    },
  );

  it('a service address elsewhere is refused', async () => {
    expect(await trial({}, 'https://smba.trafficmanager.net/uk/')).toBe('refused');
    expect(await trial({}, 'http://127.0.0.1.example.com/')).toBe('refused');
  });
});
