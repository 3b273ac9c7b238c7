import { z } from 'zod';
import { instantOf, localDay, localTime } from '../school/calendar.ts';
import { defangUrl } from './defang.ts';
import { CATEGORIES, CONCERN_TYPES, CONSENTS, PURPOSES, SOURCES, STAFF_TYPES, VICTIMS } from './taxonomy.ts';

/** Longest texts the form takes, in characters; longer ones are refused in words, never cut. */
export const REPORT_LIMITS = {
  what: 10_000,
  who: 1_000,
  childWords: 5_000,
  urls: 4_000,
  device: 200,
  actionTaken: 4_000,
  childNeeds: 4_000,
};

/** The person picker's answer for somebody who is not on the staff list. */
export const NOT_LISTED = 'not-listed';

/** Where it happened. */
export const WHERE = ['school', 'outside', 'both', 'unknown'] as const;

const emptyToUndefined = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyToUndefined, schema.optional());
const text = (limit: number, missing?: string) =>
  z
    .string(missing)
    .trim()
    .max(limit, `This is longer than ${limit.toLocaleString('en-GB')} characters. Please shorten it.`);
const required = (message: string) => ({ error: message });

const shape = z.object({
  adult: z.enum(['yes', 'no', 'unsure'], required('Please choose yes, no or not sure.')),
  adultPerson: optional(z.string().max(100)),
  school: optional(z.string().max(100)),
  what: z.preprocess(emptyToUndefined, text(REPORT_LIMITS.what, 'Please say what happened.')),
  category: z.enum(CATEGORIES, required('Please choose what it is closest to.')),
  who: optional(text(REPORT_LIMITS.who)),
  date: optional(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Please give the date as day, month and year.')),
  time: optional(
    z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give the time in hours and minutes, such as 14:30.'),
  ),
  place: optional(z.enum(WHERE, 'Please choose where it happened.')),
  danger: z.enum(['yes', 'no'], required('Please say whether anyone is in danger right now.')),
  type: optional(z.enum(CONCERN_TYPES, 'Please choose from the list.')),
  childWords: optional(text(REPORT_LIMITS.childWords)),
  urls: optional(text(REPORT_LIMITS.urls)),
  device: optional(text(REPORT_LIMITS.device)),
  actionTaken: optional(text(REPORT_LIMITS.actionTaken)),
  childNeeds: optional(text(REPORT_LIMITS.childNeeds)),
  onBehalfOf: optional(z.enum(SOURCES, 'Please choose from the list.')),
  victim: optional(z.enum(VICTIMS, 'Please choose from the list.')),
  consent: optional(z.enum(CONSENTS, 'Please choose from the list.')),
  purpose: optional(z.enum(PURPOSES, 'Please choose from the list.')),
  noticedDate: optional(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Please give the date as day, month and year.')),
});

/** A report whose fields are all valid. */
export interface ConcernReport {
  adult: 'yes' | 'no' | 'unsure';
  /** A person of the staff list, `NOT_LISTED`, or nobody chosen. */
  adultPerson: string | null;
  school: string | null;
  what: string;
  category: (typeof CATEGORIES)[number];
  type: (typeof CONCERN_TYPES)[number] | null;
  /** One line per person. */
  who: string[];
  occurredAt: Date;
  occurredTimeKnown: boolean;
  noticedOn: string | null;
  place: (typeof WHERE)[number] | null;
  danger: boolean;
  childWords: string | null;
  urls: string[];
  device: string | null;
  actionTaken: string | null;
  /** In a concern about an adult: what the safeguarding lead needs to know about a child at risk in it. */
  childNeeds: string | null;
  source: (typeof SOURCES)[number];
  victim: (typeof VICTIMS)[number] | null;
  consent: (typeof CONSENTS)[number] | null;
  purpose: (typeof PURPOSES)[number] | null;
}

/** A valid report, or a sentence for each field to look at again. */
export type ReportParsed = { ok: true; report: ConcernReport } | { ok: false; errors: Record<string, string> };

/**
 * Validates what was typed into the report form.
 * @param values field id to text; unknown fields are ignored
 * @param now for "in the future", and for a quick report, which asks no date
 */
export function parseReport(values: Record<string, string>, now: Date): ReportParsed {
  const parsed = shape.safeParse(values);
  const errors: Record<string, string> = {};
  if (!parsed.success) {
    for (const issue of parsed.error.issues) errors[String(issue.path[0])] ??= issue.message;
    return { ok: false, errors };
  }
  const fields = parsed.data;
  const today = localDay(now);
  const date = fields.date ?? today;
  const wrongDate = checkDate(date, today);
  if (wrongDate) errors.date = wrongDate;
  else if (date === today && fields.time && fields.time > localTime(now))
    errors.time = 'This time has not come yet. Please check it.';
  const noticed = fields.noticedDate && checkDate(fields.noticedDate, today);
  if (noticed) errors.noticedDate = noticed;
  if (isAboutAdult(fields.adult, fields.type ?? null) && !fields.adultPerson) {
    errors.adultPerson = 'Please choose the person, or "Someone not on this list". It keeps the concern from them.';
  }
  // A name beside "no" must not be passed over: it may be that person who would get the case.
  const named = fields.adultPerson !== undefined && fields.adultPerson !== NOT_LISTED;
  if (named && !isAboutAdult(fields.adult, fields.type ?? null)) {
    errors.adult =
      'You chose a person below. If it is about them, choose yes or not sure. If it is not, clear the name.';
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, report: toReport(fields, date, now) };
}

/** No pupil or member of staff of today was there before; an older year is a slip of the keys. */
const EARLIEST_DATE = '1950-01-01';

/** What is wrong with a date of the past, in words; undefined when nothing is. */
function checkDate(date: string, today: string): string | undefined {
  // A date that does not exist (31 June) rolls over when it is read: compare it with what it became.
  if (localDay(instantOf(date, '12:00')) !== date) return 'There is no such date. Please check it.';
  if (date > today) return 'This date is in the future. Please check it.';
  if (date < EARLIEST_DATE) return 'This date is too long ago. Please check the year.';
  return undefined;
}

/**
 * Whether a report is about an adult who works or volunteers here, or may be ("yes", "not sure"), or is of a kind that always
 * is: whoever answers "no" and then chooses such a kind must not send it to the one it is about.
 */
export function isAboutAdult(adult: ConcernReport['adult'], type: ConcernReport['type']): boolean {
  return adult !== 'no' || (type !== null && STAFF_TYPES.includes(type));
}

/** Fields the school's own policy makes compulsory for this kind of concern (Milverton: address, time, date, description). */
export function missingRequired(
  report: ConcernReport,
  values: Record<string, string>,
  required: readonly ('urls' | 'when' | 'what' | 'who' | 'device')[],
): Record<string, string> {
  const errors: Record<string, string> = {};
  const because = "The school's policy asks for this.";
  for (const field of required) {
    if (field === 'urls' && report.urls.length === 0) errors.urls = `Please give the web address. ${because}`;
    if (field === 'who' && report.who.length === 0) errors.who = `Please say who is involved. ${because}`;
    if (field === 'device' && !report.device) errors.device = `Please say which device it was. ${because}`;
    if (field === 'when' && !values.date?.trim()) errors.date = `Please give the date. ${because}`;
    if (field === 'when' && !report.occurredTimeKnown) errors.time = `Please give the time. ${because}`;
  }
  return errors;
}

function toReport(fields: z.infer<typeof shape>, date: string, now: Date): ConcernReport {
  const aboutAdult = isAboutAdult(fields.adult, fields.type ?? null);
  const childNeeds = fields.childNeeds ?? null;
  // Without a time the day's noon stands for it; a report of today without a time cannot lie after now.
  const occurred = instantOf(date, fields.time ?? '12:00');
  return {
    adult: fields.adult,
    adultPerson: fields.adultPerson ?? null,
    school: fields.school ?? null,
    // Whoever gets the report reads all of it; where no adult is concerned there is no second case, and nothing is lost.
    what: childNeeds === null ? fields.what : `${fields.what}\n\n${childNeeds}`,
    category: fields.category,
    type: fields.type ?? null,
    who: lines(fields.who),
    occurredAt: occurred > now ? now : occurred,
    occurredTimeKnown: fields.time !== undefined,
    noticedOn: fields.noticedDate ?? null,
    place: fields.place ?? null,
    danger: fields.danger === 'yes',
    childWords: fields.childWords ?? null,
    urls: lines(fields.urls).map(defangUrl),
    device: fields.device ?? null,
    actionTaken: fields.actionTaken ?? null,
    childNeeds: aboutAdult ? childNeeds : null,
    source: fields.onBehalfOf ?? 'self',
    victim: fields.victim ?? null,
    consent: fields.consent ?? null,
    purpose: fields.purpose ?? null,
  };
}

function lines(value: string | undefined): string[] {
  return (value ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
