/** A component as it travels. */
export interface SentComponent {
  type: number;
  content?: string;
  label?: string;
  description?: string;
  custom_id?: string;
  components?: SentComponent[];
  component?: SentComponent;
  accessory?: SentComponent;
  options?: { label: string; value: string; default?: boolean }[];
  value?: string;
  required?: boolean;
  max_length?: number;
}

/** A message as it stands. */
export interface StoredMessage {
  id: string;
  channelId: string;
  flags: number;
  components: SentComponent[];
  nonce?: string;
}

/** A private message: only the one who acted sees it. */
export interface EphemeralMessage extends StoredMessage {
  token: string;
  accountId: string;
  /** The first answer, as opposed to what followed it. */
  original: boolean;
}

/** One thing somebody did, until it is answered. */
export interface StoredInteraction {
  id: string;
  token: string;
  accountId: string;
  channelId: string;
  /** The message its button stands on. */
  messageId?: string;
}

/** What an interaction's first answer did. */
export type Outcome =
  | { kind: 'modal'; modal: Modal }
  | { kind: 'message'; message: StoredMessage; ephemeral: boolean }
  | { kind: 'nothing' };

/** A modal as it opens. */
export interface Modal {
  custom_id: string;
  title: string;
  components: SentComponent[];
}

/** A channel, thread or 1:1 chat. */
export interface StoredChannel {
  id: string;
  type: number;
  name: string;
  parentId?: string;
  /** The other one of a 1:1 chat. */
  recipientId?: string;
  overwrites: { id: string; type: number; allow: string; deny: string }[];
  memberIds: Set<string>;
  archived?: boolean;
}

/** A member of the server. */
export interface StoredMember {
  id: string;
  name: string;
  bot: boolean;
  roles: Set<string>;
}

/** What the program does over the API is answered with this instead. */
export interface ApiFault {
  status: number | 'hang';
  calls: 'send' | 'members';
  /** Only calls of these addresses. */
  path?: RegExp;
  left: number;
  retryAfterSeconds: number;
}

/** Discord's numbers that the fake needs. */
export const CHANNEL = { text: 0, personal: 1, privateThread: 12 } as const;
/** Marks a private message. */
export const EPHEMERAL = 1 << 6;

/** Everything the fake knows: one server with its channels and members, and what was sent. */
export class DiscordState {
  readonly guildId: string;
  readonly applicationId: string;
  ownerId = '';
  readonly members: StoredMember[] = [];
  readonly channels = new Map<string, StoredChannel>();
  readonly messages: StoredMessage[] = [];
  readonly ephemeral: EphemeralMessage[] = [];
  readonly interactions: StoredInteraction[] = [];
  /** What first answers did, by interaction; the last one counts where it was answered again. */
  readonly outcomes = new Map<string, Outcome>();
  readonly commands = new Map<string, unknown[]>();
  readonly faults: ApiFault[] = [];
  brokenMembers: 'empty' | 'incomplete' | null = null;
  sends = 0;
  #next = 1_500_000_000_000_000_000n;

  constructor(guildId: string, applicationId: string) {
    this.guildId = guildId;
    this.applicationId = applicationId;
  }

  makeId(): string {
    this.#next += 4_194_304n;
    return String(this.#next);
  }

  addChannel(channel: Partial<StoredChannel> & { type: number; name: string }): StoredChannel {
    const made = { overwrites: [], memberIds: new Set<string>(), ...channel, id: channel.id ?? this.makeId() };
    this.channels.set(made.id, made);
    return made;
  }

  /** The 1:1 chat of the bot with somebody. */
  personalOf(accountId: string): StoredChannel {
    const found = [...this.channels.values()].find(({ recipientId }) => recipientId === accountId);
    return found ?? this.addChannel({ type: CHANNEL.personal, name: '', recipientId: accountId });
  }

  /** Keeps a private message that belongs to an interaction. */
  keepEphemeral(to: StoredInteraction, body: Record<string, unknown>, original: boolean): EphemeralMessage {
    const { token, accountId, channelId } = to;
    const message = { ...readBody(body), id: this.makeId(), channelId, token, accountId, original };
    this.ephemeral.push(message);
    return message;
  }

  /** Does what an interaction's first answer says. */
  applyAnswer(to: StoredInteraction, answer: { type: number; data?: Record<string, unknown> }): Outcome {
    const outcome = this.#apply(to, answer);
    this.outcomes.set(to.id, outcome);
    return outcome;
  }

  #apply(to: StoredInteraction, { type, data = {} }: { type: number; data?: Record<string, unknown> }): Outcome {
    if (type === 9) return { kind: 'modal', modal: data as unknown as Modal };
    if (type === 4 && (Number(data.flags ?? 0) & EPHEMERAL) !== 0)
      return { kind: 'message', message: this.keepEphemeral(to, data, true), ephemeral: true };
    if (type === 4) return { kind: 'message', message: this.post(to.channelId, data), ephemeral: false };
    if (type !== 7) return { kind: 'nothing' };
    const own = this.ephemeral.find(({ id }) => id === to.messageId);
    if (own) {
      Object.assign(own, { ...readBody(data), flags: own.flags, token: to.token, original: true });
      return { kind: 'message', message: own, ephemeral: true };
    }
    const shared = this.messages.find(({ id }) => id === to.messageId);
    if (!shared) return { kind: 'nothing' };
    Object.assign(shared, readBody(data));
    return { kind: 'message', message: shared, ephemeral: false };
  }

  post(channelId: string, body: Record<string, unknown>): StoredMessage {
    const message = { ...readBody(body), id: this.makeId(), channelId };
    this.messages.push(message);
    return message;
  }
}

/** The parts of a message's body that are kept. */
export function readBody(body: Record<string, unknown>): Pick<StoredMessage, 'flags' | 'components' | 'nonce'> {
  return {
    flags: Number(body.flags ?? 0),
    components: (body.components ?? []) as SentComponent[],
    ...(typeof body.nonce === 'string' ? { nonce: body.nonce } : {}),
  };
}
