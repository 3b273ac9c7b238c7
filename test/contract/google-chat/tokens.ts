import type { Attack } from '../driver.ts';
import type { Format } from './events.ts';
import { GOOGLE_KEY, STRANGER_KEY, signToken } from './keys.ts';

const PROJECT_NUMBER = '123456789012';
const ADDRESS = 'https://esafety.school.example/google-chat/events';

/** The audience as an administrator sets it: a Chat app's tokens are for the number, an add-on's for the address. */
export const audienceOf = (format: Format): string =>
  format === 'classic' ? PROJECT_NUMBER : `${ADDRESS},${PROJECT_NUMBER}`;

/** A token as Google sends one. */
export const makeToken = (format: Format): string => signToken(GOOGLE_KEY, makeClaims(format));

/** A token that must be refused. */
export function makeWrongToken(attack: Exclude<Attack, 'other-body' | 'replayed'>, format: Format): string {
  const past = Math.floor(Date.now() / 1000) - 7200;
  switch (attack) {
    case 'forged':
      return signToken(STRANGER_KEY, makeClaims(format));
    case 'unsigned':
      return signToken(GOOGLE_KEY, makeClaims(format), { alg: 'none' }).replace(/[^.]*$/, '');
    case 'stale':
      return signToken(GOOGLE_KEY, makeClaims(format, { iat: past, exp: past + 3600 }));
    case 'wrong-audience':
      return signToken(GOOGLE_KEY, makeClaims(format, { aud: '210987654321' }));
  }
}

function makeClaims(format: Format, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now - 60, exp: now + 3540 };
  if (format === 'classic')
    return { iss: 'chat@system.gserviceaccount.com', aud: PROJECT_NUMBER, ...times, ...changes };
  const email = `service-${PROJECT_NUMBER}@gcp-sa-gsuiteaddons.iam.gserviceaccount.com`;
  return { iss: 'https://accounts.google.com', aud: ADDRESS, email, email_verified: true, ...times, ...changes };
}
