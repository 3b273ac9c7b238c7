import { isDeepStrictEqual } from 'node:util';

/** A JSON object as a platform gets it. */
export type Json = Record<string, unknown>;

/** Thrown for what a drawing module does not know: nothing is silently left out of a drawing. */
export class UnknownElement extends Error {
  constructor(what: string) {
    super(`the gallery does not know how to draw ${what}`);
    this.name = 'UnknownElement';
  }
}

/** Reads an object. */
export function asJson(value: unknown, where: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnknownElement(`${where}: not an object`);
  return value as Json;
}

/** Reads a list of objects; an absent one is empty. */
export function asList(value: unknown, where: string): Json[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new UnknownElement(`${where}: not a list`);
  return value.map((item) => asJson(item, where));
}

/** Reads what there is to choose from; a platform refuses a question without choices. */
export function asChoices(value: unknown, where: string): Json[] {
  const choices = asList(value, where);
  if (choices.length === 0) throw new UnknownElement(`${where}: nothing to choose`);
  return choices;
}

/** Reads a text. */
export function asText(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new UnknownElement(`${where}: not a text`);
  return value;
}

/** Reads a text that may be absent. */
export function asOptionalText(value: unknown, where: string): string | undefined {
  return value === undefined || value === null ? undefined : asText(value, where);
}

/** Throws when an object has a property that the drawing would pass over. */
export function requireKnown(node: Json, where: string, names: readonly string[]): void {
  for (const name of Object.keys(node))
    if (node[name] !== undefined && !names.includes(name)) throw new UnknownElement(`"${name}" of ${where}`);
}

/** Whether two JSON values say the same. */
export const isSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other);
