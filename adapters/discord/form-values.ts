import type { Field, Form } from '../../cards/model.ts';
import { MOST_INPUT, MOST_OPTIONS } from './limits.ts';
import { readTypedDate, readTypedTime } from './typed-date.ts';

/** Stands for an option whose value is empty, which Discord does not allow. */
export const EMPTY_CHOICE = '∅';
/** No text is divided earlier than here. */
const DIVIDED_FROM = MOST_INPUT - 10;
/** A text this long leaves so little room that the person is offered more. */
const NEARLY_FULL = MOST_INPUT - 100;

/** What came back in a modal: an input's identifier and what stands in it; a choice not made is empty. */
export type Inputs = Record<string, string>;

/** All fields of a form in order. */
export const fieldsOf = (form: Form): Field[] => form.parts.flatMap(({ fields }) => fields);

/** Divides a long text over text fields of Discord's length. */
export function divideText(value: string): string[] {
  const parts: string[] = [];
  let rest = value;
  while (rest.length > MOST_INPUT) {
    let at = MOST_INPUT;
    // Blanks at the ends of a field may be lost on the way: none is put there, and no sign is cut in two.
    while (at > DIVIDED_FROM && (/\s$/.test(rest.slice(0, at)) || /^[\s\udc00-\udfff]/.test(rest.slice(at)))) at -= 1;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest];
}

/** What stands in one of the fields of a long text. */
interface TextPart {
  text: string;
  /** Whether a line ends before it; without that it goes on in the middle of one, since `divideText` divided there. */
  newLine: boolean;
}

/** Joins what `divideText` divided, or what a person went on with in the next field. */
function joinTexts(parts: readonly TextPart[]): string {
  return parts
    .filter(({ text }) => text !== '')
    .map(({ text, newLine }, index) => (newLine && index > 0 ? `\n${text}` : text))
    .join('');
}

/** How many text fields a long text gets: one more as soon as the last one is nearly full. */
export function countTextParts(value: string, maxLength: number): number {
  const parts = divideText(value);
  const full = (parts.at(-1)?.length ?? 0) >= NEARLY_FULL;
  return Math.min(
    Math.max(parts.length, 1) + (full ? 1 : 0),
    Math.max(Math.ceil(maxLength / MOST_INPUT), parts.length),
  );
}

/** A choice with more options than one menu holds goes on in a second one; the menus are of about the same length. */
export function divideOptions<T>(options: readonly T[]): T[][] {
  const menus = Math.ceil(options.length / MOST_OPTIONS);
  const size = Math.ceil(options.length / Math.max(menus, 1));
  return Array.from({ length: menus }, (_, index) => options.slice(index * size, (index + 1) * size));
}

/** The identifier of one input of a field. */
export const inputId = (fieldId: string, part: number): string => (part === 0 ? fieldId : `${fieldId}~${part}`);

/** The field an input belongs to. */
export const fieldOf = (id: string): string => id.replace(/[~+]\d$/, '');

/**
 * The identifier of a further field of a long text: `what+1` goes on within a line, where a text was divided; `what~1` begins
 * a new one, where a person goes on writing.
 */
export const continuedId = (fieldId: string, part: number, value: string | undefined): string =>
  `${fieldId}${value === undefined ? '~' : '+'}${part}`;

/**
 * Puts what came back of one page among what was typed before. A field that was emptied loses its value; one that was not
 * on the page keeps it. What belongs to no field that is known here, such as the choice of a school, goes along as it is.
 */
export function mergeInputs(form: Form, before: Record<string, string>, inputs: Inputs): Record<string, string> {
  const values = { ...before };
  for (const field of fieldsOf(form)) {
    const given = Object.keys(inputs).filter((id) => fieldOf(id) === field.id);
    if (given.length === 0) continue;
    const value = readField(field, before[field.id] ?? '', inputs);
    if (value === '') delete values[field.id];
    else values[field.id] = value;
  }
  const known = new Set(fieldsOf(form).map(({ id }) => id));
  for (const [id, value] of Object.entries(inputs))
    if (!known.has(id) && /^[a-z]{1,40}$/i.test(id) && withoutEmptyChoice(value) !== '') values[id] = value;
  return values;
}

function readField(field: Field, before: string, inputs: Inputs): string {
  switch (field.kind) {
    case 'longText':
      return readLongText(field.id, before, inputs);
    case 'choice':
      return readChoice(field, before, inputs);
    case 'date':
      return readTypedDate(inputs[field.id] ?? '');
    case 'time':
      return readTypedTime(inputs[field.id] ?? '');
    default:
      return withoutEmptyChoice(inputs[field.id] ?? '');
  }
}

/** A page may hold only the first of a text's fields, or only the later ones: the others stay as they were. */
function readLongText(id: string, before: string, inputs: Inputs): string {
  const parts = divideText(before).map((text): TextPart => ({ text, newLine: false }));
  for (const [name, text] of Object.entries(inputs)) {
    const [, fieldId, joint, number = '0'] = /^([^~+]+)(?:([~+])(\d))?$/.exec(name) ?? [];
    if (fieldId === id) parts[Number(number)] = { text, newLine: joint === '~' };
  }
  return joinTexts(Array.from(parts, (part) => part ?? { text: '', newLine: false }));
}

/** Of two menus of one question the one that was changed counts; where both are new, the later. */
function readChoice(field: Extract<Field, { kind: 'choice' }>, before: string, inputs: Inputs): string {
  const chosen = divideOptions(field.options).flatMap((_, index) => inputs[inputId(field.id, index)] ?? []);
  const made = chosen.filter((value) => value !== '');
  const changed = made.filter((value) => withoutEmptyChoice(value) !== before);
  return withoutEmptyChoice(changed.at(-1) ?? made.at(-1) ?? '');
}

const withoutEmptyChoice = (value: string): string => (value === EMPTY_CHOICE ? '' : value);
