import { z } from 'zod';

/** Where the program listens unless told otherwise. */
export const DEFAULT_HOST = '127.0.0.1';

/** Any text; an empty variable counts as unset. */
export const text = z.string().trim().min(1).optional();

/** A whole web address. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: 'write a whole address, such as https://esafety.school.example' })
  .optional();

/** True for the address of a server on this computer: a test or a local stand-in. */
export function isLoopbackAddress(address: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(address).hostname);
}
