import type { Attack, DriverOptions, Fault, OpenDriver, PlatformDriver, Shown, Where, Who } from '../driver.ts';
import { listContractStaff, openContractSchool } from '../open-school.ts';
import { ATTACK_VALUES } from '../report-values.ts';
import { makeAttack } from './attack.ts';
import { FakeSlack } from './fake-slack.ts';
import { type Line, overHttp, overSocket } from './line.ts';
import {
  type Actor,
  escapeText,
  makeCommand,
  makeEvent,
  makeInteraction,
  makePress,
  makeShortcut,
  makeSubmit,
  type SlackRequest,
  signRequest,
} from './payloads.ts';
import { buttonsOf, NOTHING, type SlackRef, showMessage, showView } from './show.ts';
import { spreadValues } from './spread-values.ts';
import { sendAndWatch, viewNow } from './watch.ts';
import { BOT, type SlackWorkspace, startWorkspace } from './workspace.ts';

const SIGNING_SECRET = 'contract-signing-secret';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

type School = Awaited<ReturnType<typeof openContractSchool>>;
type Json = Record<string, unknown>;
interface Delivery {
  who: Who;
  request: SlackRequest;
  ref: SlackRef;
}

/** Opens the demo school on Slack over HTTP: an emulated workspace, and the whole program behind it. */
export const openSlackDriver: OpenDriver = (options) =>
  openDriver(options, { SLACK_SIGNING_SECRET: SIGNING_SECRET }, async (_, url) => overHttp(url));

/** Opens the demo school on Slack over Socket Mode, where the program has no address. */
export const openSlackSocketDriver: OpenDriver = (options) =>
  openDriver(options, { SLACK_APP_TOKEN: 'xapp-contract' }, (slack) => overSocket(slack.socketMode));

