import {
  describeMessage,
  type Envelope,
  makeContext,
  makeInvoke,
  makeMessage,
  makeValueMessage,
} from './activities.ts';
import type { BotLink } from './bot-link.ts';
import { fillInputs, findAction } from './card-reading.ts';
import { isRecord } from './http-helpers.ts';
import { markMention, toHtml } from './message-text.ts';
import { type OpenDialog, readCardAnswer, readDialogAnswer, SOMETHING_WENT_WRONG } from './outcomes.ts';
import type {
  Activity,
  BotAnswer,
  CardAction,
  CardJson,
  Outcome,
  PlaygroundClient,
  PlaygroundPerson,
  Sent,
  Where,
} from './types.ts';
import { viewConversation, viewMessage } from './views.ts';
import { nameThread, type Place, type StoredMessage } from './world-state.ts';

/** What every person's client works with. */
export interface ClientParts {
  envelope: Envelope;
  bot: BotLink;
  dialogs: Map<string, OpenDialog>;
}

type Say = Parameters<PlaygroundClient['say']>[0];
type Press = Parameters<PlaygroundClient['pressAction']>[0];
type Submit = Parameters<PlaygroundClient['submitDialog']>[0];
type Command = Parameters<PlaygroundClient['openCommand']>[0];

/** The Teams client of one person. */
export class PersonClient implements PlaygroundClient {
  readonly person: PlaygroundPerson;
  private readonly envelope: Envelope;
  private readonly bot: BotLink;
  private readonly dialogs: Map<string, OpenDialog>;

  constructor(person: PlaygroundPerson, parts: ClientParts) {
    this.person = person;
    this.envelope = parts.envelope;
    this.bot = parts.bot;
    this.dialogs = parts.dialogs;
  }

  /** See PlaygroundClient. */
  async say({ conversation, text, mention = false, file }: Say): Promise<Sent> {
    const { state, botName } = this.envelope;
    const place = this.openPlace(conversation);
    const id = state.makeMessageId();
    const marked = place.kind === 'channel' ? markMention(text, botName, mention) : { text, mentioned: false };
    const thread = place.kind === 'channel' ? { ...place, threadId: place.threadId ?? id } : place;
    const message = this.storeMessage(thread, id, marked.text, file?.name);
    const conversationId = thread.kind === 'channel' ? nameThread(thread.id, thread.threadId) : thread.id;
    if (place.kind === 'channel' && !marked.mentioned) return { messageId: id, conversationId };

    const html = toHtml(marked.text, botName);
    const activity = makeMessage(this.envelope, this.person, thread, {
      id,
      ...marked,
      html,
      mention: marked.mentioned,
      file,
    });
    const bot = await this.deliver(activity, message);
    return { messageId: id, conversationId, activity, bot };
  }

  /** See PlaygroundClient. */
  async pressAction({ activityId, action, inputs = {}, theme = 'default' }: Press): Promise<Outcome> {
    const message = this.readMessage(activityId);
    const card = viewMessage(this.envelope, message, this.person.id).cards[0];
    if (!card || message.from.kind !== 'bot') throw new Error('This message has no card with buttons.');
    const pressed = completeAction(card, action, inputs);
    const place = this.placeOf(message);

    if (pressed.type === 'Action.Execute') {
      const value = { action: pressed, trigger: 'manual' };
      const activity = makeInvoke(this.envelope, this.person, place, {
        name: 'adaptiveCard/action',
        value,
        replyToId: activityId,
      });
      const outcome = readCardAnswer({ activity, bot: await this.bot.deliver(activity) });
      if (outcome.kind === 'card') this.replaceCard(message, outcome.card);
      return outcome;
    }
    if (pressed.type !== 'Action.Submit') throw new Error(`${pressed.type} is not sent to the bot.`);
    const data = isRecord(pressed.data) ? pressed.data : {};
    const teams = isRecord(data.msteams) ? data.msteams : {};
    if (teams.type === 'task/fetch') {
      const value = { data, context: makeContext(theme) };
      const activity = makeInvoke(this.envelope, this.person, place, {
        name: 'task/fetch',
        value,
        replyToId: activityId,
      });
      const context = { personId: this.person.id, place, replyToId: activityId };
      return readDialogAnswer({ activity, bot: await this.bot.deliver(activity) }, this.dialogs, context);
    }
    return this.sendValue(message, place, data, teams);
  }

  /** See PlaygroundClient. */
  async submitDialog({ dialogId, action, inputs = {}, theme = 'default' }: Submit): Promise<Outcome> {
    const dialog = this.dialogs.get(dialogId);
    if (!dialog || dialog.personId !== this.person.id) throw new Error('This dialog is not open.');
    const pressed = completeAction(dialog.view.card, action, inputs);
    if (pressed.type !== 'Action.Submit') throw new Error(`Teams dialogs send Action.Submit, not ${pressed.type}.`);
    const value = { ...dialog.command, data: pressed.data, context: makeContext(theme) };
    const name = dialog.command ? 'composeExtension/submitAction' : 'task/submit';
    const activity = makeInvoke(this.envelope, this.person, dialog.place, { name, value, replyToId: dialog.replyToId });
    return readDialogAnswer({ activity, bot: await this.bot.deliver(activity) }, this.dialogs, { ...dialog, dialogId });
  }

