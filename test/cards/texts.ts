import type { Block, Showable } from '../../cards/model.ts';

/** Every text of a card or form that a person can read, values they typed themselves left out. */
export function listTexts(shown: Showable): string[] {
  const head = [shown.title, shown.summary, ...(shown.overline === undefined ? [] : [shown.overline])];
  const body = shown.blocks.flatMap(listBlockTexts);
  if (shown.kind === 'card') return [...head, ...body, ...shown.actions.map((action) => action.label)];
  const parts = shown.parts.flatMap((part) => [
    part.title,
    part.hint,
    ...part.fields.flatMap((field) => [
      field.label,
      field.hint,
      field.error,
      ...(field.kind === 'choice' ? field.options.map((option) => option.label) : []),
    ]),
  ]);
  return [...head, ...body, ...parts.filter((text) => text !== undefined), shown.submitLabel];
}

function listBlockTexts(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'notice':
      return [...(block.title === undefined ? [] : [block.title]), block.text];
    case 'facts':
      return block.items.flatMap((item) => [item.label, item.value]);
    case 'list':
      return block.items;
    case 'entries':
      return block.items.flatMap(({ title, text, action }) => [title, text, ...(action ? [action.label] : [])]);
    case 'buttons':
      return block.actions.map(({ label }) => label);
    case 'image':
      return [block.alt];
    case 'section':
      return [block.title, ...block.blocks.flatMap(listBlockTexts)];
  }
}
