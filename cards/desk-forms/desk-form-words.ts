import type { DeskFormView } from '../../src/core/form-views.ts';
import type { Block, Field, FormPart } from '../model.ts';

/** What one form of the desk says and asks; written for the view it is shown for. */
export interface DeskFormWords {
  title: string;
  /** Stands below the 999 line, before the questions. */
  blocks?: Block[];
  parts: FormPart[];
  submitLabel?: string;
}

/** Writes one form of the desk. */
export type WriteDeskForm = (view: DeskFormView) => DeskFormWords;

/** " to ES-2026-0014", or nothing where the form belongs to no case or its reference is not known. */
export const of = (view: DeskFormView, preposition = 'of'): string =>
  view.reference === null ? '' : ` ${preposition}${named(view)}`;

/** " ES-2026-0014", or nothing. */
export const named = ({ reference }: DeskFormView): string => (reference === null ? '' : ` ${reference}`);

/** The options of a field that come from the record. While it cannot be read, what had been chosen is the only one. */
export function choicesFor(view: DeskFormView, id: string): { value: string; label: string }[] {
  const choices = view.choices[id] ?? [];
  const chosen = view.values[id];
  return choices.length === 0 && chosen ? [keepChosen(chosen)] : choices;
}

/** A choice whose words are out of reach; a name that was typed has its own. */
export const keepChosen = (value: string): { value: string; label: string } => ({
  value,
  label: /^[a-z0-9_-]+$/.test(value) ? 'As you chose' : value,
});

/** Whether something is asked for that not every record needs; what was answered is asked for again, come what may. */
export function isAsked({ about, values, errors }: DeskFormView, id: string): boolean {
  return (about.asks ?? []).includes(id) || values[id] !== undefined || errors[id] !== undefined;
}

/** The field in which every change is explained. */
export const reasonField = (hint: string): Field => ({
  kind: 'longText',
  id: 'reason',
  label: 'Why?',
  hint,
  required: true,
  maxLength: 4_000,
});

/** A choice that is shown whole. */
export function listField(
  id: string,
  label: string,
  options: { value: string; label: string }[],
  more: Partial<Field> = {},
): Field {
  return { kind: 'choice', id, label, options, style: 'list', required: true, ...more } as Field;
}

/** Asked only of somebody who works in several schools. */
export function whichSchool(options: { value: string; label: string }[]): Field[] {
  if (options.length === 0) return [];
  return [{ kind: 'choice', id: 'school', label: 'Which school?', required: true, options, style: 'menu' }];
}
