/**
 * A date as a person types it, as the core wants it: `YYYY-MM-DD`. British order; what is not understood stays as it was
 * typed, so that the core asks for it in words.
 */
export function readTypedDate(typed: string): string {
  const text = typed.trim();
  const [, day, month, year] = /^(\d{1,2})\s*[./ -]\s*(\d{1,2})\s*[./ -]\s*(\d{4}|\d{2})$/.exec(text) ?? [];
  if (!day || !month || !year) return text;
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A time as a person types it, as `HH:MM`; what is not understood stays as it was typed. */
export function readTypedTime(typed: string): string {
  const text = typed.trim();
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(am|pm)?$/i.exec(text) ?? [];
  if (!hours || (!half && !/\d\s*[:.h]\s*\d/.test(text))) return text;
  const late = half?.toLowerCase() === 'pm';
  const hour = half ? (Number(hours) % 12) + (late ? 12 : 0) : Number(hours);
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** A date of the core in British order, for the field to be corrected in; anything else as it is. */
export function writeTypedDate(value: string): string {
  return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}
