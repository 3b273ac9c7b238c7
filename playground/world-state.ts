import { createHash } from 'node:crypto';
import type {
  Attachment,
  CardJson,
  PlaygroundClock,
  PlaygroundPerson,
  PlaygroundTeam,
  PlaygroundWorld,
} from './types.ts';

/** One message as the server keeps it. */
export interface StoredMessage {
  id: string;
  placeId: string;
  /** The root message's id, in channels only. */
  threadId?: string;
  from: { kind: 'bot' } | { kind: 'person'; personId: string };
  text: string;
  textFormat: string;
  attachments: Attachment[];
  summary?: string;
  mentionsPersonIds: string[];
  sentAt: Date;
  editedAt?: Date;
  deleted: boolean;
  delivered: boolean;
  /** Cards that replaced the message's own for one person only, until the bot edits the message. */
  cardFor: Map<string, CardJson>;
}

/** A conversation found by its id. */
export type Place =
  | { kind: 'personal'; id: string; person: PlaygroundPerson }
  | { kind: 'channel'; id: string; team: PlaygroundTeam; channel: { id: string; name: string }; threadId?: string };

/** A change the browser is told about. */
export type Change =
  | { kind: 'message'; change: 'added' | 'edited' | 'deleted' | 'card'; placeId: string; message: StoredMessage }
  | { kind: 'typing'; placeId: string }
  | { kind: 'read'; placeId: string; personId: string }
  | { kind: 'members'; teamId: string }
  | { kind: 'clock'; now: string };

/** Everything the playground knows, in memory. */
export class WorldState {
  readonly world: PlaygroundWorld;
  readonly teams: PlaygroundTeam[];
  readonly installedFor = new Set<string>();
  private readonly botAppId: string;
  private readonly messagesOf = new Map<string, StoredMessage[]>();
  private readonly readUpTo = new Map<string, string>();
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly clock: Pick<PlaygroundClock, 'now'>;
  private lastId = 0;

  constructor(
    world: PlaygroundWorld,
    botAppId: string,
    clock: Pick<PlaygroundClock, 'now'> = { now: () => new Date() },
  ) {
    this.world = world;
    this.clock = clock;
    this.botAppId = botAppId;
    this.teams = world.teams.map((team) => ({ ...team, memberIds: [...team.memberIds] }));
  }

  /** What the clock of the school shows. */
  now(): Date {
    return this.clock.now();
  }

  /** Finds a person by Teams id or directory object id. */
  findPerson(id: string): PlaygroundPerson | undefined {
    return this.world.people.find((person) => person.id === id || person.aadObjectId === id);
  }

  /** The id of a person's 1:1 chat with the bot; the same on every call. */
  personalIdOf(person: PlaygroundPerson): string {
    const digest = createHash('sha256')
      .update(`${this.world.tenantId}/${this.botAppId}/${person.id}`)
      .digest('base64url');
    return `a:1${digest}`;
  }

  /** Finds a 1:1 chat, a channel, or a thread by its conversation id; a team's own id counts as its first channel. */
  findPlace(conversationId: string): Place | undefined {
    const person = this.world.people.find((one) => this.personalIdOf(one) === conversationId);
    if (person) return { kind: 'personal', id: conversationId, person };
    const [channelId = '', thread] = conversationId.split(';messageid=');
    for (const team of this.teams) {
      const channel =
        team.channels.find((one) => one.id === channelId) ?? (team.id === channelId ? team.channels[0] : undefined);
      if (channel) return { kind: 'channel', id: channel.id, team, channel, ...(thread ? { threadId: thread } : {}) };
    }
    return undefined;
  }

  /** Everybody who can read a place. */
  readersOf(place: Place): PlaygroundPerson[] {
    if (place.kind === 'personal') return [place.person];
    return place.team.memberIds.map((id) => this.findPerson(id)).filter((person) => person !== undefined);
  }

  /** The messages of a place, oldest first. */
  messagesIn(placeId: string): readonly StoredMessage[] {
    return this.messagesOf.get(placeId) ?? [];
  }

  /** Finds one message of a place. */
  findMessage(placeId: string, messageId: string): StoredMessage | undefined {
    return this.messagesIn(placeId).find((message) => message.id === messageId);
  }

  /** Finds a message anywhere by its id; ids are unique across the playground. */
  findMessageAnywhere(messageId: string): StoredMessage | undefined {
    for (const messages of this.messagesOf.values()) {
      const found = messages.find((message) => message.id === messageId);
      if (found) return found;
    }
    return undefined;
  }

  /** A message id as Teams makes them: milliseconds since 1970, never twice. */
  makeMessageId(): string {
    this.lastId = Math.max(this.lastId + 1, this.now().getTime());
    return String(this.lastId);
  }

  /** Adds a message and tells the listeners. */
  addMessage(message: StoredMessage): void {
    const messages = this.messagesOf.get(message.placeId) ?? [];
    messages.push(message);
    this.messagesOf.set(message.placeId, messages);
    if (message.from.kind === 'person') this.markRead(message.from.personId, message.placeId);
    this.tell({ kind: 'message', change: 'added', placeId: message.placeId, message });
  }

  /** Remembers that a person has read everything in a place. */
  markRead(personId: string, placeId: string): void {
    const last = this.messagesIn(placeId).at(-1)?.id;
    if (!last || this.readUpTo.get(`${personId} ${placeId}`) === last) return;
    this.readUpTo.set(`${personId} ${placeId}`, last);
    this.tell({ kind: 'read', placeId, personId });
  }

  /** How many messages of others a person has not read in a place. */
  countUnread(personId: string, placeId: string): number {
    const read = Number(this.readUpTo.get(`${personId} ${placeId}`) ?? 0);
    return this.messagesIn(placeId).filter(
      ({ id, from, deleted }) =>
        Number(id) > read && !deleted && !(from.kind === 'person' && from.personId === personId),
    ).length;
  }

  /** Calls back on every change; returns the way to stop. */
  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells every listener. */
  tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }
}

/** The conversation id Teams gives a thread. */
export const nameThread = (channelId: string, rootId: string): string => `${channelId};messageid=${rootId}`;
