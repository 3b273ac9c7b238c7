import { PlatformLimit } from '../shared/platform-limit.ts';

/** Google Chat refuses a message above 32,000 bytes, and a card above 32 KB; one number serves both. */
export const LARGEST_BYTES = 32_000;
/** Google Chat shows so many widgets of a card and drops the rest. */
export const MOST_WIDGETS = 100;
/** A list takes so many choices. */
export const MOST_CHOICES = 100;

/** The size Google Chat counts: UTF-8. */
export function countBytes(json: unknown): number {
  return Buffer.byteLength(JSON.stringify(json));
}

/** Throws `PlatformLimit` for a message or card that Google Chat would refuse. */
export function requireSize(json: unknown): void {
  const bytes = countBytes(json);
  if (bytes > LARGEST_BYTES) throw new PlatformLimit('Google Chat', `${bytes} bytes, the limit is ${LARGEST_BYTES}`);
}
