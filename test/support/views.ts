import { describe } from '../../cards/describe.ts';
import type { Block, Card, Field, Form } from '../../cards/model.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';

type Named<Name extends View['name']> = Extract<View, { name: Name }>;

/** The view an answer shows, which has to be of this kind. */
export function shown<Name extends View['name']>(reply: Reply, name: Name): Named<Name> {
  if (reply.kind === 'nothing' || reply.view.name !== name) {
    throw new Error(`expected ${name} but got ${JSON.stringify(reply).slice(0, 600)}`);
  }
  return reply.view as Named<Name>;
}

/** The views of one kind among several. */
export function only<Name extends View['name']>(views: readonly View[], name: Name): Named<Name>[] {
  return views.filter((view): view is Named<Name> => view.name === name);
}

/** Everything a person would read of a view: notification text, title, body, buttons, fields and options. */
export function wordsOf(view: View): string {
  const item = describe(view);
  return [
    item.summary,
    item.title,
    item.overline ?? '',
    ...item.blocks.flatMap(wordsOfBlock),
    ...wordsOfRest(item),
  ].join('\n');
}

/** The notification text of a view, as a locked screen shows it. */
export const notificationOf = (view: View): string => describe(view).summary;

/** One field of the form a view shows, which has to have it. */
export function fieldOf(view: View, id: string): Field {
  const item = describe(view);
  const field = item.kind === 'form' ? fieldsOf(item).find((candidate) => candidate.id === id) : undefined;
  if (!field) throw new Error(`${view.name} has no field ${id}`);
  return field;
}

/** The values one can choose in a field. */
export function optionsOf(view: View, id: string): string[] {
  const field = fieldOf(view, id);
  return 'options' in field ? field.options.map((option) => option.value) : [];
}

/** The fields of a form, part by part. */
export const fieldsOf = (form: Form): Field[] => form.parts.flatMap((part) => part.fields);

function wordsOfRest(item: Card | Form): string[] {
  if (item.kind === 'card') return item.actions.map((action) => action.label);
  return fieldsOf(item).flatMap((field) => [
    field.label,
    field.hint ?? '',
    field.error ?? '',
    field.value ?? '',
    ...('options' in field ? field.options.map((option) => option.label) : []),
  ]);
}

function wordsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'notice':
      return [block.title ?? '', block.text];
    case 'facts':
      return block.items.flatMap((fact) => [fact.label, fact.value]);
    case 'list':
      return block.items;
    case 'entries':
      return block.items.flatMap(({ title, text, action }) => [title, text, ...(action ? [action.label] : [])]);
    case 'buttons':
      return block.actions.map(({ label }) => label);
    case 'image':
      return [block.alt];
    case 'section':
      return [block.title, ...block.blocks.flatMap(wordsOfBlock)];
  }
}
