import { isRecord, readString } from './http-helpers.ts';
import type { CardAction, CardJson } from './types.ts';

/** Every object inside a card, the card first. */
function* walk(node: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(node)) for (const child of node) yield* walk(child);
  if (!isRecord(node)) return;
  yield node;
  for (const child of Object.values(node)) yield* walk(child);
}

/** The buttons of a card, in order. */
export function listActions(card: CardJson): CardAction[] {
  const found: CardAction[] = [];
  for (const node of walk(card)) {
    const type = readString(node, 'type');
    if (type?.startsWith('Action.')) found.push(node as unknown as CardAction);
  }
  return found;
}

/** Finds a button by its title, verb or id; throws with the buttons there are. */
export function findAction(card: CardJson, wanted: string | undefined): CardAction {
  const actions = listActions(card);
  const matches = wanted ? actions.filter(({ title, verb, id }) => [title, verb, id].includes(wanted)) : actions;
  if (matches.length === 1 && matches[0]) return matches[0];
  const titles = actions.map(({ title, verb }) => `"${title ?? verb ?? '?'}"`).join(', ') || 'none';
  throw new Error(`${matches.length} buttons match ${wanted ? `"${wanted}"` : 'any'}; the card has: ${titles}.`);
}

/**
 * What a client would send for the inputs: their present values, then what the person changed. Throws for an input the
 * card does not have and for a required one left empty, as a Teams client would not send either.
 */
export function fillInputs(card: CardJson, given: Record<string, string>): Record<string, string> {
  const values: Record<string, string> = {};
  const ids: string[] = [];
  for (const node of walk(card)) {
    const id = readString(node, 'id');
    if (!readString(node, 'type')?.startsWith('Input.') || !id) continue;
    ids.push(id);
    const value = given[id] ?? readPresentValue(node);
    if (value) values[id] = value;
    if (node.isRequired === true && !value)
      throw new Error(`Input "${id}" is required: ${readString(node, 'errorMessage') ?? 'it has no error message'}`);
  }
  const stray = Object.keys(given).find((id) => !ids.includes(id));
  if (stray !== undefined) throw new Error(`The card has no input "${stray}"; it has: ${ids.join(', ') || 'none'}.`);
  return values;
}

/** A switch always has a value; any other input that is empty is left out, as the card renderer does. */
function readPresentValue(input: Record<string, unknown>): string | undefined {
  const { value } = input;
  if (value !== undefined && value !== null) return String(value);
  return input.type === 'Input.Toggle' ? (readString(input, 'valueOff') ?? 'false') : undefined;
}
