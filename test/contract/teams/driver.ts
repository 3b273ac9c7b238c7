import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { startPlayground } from '../../../playground/server.ts';
import type { Activity, CardJson, MessageView, Outcome } from '../../../playground/types.ts';
import type { Attack, DriverOptions, Fault, PlatformDriver, Shown, Where, Who } from '../driver.ts';
import { listContractStaff, openContractSchool } from '../open-school.ts';
import { ATTACK_VALUES } from '../report-values.ts';
import { makeAttack } from './attack.ts';
import { buttonsOf, NOTHING, showCard, showMessage, showWords, submitOf, type TeamsRef, toInputs } from './show.ts';
import { makeTeamsWorld, type TeamsWorld } from './world.ts';

const STATUS: Record<Fault['kind'], number> = {
  'rate-limited': 429,
  'server-error': 500,
  // A connection that is dropped stands for one that never answers: both end as "no answer", and nobody has to wait.
  hang: 0,
  forbidden: 403,
  'not-found': 404,
};
/** More calls than any test makes. */
const ALWAYS = 500;

/** Opens the demo school on Teams: the playground, which speaks the Bot Framework protocol, and the whole program behind it. */
export async function openTeamsDriver(options: DriverOptions = {}): Promise<PlatformDriver> {
  const tenant = makeTeamsWorld(listContractStaff(options));
  const [appId, appPassword, port] = [randomUUID(), randomUUID(), await findFreePort()];
  const playground = await startPlayground({
    world: tenant.world,
    port: 0,
    botUrl: `http://127.0.0.1:${port}/api/messages`,
    botAppId: appId,
    botAppPassword: appPassword,
    botName: 'e-safety',
  });
  const school = await openContractSchool({
    ...options,
    platform: 'teams',
    workspaceId: tenant.tenantId,
    variables: {
      PORT: String(port),
      TEAMS_APP_ID: appId,
      TEAMS_APP_PASSWORD: appPassword,
      TEAMS_TENANT_ID: tenant.tenantId,
      TEAMS_OPENID_METADATA_URL: playground.openIdMetadataUrl,
      TEAMS_TOKEN_ISSUER: playground.tokenIssuer,
      TEAMS_LOGIN_URL: playground.loginUrl,
    },
    casesChannel: tenant.casesChannel,
    staffChannel: tenant.staffChannel,
  }).catch(async (error: unknown) => {
    await playground.close();
    throw error;
  });
  await playground.install();
  return new TeamsDriver(tenant, playground, school);
}

type Playground = Awaited<ReturnType<typeof startPlayground>>;
type School = Awaited<ReturnType<typeof openContractSchool>>;
interface Delivery {
  who: Who;
  activity: Activity;
  ref: TeamsRef;
}

class TeamsDriver implements PlatformDriver {
  readonly platform = 'teams';
  readonly attackText = ATTACK_VALUES.what as string;
  readonly #tenant: TeamsWorld;
  readonly #playground: Playground;
  readonly #school: School;
  #last: Delivery | null = null;
  #lastSubmit: Activity | null = null;
  #members: Set<string>;
  #membersTold: Promise<void> = Promise.resolve();

  constructor(tenant: TeamsWorld, playground: Playground, school: School) {
    this.#tenant = tenant;
    this.#playground = playground;
    this.#school = school;
    this.#members = new Set(tenant.world.teams.find(({ id }) => id === tenant.casesTeam)?.memberIds);
  }

  get started() {
    return this.#school.started;
  }
  get clock() {
    return this.#school.clock;
  }
  get databaseUrl() {
    return this.#school.databaseUrl;
  }
  get logLines() {
    return this.#school.logLines;
  }

