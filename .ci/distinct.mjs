// Prints those of the files named on standard input whose structure differs, of each structure the largest: what a schema
// asks for depends on elements, values and nesting, and lengths are at their worst in the largest; words, ids, and how often the
// same element is repeated change nothing.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const WORDS = new Set([
  'id',
  'data',
  'value',
  'title',
  'label',
  'placeholder',
  'errorMessage',
  'altText',
  'url',
  'custom_id',
  'action_id',
  'block_id',
  'private_metadata',
  'parameters',
]);

/** The structure of a value: words become a sign, and neighbours that look the same count once. */
function skeleton(value) {
  if (Array.isArray(value)) return `[${[...new Set(value.map((item) => skeleton(item)))].join()}]`;
  if (typeof value === 'string') return /\s/.test(value) || value.length > 24 ? '~' : value;
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Object.entries(value).map(([name, inner]) => {
    if (WORDS.has(name)) return `${name}:${inner === '' ? '' : '~'}`;
    return `${name}:${skeleton(inner)}`;
  });
  return `{${parts.join()}}`;
}

const largest = new Map();
for (const file of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const text = readFileSync(file, 'utf8');
  // The folder a payload was kept in names what it is.
  const key = `${dirname(file)} ${skeleton(JSON.parse(text))}`;
  if (text.length > (largest.get(key)?.length ?? 0)) largest.set(key, { file, length: text.length });
}
for (const { file } of largest.values()) console.log(file);
