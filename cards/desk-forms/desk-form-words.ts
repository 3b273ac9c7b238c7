import type { DeskFormView } from '../../src/core/views.ts';
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
  view.reference === null ? '' : ` ${preposition} ${view.reference}`;

/** The options of a field that come from the record. What had been chosen stays a choice when the record cannot be read. */
export function choicesFor(view: DeskFormView, id: string): { value: string; label: string }[] {
  const choices = view.choices[id] ?? [];
  const chosen = view.values[id];
  if (!chosen || choices.some(({ value }) => value === chosen)) return choices;
  return [...choices, { value: chosen, label: 'As you chose' }];
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
