import type { z } from 'zod';

/** Thrown for a reference that the adapter did not write; it cannot be repaired, only left alone. */
export class ForeignReference extends Error {
  constructor(prefix: string) {
    super(`not a reference of the kind ${prefix}`);
    this.name = 'ForeignReference';
  }
}

/**
 * Writes a place or message as the core keeps it: opaque, comparable, and safe in a column or a button.
 * @param prefix names the platform, the kind and the version, such as `slack:1:`
 */
export function encodeReference(prefix: string, value: object): string {
  return prefix + Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Reads what `encodeReference` wrote; throws `ForeignReference`. */
export function decodeReference<T>(prefix: string, text: string, schema: z.ZodType<T>): T {
  const body = text.startsWith(prefix) ? text.slice(prefix.length) : '';
  if (!/^[\w-]+$/.test(body)) throw new ForeignReference(prefix);
  try {
    return schema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  } catch {
    throw new ForeignReference(prefix);
  }
}