  /** See PlaygroundClient. */
  async openCommand(command: Command): Promise<Outcome> {
    const { commandId, commandContext, theme = 'default' } = command;
    const message = command.message === undefined ? undefined : this.readMessage(command.message);
    if (commandContext === 'message' && !message) throw new Error('A command on a message needs the message.');
    const place = message ? this.placeOf(message) : this.openPlace(command.conversation ?? 'personal');
    const html = message ? toHtml(message.text, this.envelope.botName) : '';
    const kept = {
      commandId,
      commandContext,
      ...(message ? { messagePayload: describeMessage(this.envelope, message, html) } : {}),
    };
    const value = { ...kept, context: makeContext(theme) };
    const activity = makeInvoke(this.envelope, this.person, place, { name: 'composeExtension/fetchTask', value });
    const context = { personId: this.person.id, place, command: kept };
    return readDialogAnswer({ activity, bot: await this.bot.deliver(activity) }, this.dialogs, context);
  }

  /** See PlaygroundClient. */
  conversation(id: string): ReturnType<PlaygroundClient['conversation']> {
    return viewConversation(this.envelope, this.openPlace(id), this.person.id);
  }

  /** See PlaygroundClient. */
  post(activity: Activity, options: { token?: string | null } = {}): Promise<BotAnswer> {
    return this.bot.deliver(activity, options.token);
  }

  /** Marks a conversation as read by this person. */
  read(conversation: Where): void {
    this.envelope.state.markRead(this.person.id, this.openPlace(conversation).id);
  }

  /** Closes a dialog without submitting it; Teams does not tell the bot. */
  closeDialog(dialogId: string): void {
    if (this.dialogs.get(dialogId)?.personId === this.person.id) this.dialogs.delete(dialogId);
  }

  /** A plain Action.Submit: a message with the inputs in its value, visible only where it brings its own text. */
  private async sendValue(
    message: StoredMessage,
    place: Place,
    data: Record<string, unknown>,
    teams: Record<string, unknown>,
  ): Promise<Outcome> {
    const id = this.envelope.state.makeMessageId();
    const { msteams: _, ...value } = data;
    const isText = teams.type === 'messageBack' || teams.type === 'imBack';
    const shown = teams.type === 'imBack' ? teams.value : teams.displayText;
    const text = teams.type === 'imBack' ? teams.value : teams.text;
    const stored = isText && typeof shown === 'string' ? this.storeMessage(place, id, shown) : undefined;
    const activity = makeValueMessage(this.envelope, this.person, place, {
      id,
      value: teams.type === 'messageBack' && teams.value !== undefined ? teams.value : value,
      replyToId: message.id,
      ...(isText && typeof text === 'string' ? { text } : {}),
    });
    const bot = await this.deliver(activity, stored);
    if (bot.status < 200 || bot.status >= 300) return { activity, bot, kind: 'failed', text: SOMETHING_WENT_WRONG };
    return { activity, bot, kind: 'done' };
  }

  private storeMessage(place: Place, id: string, text: string, fileName?: string): StoredMessage {
    const message: StoredMessage = {
      id,
      placeId: place.id,
      ...(place.kind === 'channel' ? { threadId: place.threadId ?? id } : {}),
      from: { kind: 'person', personId: this.person.id },
      text,
      textFormat: 'plain',
      attachments: fileName ? [{ contentType: 'application/octet-stream', name: fileName }] : [],
      mentionsPersonIds: [],
      sentAt: this.envelope.state.now(),
      deleted: false,
      delivered: true,
      cardFor: new Map(),
    };
    this.envelope.state.addMessage(message);
    return message;
  }

  private async deliver(activity: Activity, message?: StoredMessage): Promise<BotAnswer> {
    const bot = await this.bot.deliver(activity);
    if (message && (bot.status < 200 || bot.status >= 300)) {
      message.delivered = false;
      this.envelope.state.tell({ kind: 'message', change: 'edited', placeId: message.placeId, message });
    }
    return bot;
  }

  private replaceCard(message: StoredMessage, card: CardJson): void {
    message.cardFor.set(this.person.id, card);
    this.envelope.state.tell({ kind: 'message', change: 'card', placeId: message.placeId, message });
  }

  /** Finds a place this person can read; throws for strangers, unknown places and unknown threads alike. */
  private openPlace(where: Where): Place {
    const { state } = this.envelope;
    const id = typeof where === 'object' ? nameThread(where.channelId, where.threadId) : where;
    const place = state.findPlace(id === 'personal' ? state.personalIdOf(this.person) : id);
    const isReader = place && state.readersOf(place).some((reader) => reader.id === this.person.id);
    const thread = place?.kind === 'channel' ? place.threadId : undefined;
    if (!place || !isReader || (thread && !state.findMessage(place.id, thread)))
      throw new Error(`${this.person.name} has no conversation ${id}.`);
    return place;
  }

  private readMessage(messageId: string): StoredMessage {
    const message = this.envelope.state.findMessageAnywhere(messageId);
    if (!message || message.deleted) throw new Error(`There is no message ${messageId}.`);
    this.openPlace(message.placeId);
    return message;
  }

  private placeOf(message: StoredMessage): Place {
    return this.openPlace(message.threadId ? nameThread(message.placeId, message.threadId) : message.placeId);
  }
}

/** The button as a client sends it: its own data and the inputs in one object. A button named by text brings the card's inputs along. */
function completeAction(
  card: CardJson,
  action: CardAction | string | undefined,
  inputs: Record<string, string>,
): CardAction {
  const isNamed = typeof action !== 'object';
  const { type, id, title, verb, data, associatedInputs } = isNamed ? findAction(card, action) : action;
  const takesInputs = isNamed && associatedInputs !== 'none';
  return {
    type,
    ...(id === undefined ? {} : { id }),
    ...(title === undefined ? {} : { title }),
    ...(verb === undefined ? {} : { verb }),
    data: { ...(isRecord(data) ? data : {}), ...(takesInputs ? fillInputs(card, inputs) : inputs) },
  };
}
