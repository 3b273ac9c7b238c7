import { vi } from 'vitest';
import { handCode } from '../../../src/load-staff.ts';
import type { Attack, DriverOptions, Fault, PlatformDriver, Shown, Where, Who } from '../driver.ts';
import { listContractStaff, openContractSchool } from '../open-school.ts';
import { ATTACK_VALUES } from '../report-values.ts';
import { DiscordClient, findButton } from './client.ts';
import type { StoredChannel, StoredMessage } from './discord-state.ts';
import { type FakeDiscord, startFakeDiscord } from './fake-discord.ts';
import { FormFiller, sendId } from './fill.ts';
import {
  type Happens,
  type Interaction,
  makeCommand,
  makeMessageCommand,
  makeMessageCreate,
  makePress,
} from './interactions.ts';
import { type DiscordKeys, makeDiscordKeys } from './keys.ts';
import { type DiscordRef, showMessages } from './show.ts';
import { type Delivery, GatewayTransport, HttpTransport } from './transport.ts';
import { type DiscordWorld, makeDiscordWorld } from './world.ts';

const STATUS: Record<Fault['kind'], number | 'hang'> = {
  'rate-limited': 429,
  'server-error': 503,
  hang: 'hang',
  forbidden: 403,
  'not-found': 404,
};
/** Who opens cases: the first is believed on the code alone and confirms the others. */
const HOLDERS: Who[] = ['Dana', 'Dev', 'Hope', 'Cora'];
const OTHERS: Who[] = ['Tess', 'Ike', 'Olive', 'Nia', 'Ada'];

/** Opens the demo school on Discord, with interactions over HTTP. */
export const openDiscordDriver = (options: DriverOptions = {}): Promise<PlatformDriver> => openDriver('http', options);

/** Opens the demo school on Discord, with everything over the gateway. */
export const openDiscordGatewayDriver = (options: DriverOptions = {}): Promise<PlatformDriver> =>
  openDriver('gateway', options);

async function openDriver(mode: 'http' | 'gateway', options: DriverOptions): Promise<PlatformDriver> {
  const staff = listContractStaff(options);
  const world = makeDiscordWorld(staff);
  const fake = await startFakeDiscord(world.state);
  try {
    const keys = makeDiscordKeys();
    const school = await openContractSchool({
      ...options,
      platform: 'discord',
      workspaceId: world.state.guildId,
      variables: {
        DISCORD_APPLICATION_ID: world.applicationId,
        DISCORD_BOT_TOKEN: fake.botToken,
        DISCORD_API_URL: fake.apiUrl,
        ...(mode === 'http' ? { DISCORD_PUBLIC_KEY: keys.publicKeyHex } : {}),
      },
      casesChannel: world.cases.id,
      staffChannel: world.staffroom.id,
    });
    const driver = new DiscordDriver({ mode, world, fake, keys, school, schoolId: staff[0]?.schoolId ?? '' });
    await driver.install();
    return driver;
  } catch (error) {
    await fake.close();
    throw error;
  }
}

interface Parts {
  mode: 'http' | 'gateway';
  world: DiscordWorld;
  fake: FakeDiscord;
  keys: DiscordKeys;
  school: Awaited<ReturnType<typeof openContractSchool>>;
  schoolId: string;
}

