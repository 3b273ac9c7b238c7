import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Desk } from './core/desk.ts';
import { countAlerts } from './core/filtering/count-alerts.ts';
import { readAlertText } from './core/filtering/read-alerts.ts';
import { StoreUnavailable } from './core/store-port.ts';
import type { RawRequest, RawResponse, Route } from './http-types.ts';
import { filterSecret } from './store/filter-secret.ts';
import type { KeyRing } from './store/key-ring.ts';

/** More is no alert, and no bundle of alerts, of ours. */
const MOST_BYTES = 256 * 1024;
/** A signature older than this, or further ahead, is not taken. */
const MOST_APART_SECONDS = 5 * 60;
/** `v1=` and 32 bytes in hex. */
const SIGNATURE = /^v1=([0-9a-f]{64})$/i;
const TIMESTAMP = /^\d{1,12}$/;

/** An answer in words that a log of the sender can hold. */
const answer = (status: number, body: string): RawResponse => ({ status, body: `${body}\n` });

/** One answer for a school that does not exist, a signature that is not right, and none at all. */
const NOT_KNOWN = answer(401, 'Not accepted: check the address of the school and the signature.');

/** Where web filters send their alerts. `kick` delivers what a request has put in the outbox. */
export function filterHookRoutes(given: { desk: Desk; keys: KeyRing; kick(): void }): Route[] {
  return [
    { method: 'POST', path: '/hooks/filter-alerts/:school', handle: (request) => takeRequest({ ...given, request }) },
  ];
}

/** Says "accepted" only after the commit; while the database is away the sender is told to send it again (law 1). */
async function takeRequest({
  desk,
  keys,
  kick,
  request,
}: {
  desk: Desk;
  keys: KeyRing;
  kick(): void;
  request: RawRequest;
}): Promise<RawResponse> {
  const { body, headers, parameter = '' } = request;
  if (body.length > MOST_BYTES) return answer(413, 'Too large: send 256 KB at most at a time.');
  const profile = desk.schools.get(parameter);
  // A school that does not exist is worked out like any other, so that the time it takes tells nothing.
  const secret = profile ? filterSecret(keys, profile.id, profile.filtering.secret_version) : NO_SECRET;
  const timestamp = headers['x-esafety-timestamp'] ?? '';
  const isRight = isSigned(secret, timestamp, headers['x-esafety-signature'] ?? '', body);
  if (!profile || !isRight) return NOT_KNOWN;
  const apart = Math.abs(desk.clock.now().getTime() / 1_000 - Number(timestamp));
  if (apart > MOST_APART_SECONDS) return answer(401, 'Not accepted: the timestamp is more than five minutes off.');

  const read = readAlertText(body.toString('utf8'));
  if (!read) return answer(400, 'Not read: send JSON, or one JSON object on each line.');
  const { alerts, unread, allowed } = read;
  if (alerts.length === 0 && unread > 0) return answer(422, 'Not read: no line has a site, a search or a rule in it.');
  // The same alerts at the same seconds are the same delivery, signed anew or not; without their times only the request's tells.
  const hasTimes = alerts.every(({ at }) => at !== null);
  const key = hasTimes ? `body|${digest(secret, body)}` : `body at ${timestamp}|${digest(secret, body)}`;
  try {
    if (alerts.length > 0) await countAlerts(desk, profile, { key, via: 'hook', alerts });
  } catch (error) {
    if (error instanceof StoreUnavailable) {
      return { ...answer(503, 'Not saved: please send it again in a minute.'), headers: { 'retry-after': '60' } };
    }
    throw error;
  }
  kick();
  return answer(202, `Accepted: ${alerts.length}. Not read: ${unread}. Allowed and passed over: ${allowed}.`);
}

const NO_SECRET = randomBytes(32).toString('base64url');

function isSigned(secret: string, timestamp: string, signature: string, body: Buffer): boolean {
  const given = Buffer.from(SIGNATURE.exec(signature.trim())?.[1] ?? '', 'hex');
  const right = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  // Compared in any case, in a time that says nothing of where they differ.
  const isEqual = timingSafeEqual(right, given.length === right.length ? given : randomBytes(right.length));
  return isEqual && TIMESTAMP.test(timestamp);
}

const digest = (secret: string, body: Buffer): string => createHmac('sha256', secret).update(body).digest('hex');
