import { instantOf, localDay } from '../../school/calendar.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the fields of a form and gathers what is wrong with them, by field. */
export interface FieldReader {
  errors: Record<string, string>;
  hasErrors(): boolean;
  /** A text, trimmed; null when it is empty. `missing` says what to do about an empty one. */
  text(id: string, limit: number, missing?: string): string | null;
  /** One of the values that can be chosen. */
  choice<T extends string>(id: string, values: readonly T[], missing?: string): T | null;
  /** A local day, `YYYY-MM-DD`. */
  day(id: string, when: 'past' | 'future' | 'any', missing?: string): string | null;
}

/** Makes the reader of a form's values. */
export function readFields(values: Record<string, string>, now: Date): FieldReader {
  const errors: Record<string, string> = {};
  const take = (id: string, missing?: string): string | null => {
    const value = values[id]?.trim() ?? '';
    if (value === '' && missing) errors[id] = missing;
    return value === '' ? null : value;
  };
  return {
    errors,
    hasErrors: () => Object.keys(errors).length > 0,
    text(id, limit, missing) {
      const value = take(id, missing);
      if (value !== null && value.length > limit)
        errors[id] = `This is longer than ${limit.toLocaleString('en-GB')} characters. Please shorten it.`;
      return value;
    },
    choice(id, choices, missing) {
      const value = take(id, missing);
      const found = choices.find((choice) => choice === value) ?? null;
      if (value !== null && found === null) errors[id] = 'Please choose from the list.';
      return found;
    },
    day(id, when, missing) {
      const value = take(id, missing);
      if (value === null) return null;
      const wrong = checkDay(value, when, localDay(now));
      if (wrong) errors[id] = wrong;
      return value;
    },
  };
}

function checkDay(day: string, when: 'past' | 'future' | 'any', today: string): string | null {
  if (!DAY.test(day)) return 'Please give the date as day, month and year.';
  // A date that does not exist (31 June) rolls over when it is read: compare it with what it became.
  if (localDay(instantOf(day, '12:00')) !== day) return 'There is no such date. Please check it.';
  if (when === 'past' && day > today) return 'This date is in the future. Please check it.';
  if (when === 'future' && day < today) return 'This date has passed. Please check it.';
  return null;
}
