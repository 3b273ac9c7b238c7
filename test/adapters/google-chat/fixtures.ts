import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = Record<string, unknown>;

/** The two shapes of Google's events. */
export const FORMATS = ['classic', 'add-on'] as const;
/** One shape of Google's events. */
export type Format = (typeof FORMATS)[number];

/** Reads an event as Google sends it; `name` without its shape is the same in both. */
export function readFixture(name: string, format?: Format): Json {
  const file = format ? `${name}.${format}.json` : `${name}.json`;
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/google-chat', file), 'utf8'));
}

/** The part of an event that both shapes have, to change it in a test. */
export function insideOf(event: Json): Json {
  const { chat } = event as { chat?: Json };
  if (!chat) return event;
  const payload = Object.entries(chat).find(([name]) => name.endsWith('Payload'))?.[1];
  return (payload ?? chat) as Json;
}

/** Who did it, to change it in a test. */
export const userOf = (event: Json): Json => ((event.chat as Json | undefined)?.user ?? event.user) as Json;

/** The parameters and inputs of a click, to change them in a test. */
export const commonOf = (event: Json): Json => (event.commonEventObject ?? event.common) as Json;
