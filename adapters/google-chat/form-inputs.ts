import { z } from 'zod';
import { EMPTY_CHOICE } from './protocol.ts';

const milliseconds = z.coerce.number().refine(Number.isSafeInteger);
const input = z.looseObject({
  stringInputs: z.looseObject({ value: z.array(z.string()).nullish() }).nullish(),
  dateInput: z.looseObject({ msSinceEpoch: milliseconds }).nullish(),
  timeInput: z.looseObject({ hours: z.number().nullish(), minutes: z.number().nullish() }).nullish(),
});

/**
 * Reads what stands in a form's fields, as texts: a date as `YYYY-MM-DD`, a time as `HH:MM`. Google gives a day as its
 * midnight in UTC and a time by its hours and minutes; neither is moved to another zone.
 */
export function readFormInputs(formInputs: Record<string, unknown>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [id, given] of Object.entries(formInputs)) {
    const value = readValue(input.safeParse(given).data);
    if (value !== null) values[id] = value;
  }
  return values;
}

function readValue(given: z.infer<typeof input> | undefined): string | null {
  if (!given) return null;
  const { stringInputs, dateInput, timeInput } = given;
  if (dateInput) return readDay(dateInput.msSinceEpoch);
  if (timeInput) return `${pad(timeInput.hours ?? 0)}:${pad(timeInput.minutes ?? 0)}`;
  const [first] = stringInputs?.value ?? [];
  if (first === undefined) return null;
  return first === EMPTY_CHOICE ? '' : first;
}

function readDay(sinceEpoch: number): string | null {
  const day = new Date(sinceEpoch);
  return Number.isNaN(day.getTime()) ? null : day.toISOString().slice(0, 10);
}

const pad = (part: number): string => String(part).padStart(2, '0');
