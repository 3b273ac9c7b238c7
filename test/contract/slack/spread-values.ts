import { inputsOf } from './show.ts';

type Json = Record<string, unknown>;

/**
 * Types values into the inputs of a view: a text longer than its input goes on in the further ones, from a blank on, as
 * somebody does who runs out of room.
 */
export function spreadValues(blocks: Json[], values: Record<string, string>): Record<string, string> {
  const typed: Record<string, string> = {};
  const inputs = inputsOf(blocks).map(({ block_id, element }) => ({
    id: String(block_id),
    room: Number((element as Json).max_length ?? Number.POSITIVE_INFINITY),
  }));
  for (const [name, value] of Object.entries(values)) {
    const places = inputs.filter(({ id }) => id === name || id.startsWith(`${name}~`) || id.startsWith(`${name}+`));
    if (places.length === 0) throw new Error(`there is no field ${name}`);
    let rest = value;
    for (const { id, room } of places) {
      const cut = rest.length <= room ? rest.length : rest.slice(0, room + 1).search(/\s\S*$/);
      typed[id] = rest.slice(0, cut);
      rest = rest.slice(cut + 1);
    }
    if (rest) throw new Error(`there is no room for ${value.length} characters in ${name}`);
  }
  return typed;
}
