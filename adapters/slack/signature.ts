import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../../src/http-types.ts';

/** A request older or newer than this is refused: somebody may have kept it, or a clock is wrong. */
const TOLERANCE_SECONDS = 5 * 60;

/** Whether Slack signed this request, as it arrived, within the last minutes. Compares in constant time. */
export function isSigned({ headers, body }: RawRequest, signingSecret: string, nowSeconds: number): boolean {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const [, signature] = /^v0=([0-9a-f]{64})$/.exec(headers['x-slack-signature'] ?? '') ?? [];
  if (!signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(Buffer.from(signature, 'hex'), expected);
}
