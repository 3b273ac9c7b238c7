import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoogleCard } from '../../../adapters/google-chat/google-card.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import type { Attack, DriverOptions, Fault, PlatformDriver, Shown, Where, Who } from '../driver.ts';
import { listContractStaff, openContractSchool } from '../open-school.ts';
import { ATTACK_VALUES } from '../report-values.ts';
import { type Place, showAnswer } from './client.ts';
import {
  type Format,
  type Happened,
  makeAdded,
  makeAppCommand,
  makeClick,
  makeHome,
  makeSlashCommand,
  makeTypedMessage,
} from './events.ts';
import { type FakeGoogle, startFakeGoogle } from './fake-google.ts';
import type { StoredMessage, StoredSpace } from './google-state.ts';
import { makeKeyFile } from './keys.ts';
import { type GoogleRef, listButtons, listInputs, showCard, showMessage, toFormInputs } from './show.ts';
import { audienceOf, makeToken, makeWrongToken } from './tokens.ts';
import { type GoogleWorld, makeGoogleWorld } from './world.ts';

const STATUS: Record<Fault['kind'], number | 'hang'> = {
  'rate-limited': 429,
  'server-error': 503,
  hang: 'hang',
  forbidden: 403,
  'not-found': 404,
};

/** Opens the demo school on Google Chat, with events as a Chat app of its own gets them. */
export const openGoogleChatDriver = (options: DriverOptions = {}): Promise<PlatformDriver> =>
  openDriver('classic', options);

/** Opens the demo school on Google Chat, with events as a Workspace add-on gets them. */
export const openGoogleChatAddOnDriver = (options: DriverOptions = {}): Promise<PlatformDriver> =>
  openDriver('add-on', options);

async function openDriver(format: Format, options: DriverOptions): Promise<PlatformDriver> {
  const google = await startFakeGoogle();
  const folder = makeTemporaryFolder();
  try {
    const world = makeGoogleWorld(google.state, listContractStaff(options));
    const credentials = join(folder.path, 'key.json');
    writeFileSync(credentials, makeKeyFile(google.tokenUrl), { mode: 0o600 });
    const school = await openContractSchool({
      ...options,
      platform: 'google-chat',
      workspaceId: world.domainId,
      variables: {
        GOOGLE_CHAT_AUDIENCE: audienceOf(format),
        GOOGLE_APPLICATION_CREDENTIALS: credentials,
        GOOGLE_CHAT_API_URL: google.url,
        GOOGLE_CERTS_URL: google.certsUrl,
      },
      casesChannel: world.cases.name,
      staffChannel: world.staffroom.name,
    });
    const driver = new GoogleChatDriver({ format, google, world, school, removeFolder: folder.remove });
    await driver.install();
    return driver;
  } catch (error) {
    folder.remove();
    await google.close();
    throw error;
  }
}

interface Parts {
  format: Format;
  google: FakeGoogle;
  world: GoogleWorld;
  school: Awaited<ReturnType<typeof openContractSchool>>;
  removeFolder(): void;
}
interface Delivery {
  event: Record<string, unknown>;
  place: Place;
}
interface Posted {
  status: number;
  body: Record<string, unknown>;
}

class GoogleChatDriver implements PlatformDriver {
  readonly platform = 'google-chat';
  readonly attackText = ATTACK_VALUES.what as string;
  readonly #parts: Parts;
  #last: Delivery | null = null;
  #lastSubmit: Delivery | null = null;
  #count = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
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

  /** What happens when an administrator installs the app for everybody and adds it to the two spaces. */
  async install(): Promise<void> {
    const { world, school, format, google } = this.#parts;
    for (const { name } of school.staff.filter((person) => !person.name.startsWith('Les '))) {
      const who = name.split(' ')[0] as Who;
      await this.#post(makeAdded(format, this.#happens(who, this.#personal(who))));
    }
    for (const space of [world.cases, world.staffroom])
      await this.#post(makeAdded(format, this.#happens('Ada', space)));
    google.state.messages.length = 0;
  }

  async says(who: Who, text: string, where: Where = 'personal', more: { file?: boolean; thread?: Shown } = {}) {
    const { format, world } = this.#parts;
    const space = where === 'personal' ? this.#personal(who) : where === 'cases' ? world.cases : world.staffroom;
    const ref = more.thread?.ref as GoogleRef | undefined;
    const thread = ref?.at === 'message' ? { thread: ref.message.thread } : {};
    const typed = {
      name: this.#nextMessage(space),
      text,
      ...thread,
      ...(more.file ? { file: true } : {}),
    };
    const happened = this.#happens(who, space);
    const event = text.startsWith('/')
      ? makeSlashCommand(format, happened, { ...typed, dialog: true })
      : makeTypedMessage(format, happened, typed);
    return this.#deliver(event, { ...this.#placeOf(space), ...thread });
  }

