import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What ties the return from Slack to the browser that began the installation. */
export interface InstallState {
  /** Goes to Slack and comes back in the address. */
  state: string;
  /** Stays in the browser that began. */
  cookie: string;
}

/** A begun installation is worth nothing after this time. */
export const STATE_LIFETIME_SECONDS = 600;

/** Makes and checks the state of installations. Each is good once. */
export interface InstallStates {
  issue(nowSeconds: number): InstallState;
  /** True once for a state that this program issued to the browser with this cookie. */
  redeem(given: Partial<InstallState>, nowSeconds: number): boolean;
}

/** Signs states with a secret that every replica has; another use of the secret can make none. */
export function createInstallStates(secret: string): InstallStates {
  const used = new Map<string, number>();
  const sign = (text: string): Buffer => createHmac('sha256', secret).update(`slack-install:1:${text}`).digest();
  return {
    issue(nowSeconds) {
      const cookie = randomBytes(24).toString('base64url');
      const body = `${nowSeconds + STATE_LIFETIME_SECONDS}.${fingerprint(cookie)}`;
      return { state: `${body}.${sign(body).toString('base64url')}`, cookie };
    },
    redeem({ state = '', cookie = '' }, nowSeconds) {
      const [, body, until, owner, signature] = /^((\d{1,12})\.([\w-]{43}))\.([\w-]{43})$/.exec(state) ?? [];
      if (!body || !owner || !signature) return false;
      if (!timingSafeEqual(sign(body), Buffer.from(signature, 'base64url'))) return false;
      if (!cookie || !timingSafeEqual(Buffer.from(fingerprint(cookie)), Buffer.from(owner))) return false;
      for (const [old, end] of used) if (end < nowSeconds) used.delete(old);
      if (Number(until) < nowSeconds || used.has(owner)) return false;
      used.set(owner, Number(until));
      return true;
    },
  };
}

const fingerprint = (cookie: string): string => createHash('sha256').update(cookie).digest('base64url');
