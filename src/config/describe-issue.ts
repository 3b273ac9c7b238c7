import type { z } from 'zod';
import { knownKeys, schemaAt } from './schema-at.ts';
import { suggest } from './suggest.ts';

/** One mistake in a settings file, in words that name the fix. */
export interface IssueText {
  path: PropertyKey[];
  text: string;
}

/**
 * Says in plain words what zod found: one text for each mistake, so an issue about three unknown keys gives three.
 * @param input the value that was checked, to quote what was written
 */
export function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType, input: unknown): IssueText[] {
  if (issue.code === 'unrecognized_keys') {
    const at = schemaAt(schema, issue.path);
    const known = at ? knownKeys(at) : [];
    return issue.keys.map((key) => ({ path: [...issue.path, key], text: describeUnknownKey(key, known, issue.path) }));
  }
  return [{ path: issue.path, text: describeValue(issue, valueAt(input, issue.path)) }];
}

/** A path as people write it: `routes[0].to[1]`. */
export function printPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text ? `.${String(key)}` : String(key);
  }
  return text;
}

function describeUnknownKey(key: string, known: readonly string[], path: readonly PropertyKey[]): string {
  const noun = path.at(-1) === 'roles' ? 'function' : 'setting';
  const meant = suggest(key, known);
  return `'${key}' is not a ${noun}; ${meant ? `did you mean '${meant}'?` : `use one of ${known.join(', ')}`}`;
}

function describeValue(issue: z.core.$ZodIssue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_value': {
      const values = issue.values.map(String);
      const meant = typeof found === 'string' ? suggest(found, values) : null;
      const hint = meant ? ` (did you mean '${meant}'?)` : '';
      return `${quote(found)} is not ${nounOf(issue.path, values)}${hint}; use one of ${values.join(', ')}`;
    }
    case 'invalid_type':
      return describeType(issue.expected, found);
    case 'too_small':
      if (issue.origin === 'array') return `the list has too few entries; give at least ${issue.minimum}`;
      if (issue.origin === 'string') return 'the text is too short; fill it in or take the line out';
      return `${quote(found)} is too small; give a number above ${issue.minimum}`;
    case 'too_big':
      return `${quote(found)} is too much; give at most ${issue.maximum}`;
    case 'invalid_format':
      return `${quote(found)} is not right; ${issue.message}`;
    default:
      return issue.message;
  }
}

function describeType(expected: string, found: unknown): string {
  if (found === undefined) return 'this is missing; add it';
  if (expected === 'string' && (typeof found === 'number' || typeof found === 'boolean')) {
    return `${quote(found)} is read as a ${typeof found === 'number' ? 'number' : 'yes or no'}, not as text; put it in quotes: "${String(found)}"`;
  }
  return `this has to be ${TYPE_NAMES[expected] ?? expected}, but it is ${nameType(found)}`;
}

const TYPE_NAMES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that begin with a dash)',
  tuple: 'a list of two',
  object: 'a group of settings (lines such as "name: value")',
  record: 'a group of settings (lines such as "name: value")',
};

function nameType(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a group of settings' : `the text or number ${quote(value)}`;
}

/** What a closed list of values is called, told by values only that list has. */
function nounOf(path: readonly PropertyKey[], values: readonly string[]): string {
  if (values.includes('new_staff')) return 'an audience';
  if (values.includes('dsl')) return 'a function';
  if (values.includes('cyberbullying')) return 'a type of concern';
  if (values.includes('commerce')) return 'one of the four categories';
  if (values.includes('teams')) return 'a chat platform';
  return `a value for ${String(path.findLast((key) => typeof key === 'string') ?? 'this')}`;
}

function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let current = input;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}
