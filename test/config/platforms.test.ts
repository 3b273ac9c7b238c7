import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

const base = { DATABASE_URL: 'postgres://a:b@127.0.0.1/esafety', ESAFETY_MASTER_KEY: 'x' };
const production = { ...base, NODE_ENV: 'production' };
const read = (variables: Record<string, string>) => readEnvironment({ ...base, ...variables });

function refusal(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'cs', SLACK_STATE_SECRET: 'ss' };
const google = { GOOGLE_CHAT_AUDIENCE: '123456789012', GOOGLE_APPLICATION_CREDENTIALS: '/etc/esafety/google.json' };
const discord = { DISCORD_APPLICATION_ID: '1', DISCORD_BOT_TOKEN: 't', DISCORD_PUBLIC_KEY: 'ab'.repeat(32) };

describe('Slack', () => {
  it('is served over HTTP, over Socket Mode, or to several workspaces', () => {
    expect(read(slack)).toMatchObject({ demo: false, teams: null, slack: { botToken: 'xoxb-1', oauth: null } });
    const socket = read({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });
    expect(socket.slack).toMatchObject({ appToken: 'xapp-1', signingSecret: null });
    const several = read({ SLACK_SIGNING_SECRET: 's', ...oauth, ESAFETY_PUBLIC_URL: 'https://esafety.school.example' });
    expect(several.slack).toMatchObject({ botToken: null, oauth: { clientId: '1.2', stateSecret: 'ss' } });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET'],
    [{ SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN'],
    [{ ...slack, SLACK_APP_TOKEN: 'xoxb-2' }, 'xapp-'],
    [{ SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1.2' }, 'SLACK_CLIENT_SECRET and SLACK_STATE_SECRET'],
    [{ SLACK_SIGNING_SECRET: 's', ...oauth }, 'ESAFETY_PUBLIC_URL'],
    [{ ...slack, ...oauth, ESAFETY_PUBLIC_URL: 'https://esafety.school.example' }, 'unset one'],
  ])('%o is refused with what to do', (variables, words) => {
    expect(refusal({ ...base, ...variables })).toContain(words);
  });
});

describe('Google Chat', () => {
  it('believes tokens for a project number or an address', () => {
    expect(read(google).googleChat).toMatchObject({ audience: '123456789012', certsUrl: null });
    const address = 'https://esafety.school.example/google-chat/events';
    for (const audience of [address, `${address},123456789012`]) {
      expect(read({ ...google, GOOGLE_CHAT_AUDIENCE: audience }).googleChat?.audience).toBe(audience);
    }
  });

  it.each([
    [{ GOOGLE_CHAT_AUDIENCE: '123' }, 'GOOGLE_APPLICATION_CREDENTIALS'],
    [{ GOOGLE_CERTS_URL: 'https://x.example' }, 'GOOGLE_CHAT_AUDIENCE and GOOGLE_APPLICATION_CREDENTIALS'],
    [{ ...google, GOOGLE_CHAT_AUDIENCE: 'my project' }, 'Authentication audience'],
    [{ ...google, GOOGLE_CHAT_AUDIENCE: '123456789012,https://esafety.school.example' }, 'address,number'],
  ])('%o is refused with what to do', (variables, words) => {
    expect(refusal({ ...base, ...variables })).toContain(words);
  });
});

describe('Discord', () => {
  it('takes interactions over HTTP with a public key, over the gateway without', () => {
    expect(read(discord).discord?.publicKey).toBe('ab'.repeat(32));
    const { DISCORD_PUBLIC_KEY: _, ...gateway } = discord;
    expect(read(gateway).discord?.publicKey).toBeNull();
  });

  it.each([
    [{ DISCORD_APPLICATION_ID: '1' }, 'DISCORD_BOT_TOKEN'],
    [{ ...discord, DISCORD_PUBLIC_KEY: 'short' }, 'public key'],
  ])('%o is refused with what to do', (variables, words) => {
    expect(refusal({ ...base, ...variables })).toContain(words);
  });
});

describe('in production', () => {
  it('no address of a platform may be this computer', () => {
    for (const [variables, name] of [
      [{ ...slack, SLACK_API_URL: 'http://127.0.0.1:4000/' }, 'SLACK_API_URL'],
      [{ ...google, GOOGLE_CHAT_API_URL: 'http://localhost:4000' }, 'GOOGLE_CHAT_API_URL'],
      [{ ...google, GOOGLE_CERTS_URL: 'http://[::1]:4000' }, 'GOOGLE_CERTS_URL'],
      [{ ...discord, DISCORD_API_URL: 'http://127.0.0.1:4000' }, 'DISCORD_API_URL'],
    ] as const) {
      expect(read(variables).demo).toBe(false);
      expect(refusal({ ...production, ...variables })).toContain(name);
    }
  });

  it('any one platform is enough, and several may be on together', () => {
    for (const variables of [slack, google, discord])
      expect(readEnvironment({ ...production, ...variables }).demo).toBe(false);
    const all = readEnvironment({ ...production, ...slack, ...google, ...discord });
    expect([all.slack, all.googleChat, all.discord].every(Boolean)).toBe(true);
  });

  it('no secret of a platform stands in what is refused', () => {
    const message = refusal({ ...base, SLACK_BOT_TOKEN: 'xoxb-very-secret', SLACK_APP_TOKEN: 'wrong-secret' });
    expect(message).not.toContain('secret');
  });
});
