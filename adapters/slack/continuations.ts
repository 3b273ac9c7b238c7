import type { Field } from '../../cards/model.ts';
import { cutForFields, type FieldPiece } from './cut-text.ts';
import { LONGEST_INPUT } from './limits.ts';

/** A field's id, and the ids of the fields in which a long text goes on: `what~2` after a line end, `what+2` within a line. */
const CONTINUATION = /^([^~+]+)([~+])(\d+)$/;

type TextField = Extract<Field, { kind: 'text' | 'longText' }>;

/** What stands in one input of a text that may need several. */
export interface InputPiece {
  blockId: string;
  value: string;
  /** The first is 1. */
  number: number;
}

/**
 * The inputs of a text field. Slack's take 3,000 characters; a field for more gets further ones, as many as its longest text
 * needs, or as what was typed needs.
 */
export function listInputs(field: TextField): [InputPiece, ...InputPiece[]] {
  const [first, ...others] = cutForFields(field.value ?? '', LONGEST_INPUT) as [FieldPiece, ...FieldPiece[]];
  const wanted = Math.ceil(field.maxLength / LONGEST_INPUT) - 1;
  const further = [...others, ...Array.from({ length: Math.max(0, wanted - others.length) }, () => EMPTY_PIECE)];
  return [
    { blockId: field.id, value: first.text, number: 1 },
    ...further.map(({ text, newLine }, index) => ({
      blockId: `${field.id}${newLine ? '~' : '+'}${index + 2}`,
      value: text,
      number: index + 2,
    })),
  ];
}

const EMPTY_PIECE: FieldPiece = { text: '', newLine: true };

/** Puts texts that were typed into several inputs together again; nothing of them is lost. */
export function joinInputs(typed: Record<string, string>): Record<string, string> {
  const joined: Record<string, string> = {};
  const further: { id: string; newLine: boolean; number: number; text: string }[] = [];
  for (const [blockId, text] of Object.entries(typed)) {
    const [, id, joint, number] = CONTINUATION.exec(blockId) ?? [];
    if (id) further.push({ id, newLine: joint === '~', number: Number(number), text });
    else joined[blockId] = text;
  }
  for (const { id, newLine, text } of further.sort((a, b) => a.number - b.number)) {
    const before = joined[id] ?? '';
    joined[id] = before === '' || text === '' ? before + text : `${before}${newLine ? '\n' : ''}${text}`;
  }
  return joined;
}
