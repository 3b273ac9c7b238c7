import { EMPTY_CHOICE } from '../../../adapters/teams/protocol.ts';
import { listActions } from '../../../playground/card-reading.ts';
import type { CardAction, CardJson, MessageView } from '../../../playground/types.ts';
import { readInputs, readTexts } from '../../support/playground-desk.ts';
import type { Shown } from '../driver.ts';

/** What a Shown of Teams points at. */
export type TeamsRef =
  | { at: 'message'; placeId: string; messageId: string; card: CardJson | null }
  | { at: 'dialog'; dialogId: string; card: CardJson }
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
  ref: { at: 'nowhere' } satisfies TeamsRef,
};

/** One sentence, as a toast or a dialog without a card. */
export const showWords = (text: string): Shown => ({ ...NOTHING, kind: text ? 'words' : 'nothing', text });

/** A card as a person sees it. */
export function showCard(
  card: CardJson,
  around: { private: boolean; title?: string; notification: string | null; ref: TeamsRef },
): Shown {
  const values = Object.fromEntries(
    Object.entries(readInputs(card)).map(([id, value]) => [id, value === EMPTY_CHOICE ? '' : value]),
  );
  const inputs = findNodes(card).filter(({ type }) => String(type).startsWith('Input.'));
  return {
    kind: inputs.length > 0 ? 'form' : 'card',
    private: around.private,
    text: [around.title, readTexts(card)].filter(Boolean).join('\n'),
    buttons: buttonsOf(card).map(({ title }) => title ?? ''),
    fields: inputs.map(({ id }) => String(id)),
    values,
    errors: readErrors(card),
    notification: around.notification,
    ref: around.ref,
  };
}

/** A message of the bot's. */
export function showMessage(message: MessageView, placeId: string): Shown {
  const [card] = message.cards;
  const ref: TeamsRef = { at: 'message', placeId, messageId: message.id, card: card ?? null };
  const around = { private: placeId === 'personal', notification: message.summary ?? message.text, ref };
  if (card) return showCard(card, around);
  return { ...NOTHING, kind: 'words', text: message.text, ...around };
}

/** What reaches the bot when it is pressed; folding a part open does not. */
export const buttonsOf = (card: CardJson): CardAction[] =>
  listActions(card).filter(({ type }) => type === 'Action.Execute' || type === 'Action.Submit');

/** The choices that stand for no answer, by field. */
const NO_ANSWER: Record<string, string> = { type: 'Not sure', purpose: 'Not known' };

/** What a client sends for values: whoever chooses "Not sure" sends whatever the card has for it. */
export function toInputs(card: CardJson, values: Record<string, string>): Record<string, string> {
  const choices = new Map(
    findNodes(card).map((node) => [String(node.id), (node.choices ?? []) as { title: string; value: string }[]]),
  );
  const inputs = Object.entries(values).map(([id, value]) => {
    const none = choices.get(id)?.find(({ title }) => title === NO_ANSWER[id]);
    return [id, value === '' && none ? none.value : value];
  });
  return Object.fromEntries(inputs);
}

/** An error stands in a box right above its input, after the field's label. */
function readErrors(card: CardJson): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { items, body } of findNodes(card)) {
    const siblings = (Array.isArray(items) ? items : Array.isArray(body) ? body : []) as CardJson[];
    for (const [index, node] of siblings.entries()) {
      const box = siblings[index - 1];
      if (!String(node.type).startsWith('Input.') || box?.style !== 'attention') continue;
      const [lead = ''] = findNodes(box).map(({ text }) => (typeof text === 'string' ? text : ''));
      errors[String(node.id)] = readTexts(box).replace(lead, '').trim();
    }
  }
  return errors;
}

/** Every object inside a card but the data of its buttons; the card itself first. */
function findNodes(node: unknown): CardJson[] {
  if (Array.isArray(node)) return node.flatMap(findNodes);
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.entries(node).flatMap(([name, child]) => (name === 'data' ? [] : findNodes(child)));
  return [node as CardJson, ...inside];
}

/** What the button is called that sends a form: the one at its foot. */
export function submitOf({ actions }: Record<string, unknown>): string {
  const [submit] = Array.isArray(actions) ? (actions as { title?: unknown }[]) : [];
  return String(submit?.title ?? '');
}
