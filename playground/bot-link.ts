import { randomUUID } from 'node:crypto';
import type { Issuer, SigningChoice } from './issuer.ts';
import type { Activity, BotAnswer } from './types.ts';

const ANSWER_WITHIN_SECONDS = 15;
const TOKEN_LIFETIME_SECONDS = 3600;
/** Teams dates its tokens back a little, so that a slow clock does not refuse them. */
const TOKEN_BACKDATED_SECONDS = 300;

/** The line to the bot's endpoint. */
export interface BotLink {
  /** A signed token for the bot, with claims changed where a test forges. */
  issueToken(overrides?: Record<string, unknown>, choice?: SigningChoice): string;
  /** Posts an activity. A null token sends no Authorization header. Never throws: status 0 means not reached. */
  deliver(activity: Activity, token?: string | null): Promise<BotAnswer>;
}

/** Connects to the bot at `botUrl`. */
export function connectBot(
  issuer: Issuer,
  to: { botUrl: string; botAppId: string; serviceUrl: string; tokenIssuer: string },
): BotLink {
  const issueToken: BotLink['issueToken'] = (overrides = {}, choice = {}) => {
    const nowSeconds = Math.floor(Date.now() / 1000);
    const claims = {
      serviceurl: to.serviceUrl,
      nbf: nowSeconds - TOKEN_BACKDATED_SECONDS,
      exp: nowSeconds + TOKEN_LIFETIME_SECONDS - TOKEN_BACKDATED_SECONDS,
      iss: to.tokenIssuer,
      aud: to.botAppId,
    };
    return issuer.signForBot({ ...claims, ...overrides }, choice);
  };

  return {
    issueToken,
    async deliver(activity, token = issueToken()) {
      const trace = randomUUID().replaceAll('-', '').slice(0, 22);
      try {
        const answer = await fetch(to.botUrl, {
          method: 'POST',
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
            'ms-cv': `${trace}.1`,
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(activity),
          redirect: 'error',
          signal: AbortSignal.timeout(ANSWER_WITHIN_SECONDS * 1000),
        });
        const text = await answer.text();
        return { status: answer.status, body: parse(text) };
      } catch (error) {
        return { status: 0, body: error instanceof Error ? error.name : 'unreachable' };
      }
    },
  };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
