import type { Block, Field, Form } from '../../cards/model.ts';
import { formNameOf } from '../shared/buttons.ts';
import { BUTTON_STYLE, type Component, type MessageBody } from './components.ts';
import { encodeCustomId } from './custom-id.ts';
import { fieldsOf } from './form-values.ts';
import { escapeMarkdown, makeBold } from './markdown.ts';
import { layOutPages, type ModalPage } from './modal-pages.ts';
import { type Piece, packPieces } from './pieces.ts';
import { makeButton, renderTitle } from './render.ts';
import { makeBox, renderBlock, writeFact } from './render-blocks.ts';
import { WORDS } from './words.ts';

/** A button more would not fit beside the others in one row. */
const MOST_PAGE_BUTTONS = 4;

/** Required fields that stand empty. */
export function listMissing(form: Form): Field[] {
  return fieldsOf(form).filter(({ required, value }) => required && !value);
}

/** A form somebody asked for in words: what has to be read first, and the button that opens it. */
export function writeStart(form: Form, guildId: string | null): MessageBody[] {
  return packPieces([
    ...renderTitle(form),
    ...renderBlocks(form.blocks),
    { kind: 'buttons', buttons: [makePageButton(form, 0, WORDS.openForm, BUTTON_STYLE.primary, guildId)] },
  ]);
}

/** How far a form is after one of its pages: labels only, never what was typed. */
export function writeProgress(form: Form, filled: number, guildId: string | null): MessageBody[] {
  const pages = layOutPages(form);
  const missing = listMissing(form);
  const next = pages[filled + 1];
  const fullTexts = pages.flatMap((page, at) =>
    page.continued ? page.fields.map(({ label }) => WORDS.moreRoom(label, at + 1)) : [],
  );
  const given = fieldsOf(form).filter(({ value }) => value);
  const advice = missing.length > 0 ? WORDS.goOn : next ? WORDS.pressSend : WORDS.pressSendNow;
  const send = makeButton(form.submitLabel, BUTTON_STYLE.primary, sendId(form, guildId));
  const goOn = (look: number): Component[] =>
    next ? [makePageButton(form, filled + 1, WORDS.continue(filled + 2, pages.length), look, guildId)] : [];
  const buttons = missing.length === 0 ? [send, ...goOn(BUTTON_STYLE.default)] : goOn(BUTTON_STYLE.primary);
  return packPieces([
    ...renderTitle(form),
    ...renderBlocks(form.blocks.slice(0, 1)),
    makeBox('warning', [advice, ...fullTexts].join('\n'), WORDS.notSent),
    ...(given.length > 0 ? [writeLine(WORDS.filledIn, given)] : []),
    ...(missing.length > 0 ? [writeLine(WORDS.stillNeeded, missing)] : []),
    ...(next ? [writeLine(WORDS.next, next.fields, partTitle(form, next))] : []),
    { kind: 'buttons', buttons },
    ...listPageButtons(form, pages, (_, at) => at !== filled + 1 && hasValue(form, pages[at]), guildId),
  ]);
}

/**
 * A form that came back: what the core says of it, what is wrong with which answer, and buttons that open the pages with
 * everything typed. Where nothing was saved, the person's own words stand in it.
 */
export function writeRefused(form: Form, words: 'given-back' | 'kept', guildId: string | null): MessageBody[] {
  const pages = layOutPages(form);
  const wrong = fieldsOf(form).filter(({ error }) => error);
  const isWrong = (page: ModalPage): boolean => page.fields.some(({ error }) => error);
  const send = makeButton(form.submitLabel, BUTTON_STYLE.primary, sendId(form, guildId));
  return packPieces([
    ...renderTitle(form),
    ...renderBlocks(form.blocks),
    ...wrong.map(({ label, error }): Piece => ({ kind: 'text', text: writeFact({ label, value: error ?? '' }) })),
    ...(words === 'given-back' ? writeWords(form) : []),
    ...(wrong.length === 0 ? [{ kind: 'buttons', buttons: [send] } satisfies Piece] : []),
    ...listPageButtons(form, pages, (page) => wrong.length === 0 || isWrong(page), guildId),
  ]);
}

