// Prints those of the files named on standard input whose cards look different: contrast and labels depend on elements, styles
// and nesting, not on words, ids or how often the same element is repeated.
import { readFileSync } from 'node:fs';

const WORDS = new Set(['id', 'data', 'value', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'url']);

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

const seen = new Set();
for (const file of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const looks = skeleton(JSON.parse(readFileSync(file, 'utf8')));
  if (seen.has(looks)) continue;
  seen.add(looks);
  console.log(file);
}