class DiscordDriver implements PlatformDriver {
  readonly platform = 'discord';
  readonly attackText = ATTACK_VALUES.what as string;
  readonly #parts: Parts;
  readonly #transport: HttpTransport | GatewayTransport;
  readonly #client: DiscordClient;
  #last: (() => Promise<Shown>) | null = null;
  #lastSubmit: Delivery | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { world, keys, school, fake, mode } = parts;
    this.#transport =
      mode === 'http'
        ? new HttpTransport(world.state, keys, `${school.started.url}/discord/interactions`)
        : new GatewayTransport(world.state, fake);
    this.#client = new DiscordClient(world.state, this.#transport);
  }

  get started() {
    return this.#parts.school.started;
  }
  get clock() {
    return this.#parts.school.clock;
  }
  get databaseUrl() {
    return this.#parts.school.databaseUrl;
  }
  get logLines() {
    return this.#parts.school.logLines;
  }

  /** What happens when an administrator adds the app: people say who they are by a code, and the channel is named. */
  async install(): Promise<void> {
    const { world, school, schoolId, mode } = this.#parts;
    const { program } = school.started;
    const staff = await program.store.listStaff(schoolId);
    for (const who of [...HOLDERS, ...OTHERS]) {
      const person = staff.find(({ name }) => name.startsWith(`${who} `));
      if (!person) continue;
      const { code } = await handCode(program, schoolId, person.personId, person.email, null);
      await this.says(who, `/esafety code ${code}`);
    }
    await this.delivered();
    for (const request of await this.inbox('Dana'))
      if (request.buttons.includes('Confirm')) await this.presses('Dana', request, 'Confirm');
    await this.delivered();
    if (mode === 'http') await this.says('Ada', '/esafety setup', 'cases');
    world.state.messages.length = 0;
    world.state.ephemeral.length = 0;
    world.state.sends = 0;
  }

  async says(who: Who, text: string, where: Where = 'personal', more: { file?: boolean; thread?: Shown } = {}) {
    const { world, mode } = this.#parts;
    const thread = (more.thread?.ref as DiscordRef | undefined)?.channelId;
    const at = this.#at(who, thread ? (world.state.channels.get(thread) as StoredChannel) : this.#channel(who, where));
    // In the 1:1 chat of a bot on the gateway, words are as good as the command.
    if (mode === 'gateway' && where === 'personal' && !more.thread) return this.#writes(at, text, more.file);
    const [, verb = '', rest = ''] = /^\/?\s*esafety\s+(\S+)\s*(.*)$/is.exec(text) ?? [];
    const interaction = makeCommand(world.state, at, { verb: verb.toLowerCase(), rest, file: more.file });
    return this.#act(interaction, at, null);
  }

  async reportsMessage(who: Who, text: string): Promise<Shown> {
    const { world } = this.#parts;
    const at = this.#at(who, world.staffroom);
    return this.#act(makeMessageCommand(world.state, at, text), at, null);
  }

  async opensHome(): Promise<null> {
    return null;
  }

  async presses(who: Who, shown: Shown, label: string): Promise<Shown> {
    const { world } = this.#parts;
    const customId = findButton(shown, label);
    if (!customId) throw new Error(`there is no button "${label}" on: ${shown.text}`);
    const { channelId, messages } = shown.ref as DiscordRef;
    const accountId = world.accountOf(who);
    const recipient = world.state.channels.get(channelId)?.recipientId;
    // Nobody is in somebody else's 1:1 chat: a copied button is in the own one.
    const isCopied = recipient !== undefined && recipient !== accountId;
    const at = { accountId, channelId: isCopied ? world.state.personalOf(accountId).id : channelId };
    const last = messages.at(-1) ?? null;
    const on = last && isCopied ? { ...last, channelId: at.channelId } : last;
    return this.#act(makePress(world.state, at, customId, on), at, on);
  }

  async fills(who: Who, form: Shown, values: Record<string, string>): Promise<Shown> {
    return this.#fill(who, form, values, false);
  }

  async inbox(who: Who): Promise<Shown[]> {
    const { world } = this.#parts;
    const { id } = world.state.personalOf(world.accountOf(who));
    return world.state.messages.filter(({ channelId }) => channelId === id).map((each) => this.#showPersonal(each));
  }

  async posted(): Promise<Shown[]> {
    return this.#threads().flatMap(([first]) => (first ? [showMessages([first], false, true)] : []));
  }

  async thread(root: Shown): Promise<Shown[]> {
    const { channelId } = root.ref as DiscordRef;
    const [, ...lines] = this.#threads().find(([first]) => first?.channelId === channelId) ?? [];
    return lines.map((line) => showMessages([line], false, true));
  }

  async seenInPlaces(): Promise<string> {
    const { channels, messages } = this.#parts.world.state;
    const places = [...channels.values()].filter(({ recipientId }) => !recipientId);
    return places
      .flatMap(({ id, name, parentId }) => [
        ...(parentId ? [name] : []),
        ...messages.filter(({ channelId }) => channelId === id).map((each) => JSON.stringify(each)),
      ])
      .join('\n');
  }

  delivered(): Promise<void> {
    return this.#parts.school.delivered();
  }

  async redelivers(): Promise<Shown> {
    if (!this.#last) throw new Error('nothing was said, pressed or filled in');
    return this.#last();
  }

  async echoesOwnMessage(): Promise<void> {
    const { world, fake, mode } = this.#parts;
    // Over HTTP no messages come in at all.
    if (mode === 'http') return;
    const last = world.state.messages.at(-1);
    const at = { accountId: world.applicationId, channelId: last?.channelId ?? world.staffroom.id };
    await fake.dispatch('MESSAGE_CREATE', makeMessageCreate(world.state, at, { content: '/esafety help', own: true }));
  }

  async attacks(attack: Attack): Promise<number | null> {
    const { world } = this.#parts;
    const transport = this.#transport;
    if (transport instanceof GatewayTransport) return null;
    if (attack === 'replayed') {
      if (!this.#lastSubmit) throw new Error('nothing was sent');
      return transport.repeat(this.#lastSubmit);
    }
    const form = await this.says('Tess', '/esafety report');
    const ready = await this.#fill('Tess', form, ATTACK_VALUES, true);
    const { channelId, messages } = ready.ref as DiscordRef;
    const at = { accountId: world.accountOf('Tess'), channelId };
    return transport.attack(attack, makePress(world.state, at, sendId(ready) ?? '', messages.at(-1) ?? null));
  }

  setMember(who: Who | 'app', member: boolean): void {
    const { world } = this.#parts;
    const roles = world.state.members.find(({ id }) => id === world.accountOf(who))?.roles;
    if (member) roles?.add(world.teamRole);
    else roles?.delete(world.teamRole);
  }

  breakMembers(how: 'empty' | 'incomplete'): void {
    this.#parts.world.state.brokenMembers = how;
  }

  fault({ kind, calls, times = Number.POSITIVE_INFINITY, retryAfterSeconds = 30 }: Fault): void {
    this.#parts.world.state.faults.push({ status: STATUS[kind], calls, left: times, retryAfterSeconds });
  }

  sends(): number {
    return this.#parts.world.state.sends;
  }

  async close(): Promise<void> {
    await this.#parts.school.close();
    await this.#parts.fake.close();
  }

  async #fill(who: Who, form: Shown, values: Record<string, string>, stop: boolean): Promise<Shown> {
    const { world } = this.#parts;
    const at = { accountId: world.accountOf(who), channelId: (form.ref as DiscordRef).channelId };
    const shown = await new FormFiller(world.state, this.#client, at).fill(form, values, stop);
    const delivery = this.#transport.last;
    if (delivery) this.#remember(delivery, at, shown);
    if (!stop) this.#lastSubmit = delivery;
    return shown;
  }

  async #act(interaction: Interaction, at: Happens, on: StoredMessage | null): Promise<Shown> {
    const { outcome } = await this.#transport.deliver(interaction);
    const delivery = this.#transport.last;
    const shown = await this.#client.show(outcome, interaction.token, at, on);
    if (delivery) this.#remember(delivery, at, shown, on);
    return shown;
  }

  /** Writes a message in the 1:1 chat, and answers what the bot writes back. */
  async #writes(at: Happens, text: string, file?: boolean): Promise<Shown> {
    const { world, fake } = this.#parts;
    const message = makeMessageCreate(world.state, at, { content: text, file });
    const personal = () => world.state.messages.filter(({ channelId }) => channelId === at.channelId);
    const before = personal().length;
    await fake.dispatch('MESSAGE_CREATE', message);
    await vi.waitFor(
      () => {
        if (personal().length === before) throw new Error('the bot has not answered');
      },
      { timeout: 5000, interval: 1 },
    );
    this.#last = async () => {
      await fake.dispatch('MESSAGE_CREATE', message);
      // What comes after it is answered after it.
      await this.#client.act(makeCommand(world.state, at, { verb: 'help', rest: '' }), at, null);
      return { ...showMessages([], true, false), kind: 'nothing' };
    };
    return this.#client.withForm(this.#showPersonal(personal().at(-1) as StoredMessage), at);
  }

  #remember(delivery: Delivery, at: Happens, shown: Shown, on: StoredMessage | null = null): void {
    this.#last = async () => {
      const again = await this.#transport.redeliver(delivery);
      if (again.kind === 'nothing') return { ...shown, kind: 'nothing' };
      return this.#client.show(again, delivery.interaction.token, at, on);
    };
  }

  #threads(): StoredMessage[][] {
    const { state, cases } = this.#parts.world;
    return [...state.channels.values()]
      .filter(({ parentId }) => parentId === cases.id)
      .map(({ id }) => state.messages.filter(({ channelId }) => channelId === id));
  }

  #showPersonal(message: StoredMessage): Shown {
    return showMessages([message], true, true);
  }

  #channel(who: Who, where: Where): StoredChannel {
    const { world } = this.#parts;
    if (where === 'personal') return world.state.personalOf(world.accountOf(who));
    return where === 'cases' ? world.cases : world.staffroom;
  }

  #at(who: Who, channel: StoredChannel): Happens {
    return { accountId: this.#parts.world.accountOf(who), channelId: channel.id };
  }
}