  says(who: Who, text: string, where: Where = 'personal', more: { file?: boolean; thread?: Shown } = {}) {
    const channelId = this.#placeOf(where);
    const thread = more.thread?.ref as TeamsRef | undefined;
    const conversation = thread?.at === 'message' ? { channelId, threadId: thread.messageId } : channelId;
    const file = more.file ? { file: { name: 'photo.jpg', contentType: 'image/jpeg' } } : {};
    return this.#watch(who, async () => {
      const said = await this.#as(who).say({ conversation, text, mention: where !== 'personal', ...file });
      if (!said.activity) throw new Error('the bot was not told');
      this.#last = { who, activity: said.activity, ref: { at: 'nowhere' } };
      return NOTHING;
    });
  }

  async reportsMessage(who: Who, text: string): Promise<Shown> {
    const writer = this.#as(who === 'Nia' ? 'Tess' : 'Nia');
    const { messageId } = await writer.say({ conversation: this.#tenant.staffChannel, text });
    const outcome = await this.#as(who).openCommand({
      commandId: 'report-message',
      commandContext: 'message',
      message: messageId,
    });
    return this.#keep(who, outcome, { at: 'nowhere' });
  }

  /** Teams has tabs, but the bot has none: its 1:1 chat is its page. */
  async opensHome(): Promise<null> {
    return null;
  }

  presses(who: Who, shown: Shown, label: string): Promise<Shown> {
    return this.#watch(who, async () => {
      const ref = shown.ref as TeamsRef;
      return this.#keep(who, await this.#press(who, ref, label), ref);
    });
  }

  fills(who: Who, form: Shown, values: Record<string, string>): Promise<Shown> {
    return this.#watch(who, async () => {
      const ref = form.ref as TeamsRef;
      if (form.kind !== 'form' || ref.at === 'nowhere' || !ref.card) throw new Error(`no form but: ${form.text}`);
      const inputs = toInputs(ref.card, values);
      const outcome =
        ref.at === 'dialog'
          ? await this.#as(who).submitDialog({ dialogId: ref.dialogId, action: submitOf(ref.card), inputs })
          : await this.#as(who).pressAction({ activityId: ref.messageId, action: submitOf(ref.card), inputs });
      this.#lastSubmit = outcome.activity;
      return this.#keep(who, outcome, ref);
    });
  }

  async inbox(who: Who): Promise<Shown[]> {
    return this.#personal(who).map((message) => showMessage(message, 'personal'));
  }

  async posted(): Promise<Shown[]> {
    const roots = this.#inPlace(this.#tenant.casesChannel).filter(({ id, threadId }) => threadId === id);
    return roots.map((message) => showMessage(message, this.#tenant.casesChannel));
  }

  async thread(root: Shown): Promise<Shown[]> {
    const ref = root.ref as TeamsRef;
    if (ref.at !== 'message') throw new Error('this is no thread');
    const below = this.#inPlace(ref.placeId).filter(
      ({ id, threadId }) => threadId === ref.messageId && id !== ref.messageId,
    );
    return below.map((message) => showMessage(message, ref.placeId));
  }

  async seenInPlaces(): Promise<string> {
    const { casesChannel, staffChannel } = this.#tenant;
    return JSON.stringify([casesChannel, staffChannel].flatMap((place) => this.#inPlace(place)));
  }

  async delivered(): Promise<void> {
    await this.#membersTold;
    await this.#school.delivered();
  }

  async redelivers(): Promise<Shown> {
    const last = this.#last;
    if (!last) throw new Error('nothing was delivered yet');
    return this.#watch(last.who, async () => {
      const { body } = await this.#as(last.who).post(last.activity);
      return this.#showAnswer(body, last.ref);
    });
  }

  async echoesOwnMessage(): Promise<void> {
    const own = this.#personal('Dana').at(-1);
    const [card] = own?.cards ?? [];
    if (!this.#last || !own || !card) throw new Error('nothing was said yet');
    const { value: _, replyToId: __, name: ___, ...common } = this.#last.activity;
    const bot = this.#last.activity.recipient as { id: string };
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
    // With words that would open a form, had a person typed them.
    const echo = { ...common, type: 'message', from: bot, id: own.id, text: '/esafety report', attachments };
    await this.#as('Dana').post(echo);
  }

  async attacks(attack: Attack): Promise<number | null> {
    // Teams sends bearer tokens: what is captured with one may come again until it expires, and must change nothing.
    if (attack === 'replayed') {
      if (!this.#lastSubmit) throw new Error('nothing was sent yet');
      return (await this.#as('Tess').post(this.#lastSubmit)).status;
    }
    const form = await this.says('Tess', '/esafety report');
    const typed = this.#last?.activity as Activity;
    const { activity, token } = makeAttack(attack, { form, typed, playground: this.#playground });
    return (await this.#as('Tess').post(activity, { token })).status;
  }

  setMember(who: Who | 'app', member: boolean): void {
    const account = this.#tenant.accountOf(who);
    if (member) this.#members.add(account);
    else this.#members.delete(account);
    const members = [...this.#members];
    this.#membersTold = this.#membersTold.then(() =>
      this.#playground.setTeamMembers(this.#tenant.casesTeam, members).catch(() => undefined),
    );
  }

  breakMembers(how: 'empty' | 'incomplete'): void {
    this.#playground.setMemberTrouble(how === 'empty' ? 'empty' : 'cut');
  }

  fault({ kind, calls, times = ALWAYS, retryAfterSeconds }: Fault): void {
    const fault = {
      status: STATUS[kind],
      pathIncludes: calls === 'send' ? 'activities' : 'pagedmembers',
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
    for (let count = 0; count < times; count += 1) this.#playground.faults.next(fault);
  }

  sends(): number {
    return this.#playground.calls.filter(({ method, path }) => method !== 'GET' && path.includes('/activities')).length;
  }

  async close(): Promise<void> {
    await this.#membersTold;
    await this.#school.close();
    await this.#playground.close();
  }

  #as(who: Who) {
    return this.#playground.as(this.#tenant.accountOf(who));
  }

  #placeOf(where: Where): string {
    if (where === 'personal') return 'personal';
    return where === 'cases' ? this.#tenant.casesChannel : this.#tenant.staffChannel;
  }

  #personal(who: Who): MessageView[] {
    return this.#as(who)
      .conversation('personal')
      .messages.filter(({ from }) => from.kind === 'bot');
  }

  /** The bot's messages of a place, as somebody sees it who has pressed nothing there. */
  #inPlace(placeId: string): MessageView[] {
    return this.#as(placeId === this.#tenant.casesChannel ? 'Hope' : 'Olive')
      .conversation(placeId)
      .messages.filter(({ from }) => from.kind === 'bot');
  }

  /** What the person sees: the answer where there is one, else what came into the 1:1 chat meanwhile. */
  async #watch(who: Who, act: () => Promise<Shown>): Promise<Shown> {
    await this.#membersTold;
    const before = new Set(this.#personal(who).map(({ id }) => id));
    const shown = await act();
    const arrived = this.#personal(who).filter(({ id }) => !before.has(id));
    const last = arrived.at(-1);
    return shown.kind === 'nothing' && last ? showMessage(last, 'personal') : shown;
  }

  #press(who: Who, ref: TeamsRef, label: string): Promise<Outcome> {
    if (ref.at === 'nowhere' || !ref.card) throw new Error('there is nothing to press');
    // In a list several buttons are called the same: the first is meant.
    const button = buttonsOf(ref.card).find(({ title }) => title === label);
    if (ref.at === 'dialog') return this.#as(who).submitDialog({ dialogId: ref.dialogId, action: button ?? label });
    // Whoever copied what the button sends can post it from a card of their own.
    const message = this.#findMessage(who, ref) ?? this.#personal(who)[0];
    if (!message || !button) throw new Error(`there is no button ${label}`);
    return this.#as(who).pressAction({ activityId: message.id, action: button });
  }

  #findMessage(who: Who, { placeId, messageId }: Extract<TeamsRef, { at: 'message' }>): MessageView | undefined {
    try {
      return this.#as(who)
        .conversation(placeId)
        .messages.find(({ id }) => id === messageId);
    } catch {
      return undefined;
    }
  }

  #keep(who: Who, outcome: Outcome, ref: TeamsRef): Shown {
    const shown = this.#showOutcome(outcome, ref);
    this.#last = { who, activity: outcome.activity, ref: ref.at === 'nowhere' ? (shown.ref as TeamsRef) : ref };
    return shown;
  }

  #showOutcome(outcome: Outcome, ref: TeamsRef): Shown {
    switch (outcome.kind) {
      case 'card':
        return this.#showReplaced(outcome.card, ref);
      case 'dialog': {
        const { dialogId, card, title } = outcome.dialog;
        return showCard(card, { private: true, title, notification: null, ref: { at: 'dialog', dialogId, card } });
      }
      case 'toast':
      case 'dialog-message':
      case 'failed':
        return showWords(outcome.text);
      default:
        return NOTHING;
    }
  }

  #showReplaced(card: CardJson, ref: TeamsRef): Shown {
    const isPrivate = ref.at === 'message' && ref.placeId === 'personal';
    const replaced: TeamsRef = ref.at === 'nowhere' ? ref : { ...ref, card };
    return showCard(card, { private: isPrivate, notification: null, ref: replaced });
  }

  /** What the answer to a second delivery shows. */
  #showAnswer(body: unknown, ref: TeamsRef): Shown {
    const { type, value, task } = (body ?? {}) as { type?: string; value?: unknown; task?: Record<string, unknown> };
    if (type?.endsWith('card.adaptive')) return this.#showReplaced(value as CardJson, ref);
    if (task?.type === 'continue') {
      const { title, card } = task.value as { title: string; card: { content: CardJson } };
      const dialogId = ref.at === 'dialog' ? ref.dialogId : '';
      const around = { private: true, title, notification: null };
      return showCard(card.content, { ...around, ref: { at: 'dialog', dialogId, card: card.content } });
    }
    return showWords(String(task?.value ?? value ?? ''));
  }
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
