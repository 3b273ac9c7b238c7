import { defangUrl } from '../incidents/defang.ts';
import { readFields } from '../incidents/steps/read-fields.ts';
import { addPeriod } from '../school/add-period.ts';
import { localDay } from '../school/calendar.ts';
import { LONG_TEXT_LIMIT, type RegisterField, TEXT_LIMIT, URL_LIMIT } from './register-rule.ts';

const MISSING = {
  text: 'Please fill this in.',
  longText: 'Please fill this in.',
  url: 'Please give the address of the page.',
  choice: 'Please choose from the list.',
  date: 'Please give the day.',
};

/** What was answered to the fields of a line or a step, addresses made harmless; or what is wrong with it, by field. */
export function readRegisterFields(
  fields: readonly RegisterField[],
  values: Record<string, string>,
  now: Date,
): { given: Record<string, string> } | { errors: Record<string, string> } {
  const reader = readFields(values, now);
  const given: Record<string, string> = {};
  for (const field of fields) {
    const missing = field.required ? (field.id === 'until' ? NO_LAST_DAY : MISSING[field.kind]) : undefined;
    const value = readOne(reader, field, missing);
    if (value !== null && field.within && value > addPeriod(localDay(now), field.within))
      reader.errors[field.id] =
        'This is more than a year away. Please give an earlier day: it can be made longer then.';
    if (value !== null) given[field.id] = field.kind === 'url' ? defangUrl(value) : value;
  }
  return reader.hasErrors() ? { errors: reader.errors } : { given };
}

/** What is allowed for a time has an end (St Andrew's 5.1). */
const NO_LAST_DAY = 'Please give the last day. Without one it cannot be saved.';

function readOne(
  reader: ReturnType<typeof readFields>,
  { id, kind, when, options }: RegisterField,
  missing: string | undefined,
): string | null {
  switch (kind) {
    case 'date':
      return reader.day(id, when ?? 'any', missing);
    case 'choice':
      return reader.choice(id, options ?? [], missing);
    case 'longText':
      return reader.text(id, LONG_TEXT_LIMIT, missing);
    case 'url':
      return reader.text(id, URL_LIMIT, missing);
    case 'text':
      return reader.text(id, TEXT_LIMIT, missing);
  }
}
