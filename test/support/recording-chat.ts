import type { MessageRef, Origin, PlaceRef } from '../../src/core/events.ts';
import { type AccountRef, type Chat, ChatError, type ChatFailure, type Member } from '../../src/core/ports.ts';
import type { View } from '../../src/core/views.ts';

/** One message that was sent. */
export interface SentView {
  to: 'person' | 'place' | 'thread' | 'edit';
  /** Account id, place key or message. */
  target: string;
  view: View;
}

/** A chat port for tests of the rules: it keeps what it was asked to send. Adapters have tests of their own. */
export class RecordingChat implements Chat {
  readonly platform = 'teams';
  readonly sent: SentView[] = [];
  /** Members by place key. */
  readonly places = new Map<string, Member[]>();
  /** Accounts the platform knows, for `findMember`. */
  readonly accounts = new Map<string, Member>();
  /** Accounts that cannot be written to. */
  readonly unreachable = new Set<string>();
  /** While true, no channel answers; 1:1 chats do. */
  channelsDown = false;
  readonly #failures: ChatFailure[] = [];
  #count = 0;

  /** The next call of any kind fails this way. */
  failNext(failure: ChatFailure): void {
    this.#failures.push(failure);
  }

  async sendToPerson(account: AccountRef, view: View): Promise<{ message: MessageRef; personalAddress: string }> {
    this.#fail();
    if (this.unreachable.has(account.accountId)) throw new ChatError('refused');
    this.sent.push({ to: 'person', target: account.accountId, view });
    return { message: this.#message(), personalAddress: `personal|${account.accountId}` };
  }

  async postToPlace(place: PlaceRef, view: View): Promise<MessageRef> {
    this.#failChannel();
    this.#fail();
    this.sent.push({ to: 'place', target: place.key, view });
    return this.#message();
  }

  async replyInThread(root: MessageRef, view: View): Promise<MessageRef> {
    this.#failChannel();
    this.#fail();
    this.sent.push({ to: 'thread', target: root, view });
    return this.#message();
  }

  threadKeyOf(message: MessageRef): string {
    return message;
  }

  async edit(message: MessageRef, view: View): Promise<void> {
    this.#failChannel();
    this.#fail();
    this.sent.push({ to: 'edit', target: message, view });
  }

  async listMembers(place: PlaceRef): Promise<Member[]> {
    this.#failChannel();
    this.#fail();
    const members = this.places.get(place.key);
    if (!members) throw new ChatError('gone');
    return members;
  }

  async findMember(origin: Origin): Promise<Member | null> {
    return this.accounts.get(origin.accountId) ?? null;
  }

  /** Messages to one person, by account id. */
  toPerson(accountId: string): View[] {
    return this.sent.filter(({ to, target }) => to === 'person' && target === accountId).map(({ view }) => view);
  }

  /** Everything posted in places and threads. */
  posted(): View[] {
    return this.sent.filter(({ to }) => to !== 'person').map(({ view }) => view);
  }

  #failChannel(): void {
    if (this.channelsDown) throw new ChatError('unavailable');
  }

  #fail(): void {
    const failure = this.#failures.shift();
    if (failure) throw new ChatError(failure);
  }

  #message(): MessageRef {
    this.#count += 1;
    return `message-${this.#count}`;
  }
}
