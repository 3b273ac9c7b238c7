/** One invented person of the demo school, as Teams knows them. */
export interface PlaygroundPerson {
  /** Teams id, `29:…`. */
  id: string;
  aadObjectId: string;
  name: string;
  email: string;
  jobTitle: string;
  guest?: boolean;
}

/** One team with its standard channels; every member of the team is in every channel. */
export interface PlaygroundTeam {
  /** `19:…@thread.tacv2` */
  id: string;
  name: string;
  channels: { id: string; name: string }[];
  memberIds: string[];
}

/** Everything the playground shows before the bot has said a word. */
export interface PlaygroundWorld {
  tenantId: string;
  schoolName: string;
  people: PlaygroundPerson[];
  teams: PlaygroundTeam[];
  /** Who is who and what to try, shown to a first-time visitor. */
  guide: { personId: string; text: string }[];
}

/** A Bot Framework activity on the wire; only the members the playground reads are named. */
export interface Activity {
  type: string;
  id?: string;
  name?: string;
  text?: string;
  textFormat?: string;
  summary?: string;
  replyToId?: string;
  attachments?: Attachment[];
  entities?: Record<string, unknown>[];
  channelData?: Record<string, unknown>;
  value?: unknown;
  [member: string]: unknown;
}

/** One attachment of an activity. */
export interface Attachment {
  contentType: string;
  content?: unknown;
  contentUrl?: string;
  name?: string;
}

/** An Adaptive Card as JSON. */
export type CardJson = Record<string, unknown>;

/** One button of a card, as far as pressing it needs. */
export interface CardAction {
  type: string;
  id?: string;
  title?: string;
  verb?: string;
  data?: unknown;
  associatedInputs?: string;
}

/** What the bot's endpoint answered; status 0 means it could not be reached. */
export interface BotAnswer {
  status: number;
  body: unknown;
}

/** A dialog (task module) that is open for one person. */
export interface DialogView {
  dialogId: string;
  title: string;
  card: CardJson;
  height?: number | string;
  width?: number | string;
}

/** What a person sees after pressing a button, opening a command or submitting a dialog. */
export type Outcome = { activity: Activity; bot: BotAnswer } & (
  | { kind: 'card'; card: CardJson }
  | { kind: 'toast'; text: string }
  | { kind: 'dialog'; dialog: DialogView }
  | { kind: 'dialog-message'; text: string }
  | { kind: 'insert'; card: CardJson }
  | { kind: 'done' }
  | { kind: 'failed'; text: string }
);

/** A message a person sent; `bot` is missing where the bot is not told (a channel message without a mention). */
export interface Sent {
  messageId: string;
  conversationId: string;
  activity?: Activity;
  bot?: BotAnswer;
}

/** One message as one person sees it. */
export interface MessageView {
  id: string;
  /** The root message's id in a channel. */
  threadId?: string;
  from: { kind: 'bot' | 'person'; id: string; name: string };
  text: string;
  textFormat: string;
  cards: CardJson[];
  fileNames: string[];
  summary?: string;
  sentAt: string;
  editedAt?: string;
  deleted: boolean;
  /** False when the bot should have had it and did not answer with success. */
  delivered: boolean;
}

/** A 1:1 chat or a channel as one person sees it, oldest message first. */
export interface ConversationView {
  id: string;
  kind: 'personal' | 'channel';
  name: string;
  teamName?: string;
  memberCount: number;
  messages: MessageView[];
}

/** Where something is said: the 1:1 chat, a channel (a new thread) or a thread. */
export type Where = 'personal' | string | { channelId: string; threadId: string };

/** What one person can do in the playground; the browser and the tests share it. */
export interface PlaygroundClient {
  readonly person: PlaygroundPerson;
  /** Sends a message. In channels the bot is told only when it is mentioned, by `mention` or by typing `@` and its name. */
  say(said: {
    conversation: Where;
    text: string;
    mention?: boolean;
    file?: { name: string; contentType: string };
  }): Promise<Sent>;
  /**
   * Presses a button on a message's card. `action` is the button's title, verb or id: inputs that are not given keep what
   * the card has in them, and it throws where a Teams client would not let the person press. A button given as an object
   * is sent with exactly these inputs.
   */
  pressAction(press: {
    activityId: string;
    action: CardAction | string;
    inputs?: Record<string, string>;
    theme?: Theme;
  }): Promise<Outcome>;
  /** Presses a button in an open dialog; without `action` its only one. */
  submitDialog(submit: {
    dialogId: string;
    action?: CardAction | string;
    inputs?: Record<string, string>;
    theme?: Theme;
  }): Promise<Outcome>;
  /** Runs a message-extension command from the compose box or on a message. */
  openCommand(command: {
    commandId: string;
    commandContext: 'compose' | 'message';
    conversation?: Where;
    /** The message's id, for `message`. */
    message?: string;
    theme?: Theme;
  }): Promise<Outcome>;
  /** The messages of `personal`, a channel id or a thread's conversation id as this person sees them. Throws for strangers. */
  conversation(id: string): ConversationView;
  /** Sends any activity to the bot as it stands: a second delivery, or a forgery with another token (null sends none). */
  post(activity: Activity, options?: { token?: string | null }): Promise<BotAnswer>;
}

/** The colour theme a client tells the bot about. */
export type Theme = 'default' | 'dark';

/** One call the bot made to the connector, for tests that look at the wire. */
export interface ConnectorCall {
  method: string;
  path: string;
  status: number;
  body: unknown;
}

/** A failure to be answered to the bot's next matching connector call. */
export interface Fault {
  /** HTTP status; 0 drops the connection without an answer. */
  status: number;
  retryAfterSeconds?: number;
  method?: string;
  pathIncludes?: string;
  /** True carries the call out first, so that only the answer is lost. */
  afterwards?: boolean;
}

/** A clock that the visitor can put forward; what falls due on the way happens meanwhile. */
export interface PlaygroundClock {
  now(): Date;
  skips: readonly { name: string; label: string }[];
  /** Puts it forward and tells each stop on the way; rejects with words to show. */
  skip(name: string, onStop: () => void): Promise<void>;
}
