import { vi } from 'vitest';
import type { Attack } from '../driver.ts';
import type { Transport } from './client.ts';
import type { DiscordState, Outcome } from './discord-state.ts';
import type { FakeDiscord } from './fake-discord.ts';
import type { Interaction } from './interactions.ts';
import { type DiscordKeys, makeDiscordKeys, signRequest } from './keys.ts';

/** One interaction as it was sent. */
export interface Delivery {
  interaction: Interaction;
  body: string;
  headers: Record<string, string>;
}

const NOTHING: Outcome = { kind: 'nothing' };
const SIX_MINUTES_SECONDS = 6 * 60;

/** Interactions over HTTP, each with Discord's signature. */
export class HttpTransport implements Transport {
  readonly #state: DiscordState;
  readonly #keys: DiscordKeys;
  readonly #url: string;
  last: Delivery | null = null;

  constructor(state: DiscordState, keys: DiscordKeys, url: string) {
    this.#state = state;
    this.#keys = keys;
    this.#url = url;
  }

  async deliver(interaction: Interaction): Promise<{ status: number; outcome: Outcome }> {
    const body = JSON.stringify(interaction);
    this.last = { interaction, body, headers: signRequest(this.#keys, body) };
    return this.#post(this.last);
  }

  async redeliver(delivery: Delivery): Promise<Outcome> {
    const { outcome } = await this.#post(delivery);
    return outcome;
  }

  /** Sends the same bytes again and answers the status. */
  async repeat(delivery: Delivery): Promise<number> {
    return (await this.#post(delivery)).status;
  }

  /** Sends an interaction with something wrong about it and answers the status. */
  async attack(attack: Exclude<Attack, 'replayed'>, interaction: Interaction): Promise<number> {
    const foreign =
      attack === 'wrong-audience' ? { ...interaction, application_id: '999999999999999999' } : interaction;
    const body = JSON.stringify(foreign);
    const seconds = Math.floor(Date.now() / 1000) - (attack === 'stale' ? SIX_MINUTES_SECONDS : 0);
    const signed = signRequest(attack === 'forged' ? makeDiscordKeys() : this.#keys, body, seconds);
    const headers = attack === 'unsigned' ? { 'content-type': 'application/json' } : signed;
    const sent = attack === 'other-body' ? JSON.stringify({ ...interaction, locale: 'fr' }) : body;
    const { status } = await fetch(this.#url, { method: 'POST', headers, body: sent });
    return status;
  }

  async #post({ interaction, body, headers }: Delivery): Promise<{ status: number; outcome: Outcome }> {
    const response = await fetch(this.#url, { method: 'POST', headers, body });
    const text = await response.text();
    const stored = this.#state.interactions.find(({ id }) => id === interaction.id);
    if (response.status === 200 && stored)
      return { status: 200, outcome: this.#state.applyAnswer(stored, JSON.parse(text)) };
    if (response.status !== 202) throw new Error(`answered ${response.status}: ${text}`);
    return { status: 202, outcome: this.#state.outcomes.get(interaction.id) ?? NOTHING };
  }
}

/** Interactions over the gateway, each answered by a call. */
export class GatewayTransport implements Transport {
  readonly #state: DiscordState;
  readonly #fake: FakeDiscord;
  last: Delivery | null = null;

  constructor(state: DiscordState, fake: FakeDiscord) {
    this.#state = state;
    this.#fake = fake;
  }

  async deliver(interaction: Interaction): Promise<{ status: number; outcome: Outcome }> {
    this.last = { interaction, body: JSON.stringify(interaction), headers: {} };
    await this.#fake.dispatch('INTERACTION_CREATE', interaction);
    const outcome = await vi.waitFor(
      () => {
        const found = this.#state.outcomes.get(interaction.id);
        if (!found) throw new Error('the bot has not answered');
        return found;
      },
      { timeout: 5000, interval: 1 },
    );
    return { status: 200, outcome };
  }

  async redeliver({ interaction }: Delivery): Promise<Outcome> {
    this.#state.outcomes.delete(interaction.id);
    const { outcome } = await this.deliver(interaction);
    return outcome;
  }
}
