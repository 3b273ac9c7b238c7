import { decodeCustomId } from '../../../adapters/discord/custom-id.ts';
import { MOST_INPUT } from '../../../adapters/discord/limits.ts';
import type { Shown } from '../driver.ts';
import { countPages, type DiscordClient, findPageButton } from './client.ts';
import type { DiscordState, Modal, SentComponent, StoredMessage } from './discord-state.ts';
import { type Happens, makeModalSubmit, makePress } from './interactions.ts';
import { type DiscordRef, listInputs, readValue } from './show.ts';

const TEXT_INPUT = 4;
const RADIO = 21;

/** Fills in a form page by page, as a person does, up to the button that sends it. */
export class FormFiller {
  readonly #state: DiscordState;
  readonly #client: DiscordClient;
  readonly #at: Happens;

  constructor(state: DiscordState, client: DiscordClient, at: Happens) {
    this.#state = state;
    this.#client = client;
    this.#at = at;
  }

  /** Fills in every page that has one of the values, and sends the form unless told to stop before. */
  async fill(form: Shown, values: Record<string, string>, stop = false): Promise<Shown> {
    const waiting = new Map(Object.entries(values).flatMap(([id, value]) => divideValue(id, value)));
    let page = findPage(form, waiting);
    if (!page) return this.#end(form, stop);
    for (;;) {
      for (const { id } of listInputs(page.modal)) waiting.delete(id);
      const shown = await this.#submitPage(page.on, page.modal, { ...values, ...Object.fromEntries(page.typed) });
      if (!findPageButton(shown)) return shown;
      page = await this.#nextPage(shown, page.modal, waiting);
      if (!page) return this.#end(shown, stop);
    }
  }

  /** Opens the pages after the one that was sent, then those before it, up to one with something to type. */
  async #nextPage(shown: Shown, sent: Modal, waiting: Map<string, string>): Promise<Page | undefined> {
    const customId = findPageButton(shown);
    if (!customId) return undefined;
    const on = (shown.ref as DiscordRef).messages.at(-1) ?? null;
    const first = (decodeCustomId(sent.custom_id)?.page ?? 0) + 1;
    let count = countPages(sent);
    for (let step = 0; step < count && waiting.size > 0; step += 1) {
      const modal = await this.#client.openPage(customId, (first + step) % count, this.#at, on);
      count = countPages(modal);
      const typed = findTyped(modal, waiting);
      if (typed.length > 0) return { modal, typed, on };
    }
    return undefined;
  }

  /** Sends what can be sent, unless told not to; what is left is shown whole. */
  async #end(shown: Shown, stop: boolean): Promise<Shown> {
    const send = stop ? undefined : sendId(shown);
    if (send) return this.#press(shown, send);
    return shown.kind === 'form' ? shown : this.#client.withForm(shown, this.#at);
  }

  async #submitPage(on: StoredMessage | null, modal: Modal, values: Record<string, string>): Promise<Shown> {
    const components = listInputs(modal).map(({ id, input }, index) => ({
      type: 18,
      id: index * 2 + 1,
      component: answerInput(input, chooseValue(id, input, values), index * 2 + 2),
    }));
    return this.#client.sendPage(
      makeModalSubmit(this.#state, this.#at, modal.custom_id, components, this.#standing(on)),
    );
  }

  #press(shown: Shown, customId: string): Promise<Shown> {
    const { form, messages } = shown.ref as DiscordRef;
    const on = form ? form.on : (messages.at(-1) ?? null);
    return this.#client.act(makePress(this.#state, this.#at, customId, on), this.#at, on);
  }

  /** The message as it stands now. */
  #standing(on: StoredMessage | null): StoredMessage | null {
    return on && ([...this.#state.ephemeral, ...this.#state.messages].find(({ id }) => id === on.id) ?? on);
  }
}

/** What sends the form, where it can be sent. */
export function sendId(shown: Shown): string | undefined {
  return (shown.ref as DiscordRef).buttons.find(({ customId }) => decodeCustomId(customId)?.act === 'send')?.customId;
}

/** A long account is typed into one field after the other; what was begun in one is finished there. */
function divideValue(id: string, value: string): [string, string][] {
  const parts: string[] = [];
  let rest = value;
  while (rest.length > MOST_INPUT) {
    const at = Math.max(...['\n', ' '].map((sign) => rest.lastIndexOf(sign, MOST_INPUT)));
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...parts, rest].map((part, index) => [index === 0 ? id : `${id}~${index}`, part]);
}

/** A page that is open, what is to be typed into it, and the message it was opened from. */
interface Page {
  modal: Modal;
  typed: [string, string][];
  on: StoredMessage | null;
}

/** What waits for a field of this page. */
function findTyped(modal: Modal, waiting: Map<string, string>): [string, string][] {
  return listInputs(modal).flatMap(({ id }): [string, string][] => {
    const value = waiting.get(id);
    return value === undefined ? [] : [[id, value]];
  });
}

/** The first page with something to type: what is open, else what a button opens. */
function findPage(shown: Shown, waiting: Map<string, string>): Page | undefined {
  const form = (shown.ref as DiscordRef | null)?.form;
  if (!form) return undefined;
  const { on } = form;
  for (const modal of form.modals) {
    const typed = findTyped(modal, waiting);
    if (typed.length > 0) return { modal, typed, on };
  }
  // Nothing to change: what is open is sent as it stands.
  const [first] = form.modals;
  return form.opened && first ? { modal: first, typed: [], on } : undefined;
}

/** What goes into an input: what was given, else what stands in it. A choice is made in the menu that offers it. */
function chooseValue(id: string, input: SentComponent, values: Record<string, string>): string {
  const name = input.options ? id.replace(/~\d$/, '') : id;
  return values[name] ?? readValue(input);
}

/** An input as it comes back. */
function answerInput(input: SentComponent, value: string, id: number): Record<string, unknown> {
  const base = { type: input.type, id, custom_id: input.custom_id };
  if (input.type === TEXT_INPUT) {
    const typed = value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
    if (typed.length > (input.max_length ?? 4000)) throw new Error(`${input.custom_id} takes no more`);
    return { ...base, value: typed };
  }
  const known = input.options?.some((option) => option.value === value);
  if (input.type === RADIO) return { ...base, value: known ? value : null };
  return { ...base, values: known ? [value] : [] };
}