async function openDriver(
  options: DriverOptions = {},
  variables: Record<string, string>,
  connect: (slack: FakeSlack, url: string) => Promise<Line>,
): Promise<PlatformDriver> {
  const workspace = await startWorkspace(listContractStaff(options), 'http://127.0.0.1/slack/oauth_redirect');
  const slack = await FakeSlack.start(workspace);
  const close = async () => {
    await slack.close();
    await workspace.close();
  };
  const school = await openContractSchool({
    ...options,
    platform: 'slack',
    workspaceId: workspace.teamId,
    variables: { SLACK_BOT_TOKEN: BOT.token, SLACK_API_URL: slack.apiUrl, ...variables },
    casesChannel: workspace.casesChannel,
    staffChannel: workspace.staffChannel,
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const line = await connect(slack, school.started.url);
  const driver = new SlackDriver({ workspace, slack, school, line, closeSlack: close });
  await driver.install();
  return driver;
}

interface DriverParts {
  workspace: SlackWorkspace;
  slack: FakeSlack;
  school: School;
  line: Line;
  closeSlack(): Promise<void>;
}

class SlackDriver implements PlatformDriver {
  readonly platform = 'slack';
  readonly attackText = ATTACK_VALUES.what as string;
  readonly #workspace: SlackWorkspace;
  readonly #slack: FakeSlack;
  readonly #school: School;
  readonly #line: Line;
  readonly #closeSlack: () => Promise<void>;
  #last: Delivery | null = null;
  #lastSubmit: SlackRequest | null = null;

  constructor(parts: DriverParts) {
    this.#workspace = parts.workspace;
    this.#slack = parts.slack;
    this.#school = parts.school;
    this.#line = parts.line;
    this.#closeSlack = parts.closeSlack;
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

  /** The bot is added to the school's channels, and everybody on the staff opens it once: Slack tells a bot of nobody before. */
  async install(): Promise<void> {
    for (const { name } of this.#school.staff) await this.opensHome(name.split(' ')[0] as Who);
    for (const channel of [this.#workspace.casesChannel, this.#workspace.staffChannel])
      await this.#sendEvent({ type: 'member_joined_channel', user: BOT.userId, channel, channel_type: 'G' });
  }

  async says(
    who: Who,
    text: string,
    where: Where = 'personal',
    more: { file?: boolean; thread?: Shown } = {},
  ): Promise<Shown> {
    const words = text.replace(/^\/esafety\s?/, '');
    if (more.thread || more.file) return this.#writes(who, words, where, more);
    const channelId = await this.#channelOf(who, where);
    const { userId } = this.#actor(who);
    const body = makeCommand(this.#actor(who), {
      text: words,
      channelId,
      triggerId: await this.#slack.issueTrigger(userId),
      responseUrl: this.#slack.issueResponseUrl(userId, channelId, null),
    });
    return this.#deliver(who, signRequest(body, FORM, SIGNING_SECRET), { at: 'nowhere' }, channelId);
  }

  async reportsMessage(who: Who, text: string): Promise<Shown> {
    const { staffChannel: channelId } = this.#workspace;
    const { userId } = this.#actor(who);
    const payload = makeShortcut(this.#actor(who), {
      text,
      channelId,
      writerId: this.#workspace.accountOf(who === 'Nia' ? 'Tess' : 'Nia'),
      triggerId: await this.#slack.issueTrigger(userId),
      responseUrl: this.#slack.issueResponseUrl(userId, channelId, null),
    });
    return this.#interact(who, payload, { at: 'nowhere' });
  }

  async opensHome(who: Who): Promise<Shown> {
    const { userId } = this.#actor(who);
    const event = { type: 'app_home_opened', user: userId, channel: await this.#personalOf(userId), tab: 'home' };
    await this.#sendEvent(event);
    const view = this.#slack.homes.get(userId);
    return view ? showView(view, { at: 'home', view }) : NOTHING;
  }

  async presses(who: Who, shown: Shown, label: string): Promise<Shown> {
    const ref = shown.ref as SlackRef;
    if (ref.at === 'nowhere') throw new Error('there is nothing to press');
    const blocks = ref.at === 'message' ? ref.message.blocks : (viewNow(this.#slack, ref).blocks as Json[]);
    const copied = ref.at === 'message' ? buttonsOf(copyBlocks(shown)) : [];
    // In a list several buttons are called the same: the first is meant.
    const button = [...buttonsOf(blocks), ...copied].find((each) => each.label === label);
    if (!button) throw new Error(`there is no button ${label}`);
    const actor = this.#actor(who);
    if (ref.at === 'message') {
      const { message, ephemeral } = ref;
      const triggerId = await this.#slack.issueTrigger(actor.userId);
      const responseUrl = this.#slack.issueResponseUrl(actor.userId, message.channelId, message);
      return this.#interact(who, makePress(actor, button, { triggerId, message, ephemeral, responseUrl }), ref);
    }
    const viewId = ref.at === 'dialog' ? ref.viewId : 'V0HOME';
    const triggerId = await this.#slack.issueTrigger(actor.userId, ref.at === 'dialog' ? viewId : undefined);
    const hash = this.#slack.dialogs.get(viewId)?.hash ?? '';
    return this.#interact(
      who,
      makePress(actor, button, { triggerId, view: viewNow(this.#slack, ref), viewId, hash }),
      ref,
    );
  }

  async fills(who: Who, form: Shown, values: Record<string, string>): Promise<Shown> {
    const ref = form.ref as SlackRef;
    const dialog = ref.at === 'dialog' ? this.#slack.dialogs.get(ref.viewId) : undefined;
    if (form.kind !== 'form' || ref.at !== 'dialog' || !dialog) throw new Error(`no form but: ${form.text}`);
    const typed = spreadValues(dialog.view.blocks as Json[], { ...form.values, ...values });
    const actor = this.#actor(who);
    const triggerId = await this.#slack.issueTrigger(actor.userId, ref.viewId);
    const body = makeInteraction(makeSubmit(actor, dialog, typed, triggerId));
    const request = signRequest(body, FORM, SIGNING_SECRET);
    this.#lastSubmit = request;
    const shown = await this.#deliver(who, request, ref, null);
    // What is wrong is said beside the fields of the form that stays open, with everything typed in it.
    return shown.kind === 'form' && Object.keys(shown.errors).length > 0 && shown.ref === ref
      ? { ...shown, values: { ...form.values, ...values } }
      : shown;
  }

  async inbox(who: Who): Promise<Shown[]> {
    const channelId = this.#slack.personal.get(this.#workspace.accountOf(who));
    return this.#slack.messages
      .filter((message) => message.channelId === channelId)
      .map((message) => showMessage({ ...message }, { private: true }));
  }

  async posted(): Promise<Shown[]> {
    return this.#slack.messages
      .filter(({ channelId, threadTs }) => channelId === this.#workspace.casesChannel && threadTs === null)
      .map((message) => showMessage({ ...message }, { private: false }));
  }

  async thread(root: Shown): Promise<Shown[]> {
    const ref = root.ref as SlackRef;
    if (ref.at !== 'message') throw new Error('this is no thread');
    return this.#slack.messages
      .filter(({ channelId, threadTs }) => channelId === ref.message.channelId && threadTs === ref.message.ts)
      .map((message) => showMessage({ ...message }, { private: false }));
  }

  async seenInPlaces(): Promise<string> {
    const places = [this.#workspace.casesChannel, this.#workspace.staffChannel];
    return JSON.stringify(this.#slack.messages.filter(({ channelId }) => places.includes(channelId)));
  }

  delivered(): Promise<void> {
    return this.#school.delivered();
  }

  async redelivers(): Promise<Shown> {
    const last = this.#last;
    if (!last) throw new Error('nothing was delivered yet');
    return this.#deliver(last.who, last.request, last.ref, null);
  }

  async echoesOwnMessage(): Promise<void> {
    const own = this.#slack.messages.at(-1);
    if (!own) throw new Error('nothing was said yet');
    const channelId = this.#slack.personal.get(this.#workspace.accountOf('Dana'));
    // With words that would open a form, had a person typed them.
    const said = { user: BOT.userId, bot_id: BOT.botId, text: 'report', ts: own.ts, channel: channelId };
    await this.#sendEvent({ type: 'message', channel_type: 'im', ...said });
    await this.#sendEvent({ type: 'app_mention', ...said, text: `<@${BOT.userId}> report` });
  }

  async attacks(attack: Attack): Promise<number | null> {
    if (attack === 'replayed') {
      if (!this.#lastSubmit) throw new Error('nothing was sent yet');
      return (await this.#line.post(this.#lastSubmit)).status;
    }
    if (!this.#line.signed) return null;
    const form = await this.says('Tess', '/esafety report');
    const ref = form.ref as SlackRef;
    const dialog = ref.at === 'dialog' ? this.#slack.dialogs.get(ref.viewId) : undefined;
    if (!dialog) throw new Error('no form was opened');
    const actor = this.#actor('Tess');
    const typed = spreadValues(dialog.view.blocks as Json[], { ...form.values, ...ATTACK_VALUES });
    const payload = makeSubmit(
      actor,
      dialog,
      typed,
      await this.#slack.issueTrigger(actor.userId, ref.at === 'dialog' ? ref.viewId : undefined),
    );
    return (await this.#line.post(makeAttack(attack, payload, SIGNING_SECRET))).status;
  }

  setMember(who: Who | 'app', member: boolean): void {
    const account = this.#workspace.accountOf(who);
    if (member) this.#slack.caseMembers.add(account);
    else this.#slack.caseMembers.delete(account);
  }

  breakMembers(how: 'empty' | 'incomplete'): void {
    this.#slack.brokenMembers = how;
  }

  fault(fault: Fault): void {
    this.#slack.fault(fault);
  }

  sends(): number {
    return this.#slack.sends();
  }

  async close(): Promise<void> {
    await this.#school.close();
    await this.#closeSlack();
  }

  #actor(who: Who): Actor {
    return { teamId: this.#workspace.teamId, userId: this.#workspace.accountOf(who) };
  }

  /** Writes a message: in the 1:1 chat, or in a place to the bot by name. */
  async #writes(who: Who, words: string, where: Where, more: { file?: boolean; thread?: Shown }): Promise<Shown> {
    const { userId } = this.#actor(who);
    const channel = await this.#channelOf(who, where);
    const ref = more.thread?.ref as SlackRef | undefined;
    const event = {
      user: userId,
      channel,
      ts: `${Date.now() / 1000}`,
      ...(ref?.at === 'message' ? { thread_ts: ref.message.threadTs ?? ref.message.ts } : {}),
      ...(more.file ? { subtype: 'file_share', files: [{ id: 'F1', mimetype: 'image/jpeg', name: 'photo.jpg' }] } : {}),
    };
    const said =
      where === 'personal'
        ? { ...event, type: 'message', channel_type: 'im', text: escapeText(words) }
        : { ...event, type: 'app_mention', text: `<@${BOT.userId}> ${escapeText(words)}` };
    const body = JSON.stringify(makeEvent(this.#workspace.teamId, said));
    return this.#deliver(who, signRequest(body, JSON_TYPE, SIGNING_SECRET), { at: 'nowhere' }, channel);
  }

  #interact(who: Who, payload: Json, ref: SlackRef): Promise<Shown> {
    return this.#deliver(who, signRequest(makeInteraction(payload), FORM, SIGNING_SECRET), ref, null);
  }

  /** Sends a request and answers what the person then sees. */
  #deliver(who: Who, request: SlackRequest, ref: SlackRef, channelId: string | null): Promise<Shown> {
    this.#last = { who, request, ref };
    return sendAndWatch(this.#slack, this.#line, { request, userId: this.#actor(who).userId, ref, channelId });
  }

  async #channelOf(who: Who, where: Where): Promise<string> {
    if (where === 'personal') return this.#personalOf(this.#workspace.accountOf(who));
    return where === 'cases' ? this.#workspace.casesChannel : this.#workspace.staffChannel;
  }

  async #personalOf(userId: string): Promise<string> {
    const known = this.#slack.personal.get(userId);
    if (known) return known;
    const { channel } = await this.#workspace.callAsBot('conversations.open', { users: userId });
    const { id } = channel as { id: string };
    this.#slack.personal.set(userId, id);
    return id;
  }

  async #sendEvent(event: Json): Promise<void> {
    const body = JSON.stringify(makeEvent(this.#workspace.teamId, event));
    const { status } = await this.#line.post(signRequest(body, JSON_TYPE, SIGNING_SECRET));
    if (status !== 200) throw new Error(`the event was answered with ${status}`);
  }
}

/** The blocks of a message as they were when they were looked at: somebody may have copied a button that is gone now. */
const copyBlocks = (shown: Shown): Json[] => (shown.ref as Extract<SlackRef, { at: 'message' }>).message.blocks;
