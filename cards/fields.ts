import type { Field, Option } from './model.ts';

/** What comes back with a form that was refused: what had been typed and what is wrong with it. */
interface Filled {
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** Puts what a person had typed, and what was wrong with it, back on a field. */
export function fillField(field: Field, filled: Filled): Field {
  const value = filled.values[field.id];
  const error = filled.errors[field.id];
  return { ...field, ...(value === undefined ? {} : { value }), ...(error === undefined ? {} : { error }) };
}

/** The options of a choice, in the order of `values`. */
export function listOptions<Value extends string>(
  values: readonly Value[],
  words: Readonly<Record<Value, string>>,
): Option[] {
  return values.map((value) => ({ value, label: words[value] }));
}