/** As `writeRefused`, where not even the draft could be kept: it says so before the words. */
export function writeNotKept(
  form: Form,
  filled: number,
  guildId: string | null,
  what: string = WORDS.notKeptText,
): MessageBody[] {
  const progress = layOutPages(form);
  const next = filled + 1 < progress.length ? filled + 1 : null;
  const buttons = [
    ...(listMissing(form).length === 0
      ? [makeButton(form.submitLabel, BUTTON_STYLE.primary, sendId(form, guildId))]
      : []),
    ...(next === null
      ? []
      : [makePageButton(form, next, WORDS.continue(next + 1, progress.length), BUTTON_STYLE.default, guildId)]),
  ];
  return packPieces([
    ...renderTitle(form),
    ...renderBlocks(form.blocks),
    makeBox('danger', what, WORDS.notKept),
    ...writeWords(form),
    ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } satisfies Piece] : []),
    ...listPageButtons(form, progress, (_, at) => at !== next, guildId),
  ]);
}

/** Everything that was typed or chosen, by its question. */
function writeWords(form: Form): Piece[] {
  const given = fieldsOf(form).filter(({ value }) => value);
  if (given.length === 0) return [];
  return [
    { kind: 'text', text: makeBold(WORDS.yourWords) },
    ...given.map(
      (field): Piece => ({
        kind: 'text',
        text: `${makeBold(escapeMarkdown(field.label))}\n${escapeMarkdown(wordsOf(field))}`,
      }),
    ),
  ];
}

function wordsOf(field: Field): string {
  const value = field.value ?? '';
  const options = field.kind === 'choice' || field.kind === 'person' ? field.options : [];
  return options.find((option) => option.value === value)?.label ?? value;
}

function writeLine(label: string, fields: readonly Field[], title?: string): Piece {
  const names = fields.map((field) => field.label).join(' · ');
  return { kind: 'text', text: writeFact({ label: title ? `${label}, ${lowerFirst(title)}` : label, value: names }) };
}

/** The heading of the group a page begins in. */
function partTitle(form: Form, page: ModalPage): string | undefined {
  const [first] = page.fields;
  return form.parts.find(({ fields }) => fields.some(({ id }) => id === first?.id))?.title;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const hasValue = (form: Form, page: ModalPage | undefined): boolean =>
  fieldsOf(form).some(({ id, value }) => value && page?.fields.some((field) => field.id === id));

function listPageButtons(
  form: Form,
  pages: readonly ModalPage[],
  wanted: (page: ModalPage, at: number) => boolean,
  guildId: string | null,
): Piece[] {
  const buttons = pages.flatMap((page, at) =>
    wanted(page, at)
      ? [makePageButton(form, at, WORDS.change(at + 1, pages.length), BUTTON_STYLE.default, guildId)]
      : [],
  );
  const rows = Array.from({ length: Math.ceil(buttons.length / MOST_PAGE_BUTTONS) }, (_, row) =>
    buttons.slice(row * MOST_PAGE_BUTTONS, (row + 1) * MOST_PAGE_BUTTONS),
  );
  return rows.map((row) => ({ kind: 'buttons', buttons: row }));
}

function makePageButton(form: Form, page: number, label: string, look: number, guildId: string | null): Component {
  const customId = encodeCustomId({ act: 'page', name: formNameOf(form), ids: form.data, page, guildId });
  return makeButton(label, look, customId);
}

const sendId = (form: Form, guildId: string | null): string =>
  encodeCustomId({ act: 'send', name: formNameOf(form), ids: form.data, guildId });

function renderBlocks(blocks: readonly Block[]): Piece[] {
  const noButton = (): Component => makeButton('', BUTTON_STYLE.default, '');
  return blocks.flatMap((block) => renderBlock(block, noButton));
}
