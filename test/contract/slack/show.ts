import { joinInputs } from '../../../adapters/slack/continuations.ts';
import { EMPTY_CHOICE } from '../../../adapters/slack/render-options.ts';
import type { Shown } from '../driver.ts';
import type { StoredMessage } from './fake-slack.ts';

type Json = Record<string, unknown>;

/** What a Shown of Slack points at. */
export type SlackRef =
  | { at: 'dialog'; viewId: string; view: Json }
  | { at: 'message'; message: StoredMessage; ephemeral: boolean }
  | { at: 'home'; view: Json }
  | { at: 'nowhere' };

/** Nothing is seen. */
export const NOTHING: Shown = {
  kind: 'nothing',
  private: true,
  text: '',
  buttons: [],
  fields: [],
  values: {},
  errors: {},
  notification: null,
  ref: { at: 'nowhere' } satisfies SlackRef,
};

/** A dialog or the bot's own page as a person sees it. */
export function showView(view: Json, ref: SlackRef, errors: Record<string, string> = {}): Shown {
  const blocks = view.blocks as Json[];
  const inputs = inputsOf(blocks);
  const title = (view.title as Json | undefined)?.text;
  return {
    kind: inputs.length > 0 ? 'form' : 'card',
    private: true,
    text: [title, ...blocks.map(textOf)].filter(Boolean).join('\n'),
    buttons: buttonsOf(blocks).map(({ label }) => label),
    fields: [...new Set(inputs.map(({ block_id }) => String(block_id).split(/[~+]/)[0] ?? ''))],
    values: joinInputs(initialValues(blocks)),
    errors: { ...shownErrors(blocks), ...errors },
    notification: null,
    ref,
  };
}

/** A message of the bot's as a person sees it. */
export function showMessage(message: StoredMessage, seen: { private: boolean; ephemeral?: boolean }): Shown {
  const { blocks, text } = message;
  return {
    ...NOTHING,
    kind: blocks.length > 0 ? 'card' : 'words',
    private: seen.private,
    text: blocks.length > 0 ? blocks.map(textOf).filter(Boolean).join('\n') : text,
    buttons: buttonsOf(blocks).map(({ label }) => label),
    // A message that one person sees at once notifies nobody.
    notification: seen.ephemeral ? null : text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'),
    ref: { at: 'message', message, ephemeral: seen.ephemeral ?? false } satisfies SlackRef,
  };
}

/** What can be pressed among some blocks. */
export function buttonsOf(blocks: Json[]): { label: string; element: Json; blockId: string }[] {
  return blocks.flatMap((block, index) => {
    const elements = [
      ...((block.type === 'actions' ? block.elements : []) as Json[]),
      block.accessory as Json | undefined,
    ];
    return elements
      .filter((element): element is Json => element?.type === 'button')
      .map((element) => ({
        label: String((element.text as Json).text),
        element,
        blockId: String(block.block_id ?? `b${index}`),
      }));
  });
}

/** The inputs among some blocks. */
export const inputsOf = (blocks: Json[]): Json[] => blocks.filter(({ type }) => type === 'input');

/** What stands in the inputs of a view when it opens, by block. */
export function initialValues(blocks: Json[]): Record<string, string> {
  return Object.fromEntries(
    inputsOf(blocks).flatMap(({ block_id, element }) => {
      const { initial_value, initial_option, initial_date, initial_time } = element as Json;
      const value = initial_value ?? (initial_option as Json | undefined)?.value ?? initial_date ?? initial_time;
      return value === undefined ? [] : [[String(block_id), value === EMPTY_CHOICE ? '' : String(value)]];
    }),
  );
}

/** What is wrong with a field stands in the block above it. */
function shownErrors(blocks: Json[]): Record<string, string> {
  return Object.fromEntries(
    blocks.flatMap((block, index) => {
      const above = blocks[index - 1];
      const words = above && block.type === 'input' ? textOf(above) : '';
      return words.startsWith('⚠️') ? [[String(block.block_id), words]] : [];
    }),
  );
}

/** Everything readable in a block. */
function textOf(block: Json): string {
  switch (block.type) {
    case 'rich_text':
      return (block.elements as Json[]).map(richTextOf).join('\n');
    case 'context':
      return (block.elements as Json[]).map(({ text }) => text).join(' ');
    case 'input':
      return [
        block.label,
        ...optionsOf(block.element as Json).flatMap(({ text, description }) => [text, description]),
        block.hint,
      ]
        .map((text) => (text as Json | undefined)?.text)
        .filter(Boolean)
        .join('\n');
    default:
      return unmark(block.text as Json | undefined);
  }
}

function richTextOf(element: Json): string {
  const inside = element.elements as Json[];
  return element.type === 'rich_text_list'
    ? inside.map(richTextOf).join('\n')
    : inside.map(({ text }) => String(text ?? '')).join('');
}

/** The options of a choice, those of groups included. */
export function optionsOf({ options, option_groups: groups }: Json): Json[] {
  return [
    ...((options as Json[]) ?? []),
    ...((groups as { options: Json[] }[]) ?? []).flatMap((group) => group.options),
  ];
}

/** What stands in a text with markup: bold is all the program ever marks there. */
function unmark(text: Json | undefined): string {
  const written = String(text?.text ?? '');
  return text?.type === 'mrkdwn' ? written.replace(/^\*(.+?)\*$/gm, '$1') : written;
}
