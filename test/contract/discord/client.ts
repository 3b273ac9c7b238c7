import { vi } from 'vitest';
import { decodeCustomId, encodeCustomId } from '../../../adapters/discord/custom-id.ts';
import type { Shown } from '../driver.ts';
import type { DiscordState, Modal, Outcome, StoredMessage } from './discord-state.ts';
import { type Happens, type Interaction, makePress } from './interactions.ts';
import { type DiscordRef, listButtons, readForm, readTexts, showMessages } from './show.ts';

/** How what a person does reaches the program: over HTTP with a signature, or over the gateway. */
export interface Transport {
  /** Delivers an interaction and waits until it was answered; the status is HTTP's, 200 over the gateway. */
  deliver(interaction: Interaction): Promise<{ status: number; outcome: Outcome }>;
}

const NOTHING: Shown = {
  kind: 'nothing',
  private: true,
  text: '',
  buttons: [],
  fields: [],
  values: {},
  errors: {},
  notification: null,
  ref: null,
};

/** Discord's app on a person's screen: it shows what came back and opens what buttons open. */
export class DiscordClient {
  readonly #state: DiscordState;
  readonly #transport: Transport;

  constructor(state: DiscordState, transport: Transport) {
    this.#state = state;
    this.#transport = transport;
  }

  /** Delivers an interaction and shows what the person then sees. */
  async act(interaction: Interaction, at: Happens, on: StoredMessage | null): Promise<Shown> {
    const { outcome } = await this.#transport.deliver(interaction);
    return this.show(outcome, interaction.token, at, on);
  }

  /** What a person sees of an answer, with all pages of a form. */
  async show(outcome: Outcome, token: string, at: Happens, on: StoredMessage | null): Promise<Shown> {
    if (outcome.kind === 'nothing') return NOTHING;
    if (outcome.kind === 'modal') return this.#showForm(outcome.modal, at, on);
    return this.withForm(await this.#showAnswer(outcome, token), at);
  }

  /** Delivers a page and shows the answer without opening any page again: whoever goes on typing needs the next one alone. */
  async sendPage(interaction: Interaction): Promise<Shown> {
    const { outcome } = await this.#transport.deliver(interaction);
    if (outcome.kind === 'nothing') return NOTHING;
    if (outcome.kind === 'modal') throw new Error('no window can be the answer to a window');
    return this.#showAnswer(outcome, interaction.token);
  }

  /** Adds the form that a message's buttons open. */
  async withForm(shown: Shown, at: Happens): Promise<Shown> {
    const customId = findPageButton(shown);
    if (!customId) return shown;
    const ref = shown.ref as DiscordRef;
    const on = ref.messages.at(-1) ?? null;
    const modals = await this.openPages(customId, at, on);
    ref.form = { modals, opened: false, on };
    return { ...shown, kind: 'form', ...readForm(modals, shown.text) };
  }

  /** Opens one page after the other, as somebody who looks through the form. */
  async openPages(customId: string, at: Happens, on: StoredMessage | null, known: Modal[] = []): Promise<Modal[]> {
    const modals = [...known];
    const first = known[0] ?? (await this.openPage(customId, 0, at, on));
    if (known.length === 0) modals.push(first);
    const count = countPages(first);
    for (let page = 1; page < count; page += 1) modals[page] = await this.openPage(customId, page, at, on);
    return modals;
  }

  /** Opens one page. */
  async openPage(customId: string, page: number, at: Happens, on: StoredMessage | null): Promise<Modal> {
    const form = decodeCustomId(customId);
    if (!form) throw new Error('not a form of ours');
    const press = makePress(this.#state, at, encodeCustomId({ ...form, act: 'page', page }), on);
    const { outcome } = await this.#transport.deliver(press);
    if (outcome.kind !== 'modal') throw new Error(`page ${page} did not open: ${JSON.stringify(outcome)}`);
    return outcome.modal;
  }

  async #showForm(modal: Modal, at: Happens, on: StoredMessage | null): Promise<Shown> {
    const modals = await this.openPages(modal.custom_id, at, on, [modal]);
    const text = modals.flatMap(({ title, components }) => [title, ...readTexts(components)]).join('\n');
    const ref: DiscordRef = { channelId: at.channelId, messages: [], buttons: [], form: { modals, opened: true, on } };
    return { ...NOTHING, kind: 'form', text, ...readForm(modals, ''), ref };
  }

  async #showAnswer(outcome: Extract<Outcome, { kind: 'message' }>, token: string): Promise<Shown> {
    if (!outcome.ephemeral) return showMessages([outcome.message], false, false);
    return showMessages(await this.#allParts(outcome.message, token), true, false);
  }

  /** A private answer in several messages says how many there are. */
  async #allParts(first: StoredMessage, token: string): Promise<StoredMessage[]> {
    const count = Number(/^Part 1 of (\d+)$/m.exec(readTexts(first.components).join('\n'))?.[1] ?? 1);
    if (count === 1) return [first];
    return vi.waitFor(
      () => {
        const more = this.#state.ephemeral.filter((message) => message.token === token && message.id !== first.id);
        if (more.length < count - 1) throw new Error(`${more.length + 1} of ${count} parts have come`);
        return [first, ...more.slice(0, count - 1)];
      },
      { timeout: 5000, interval: 1 },
    );
  }
}

/** How many pages a form has, as the title of each says. */
export const countPages = (modal: Modal): number => Number(/\(\d+ of (\d+)\)$/.exec(modal.title)?.[1] ?? 1);

/** The button that opens a form, where there is one. */
export function findPageButton(shown: Shown): string | undefined {
  const ref = shown.ref as DiscordRef | null;
  return ref?.buttons.find(({ customId }) => decodeCustomId(customId)?.act === 'page')?.customId;
}

/** The button with these words. */
export function findButton(shown: Shown, label: string): string | undefined {
  const { messages, buttons } = shown.ref as DiscordRef;
  return [...buttons, ...messages.flatMap(({ components }) => listButtons(components))].find(
    (button) => button.label === label,
  )?.customId;
}