  async reportsMessage(who: Who, text: string): Promise<Shown> {
    const { format, world } = this.#parts;
    const about = { name: this.#nextMessage(world.staffroom), text };
    const event = makeAppCommand(format, this.#happens(who, world.staffroom), about);
    return this.#deliver(event, this.#placeOf(world.staffroom));
  }

  async opensHome(who: Who): Promise<Shown> {
    const space = this.#personal(who);
    const { body } = await this.#post(makeHome(this.#happens(who, space)));
    const { action } = body as { action?: { navigations: { pushCard: GoogleCard }[] } };
    const card = action?.navigations[0]?.pushCard;
    if (!card) throw new Error('no page');
    return showCard(card, { private: true, notification: null, ref: { at: 'home', card } satisfies GoogleRef });
  }

  async presses(who: Who, shown: Shown, label: string): Promise<Shown> {
    const ref = shown.ref as GoogleRef;
    if (ref.at === 'nowhere' || !ref.card) throw new Error('there is nothing to press');
    // In a list several buttons are called the same: the first is meant.
    const button = listButtons(ref.card).find(({ text }) => text === label);
    if (!button) throw new Error(`there is no button ${label}`);
    return this.#click(who, ref, button.onClick.action, shown, {});
  }

  async fills(who: Who, form: Shown, values: Record<string, string>): Promise<Shown> {
    const ref = form.ref as GoogleRef;
    if (form.kind !== 'form' || ref.at === 'nowhere' || !ref.card) throw new Error(`no form but: ${form.text}`);
    const submit = listButtons(ref.card).at(-1);
    if (!submit) throw new Error('there is no button to send it');
    return this.#click(who, ref, submit.onClick.action, form, { ...form.values, ...values });
  }

  async inbox(who: Who): Promise<Shown[]> {
    const { name } = this.#personal(who);
    return this.#messagesIn(name).map((message) => showMessage(message, true));
  }

  async posted(): Promise<Shown[]> {
    const messages = this.#messagesIn(this.#parts.world.cases.name);
    return messages.filter((message) => isRoot(message, messages)).map((message) => showMessage(message, false));
  }

  async thread(root: Shown): Promise<Shown[]> {
    const ref = root.ref as GoogleRef;
    if (ref.at !== 'message') throw new Error('this is no thread');
    const below = this.#messagesIn(ref.message.space).filter(
      ({ thread, name }) => thread === ref.message.thread && name !== ref.message.name,
    );
    return below.map((message) => showMessage(message, false));
  }

  async seenInPlaces(): Promise<string> {
    const { cases, staffroom } = this.#parts.world;
    return JSON.stringify([cases, staffroom].flatMap(({ name }) => this.#messagesIn(name)));
  }

  delivered(): Promise<void> {
    return this.#parts.school.delivered();
  }

  async redelivers(): Promise<Shown> {
    if (!this.#last) throw new Error('nothing was delivered yet');
    return this.#send(this.#last);
  }

  async echoesOwnMessage(): Promise<void> {
    const space = this.#personal('Dana');
    const { format } = this.#parts;
    // With words that would open a form, had a person typed them.
    const typed = { name: this.#nextMessage(space), text: '/esafety report', by: 'app' as const };
    await this.#post(makeTypedMessage(format, this.#happens('Dana', space), typed));
  }

  async attacks(attack: Attack): Promise<number | null> {
    // A bearer token says nothing about the body it comes with.
    if (attack === 'other-body') return null;
    if (attack === 'replayed') {
      if (!this.#lastSubmit) throw new Error('nothing was sent yet');
      return (await this.#post(this.#lastSubmit.event)).status;
    }
    const form = await this.says('Tess', '/esafety report');
    const ref = form.ref as Extract<GoogleRef, { at: 'dialog' }>;
    const action = listButtons(ref.card).at(-1)?.onClick.action as { function: string; parameters: [] };
    const event = makeClick(this.#parts.format, this.#happens('Tess', this.#personal('Tess')), {
      on: null,
      ...action,
      formInputs: toFormInputs(listInputs(ref.card), ATTACK_VALUES),
      dialog: 'SUBMIT_DIALOG',
    });
    return (await this.#post(event, makeWrongToken(attack, this.#parts.format))).status;
  }

  setMember(who: Who | 'app', member: boolean): void {
    const { cases, memberOf } = this.#parts.world;
    const { name } = memberOf(who);
    cases.members = [...cases.members.filter((each) => each.name !== name), ...(member ? [memberOf(who)] : [])];
  }

  breakMembers(how: 'empty' | 'incomplete'): void {
    this.#parts.world.cases.trouble = how;
  }

  fault({ kind, calls, times = Number.POSITIVE_INFINITY, retryAfterSeconds }: Fault): void {
    const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    this.#parts.google.state.faults.push({ calls, status: STATUS[kind], left: times, ...wait });
  }

  sends(): number {
    return this.#parts.google.state.sends;
  }

  async close(): Promise<void> {
    await this.#parts.school.close();
    await this.#parts.google.close();
    this.#parts.removeFolder();
  }

  #click(
    who: Who,
    ref: Exclude<GoogleRef, { at: 'nowhere' }>,
    action: { function: string; parameters: { key: string; value: string }[]; interaction?: string },
    shown: Shown,
    values: Record<string, string>,
  ): Promise<Shown> {
    const { format, google } = this.#parts;
    const inputs = ref.card ? listInputs(ref.card) : [];
    const formInputs = inputs.length > 0 ? { formInputs: toFormInputs(inputs, values) } : {};
    if (ref.at === 'home') {
      const space = this.#personal(who);
      return this.#deliver(makeHome(this.#happens(who, space), { ...action, ...formInputs }), this.#placeOf(space));
    }
    const own = this.#personal(who);
    const found = ref.at === 'message' ? ref.message : ref.on;
    const there = (found && google.state.spaces.get(found.space)) ?? own;
    // Nobody is in somebody else's 1:1 chat: a copied button is in the own one.
    const space = there.spaceType === 'DIRECT_MESSAGE' ? own : there;
    const on = found && found.space !== space.name ? { ...found, space: space.name } : found;
    const dialog = ref.at === 'dialog' ? 'SUBMIT_DIALOG' : action.interaction ? 'REQUEST_DIALOG' : null;
    const event = makeClick(format, this.#happens(who, space), { on, ...action, ...formInputs, dialog });
    const place: Place = {
      ...this.#placeOf(space),
      on,
      dialog: ref.at === 'dialog' ? { card: ref.card, shown, values } : null,
      ...(on ? { thread: on.thread } : {}),
    };
    if (inputs.length > 0) this.#lastSubmit = { event, place };
    return this.#deliver(event, place);
  }

  #deliver(event: Record<string, unknown>, place: Place): Promise<Shown> {
    this.#last = { event, place };
    return this.#send(this.#last);
  }

  async #send({ event, place }: Delivery): Promise<Shown> {
    const { status, body } = await this.#post(event);
    if (status !== 200) throw new Error(`the program answered ${status}`);
    return showAnswer(this.#parts.google.state, this.#parts.format, body, place);
  }

  async #post(event: Record<string, unknown>, token = makeToken(this.#parts.format)): Promise<Posted> {
    const response = await fetch(`${this.started.url}/google-chat/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(event),
    });
    const text = await response.text();
    return { status: response.status, body: response.status === 200 && text ? JSON.parse(text) : {} };
  }

  #happens(who: Who, space: StoredSpace): Happened {
    this.#count += 1;
    const eventTime = `2026-11-10T10:00:00.${String(this.#count).padStart(6, '0')}Z`;
    return { person: this.#parts.world.personOf(who), space, eventTime };
  }

  #personal(who: Who): StoredSpace {
    const { state } = this.#parts.google;
    const name = state.personal.get(this.#parts.world.personOf(who).name) ?? '';
    return state.spaces.get(name) as StoredSpace;
  }

  #placeOf({ name, spaceType }: StoredSpace): Place {
    return { space: name, isPersonal: spaceType === 'DIRECT_MESSAGE', on: null, dialog: null };
  }

  #nextMessage({ name }: StoredSpace): string {
    this.#count += 1;
    return `${name}/messages/T${this.#count}.T${this.#count}`;
  }

  #messagesIn(space: string): StoredMessage[] {
    return this.#parts.google.state.messages.filter((message) => message.space === space && !message.viewer);
  }
}

const isRoot = (message: StoredMessage, all: StoredMessage[]): boolean =>
  all.find(({ thread }) => thread === message.thread) === message;
