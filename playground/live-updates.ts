import type { ServerResponse } from 'node:http';
import type { Change, StoredMessage, WorldState } from './world-state.ts';

const KEEP_ALIVE_SECONDS = 20;

/** Tells open browser pages what changed, as Server-Sent Events. */
export class LiveUpdates {
  private readonly pages = new Set<ServerResponse>();
  private readonly state: WorldState;
  private readonly stopListening: () => void;
  private readonly keepAlive: NodeJS.Timeout;

  constructor(state: WorldState) {
    this.state = state;
    this.stopListening = state.listen((change) => this.send(this.describe(change)));
    this.keepAlive = setInterval(() => this.write(': still here\n\n'), KEEP_ALIVE_SECONDS * 1000);
    this.keepAlive.unref();
  }

  /** Keeps a page connected until it leaves. */
  connect(page: ServerResponse): void {
    page.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    page.write('retry: 1000\n\n');
    this.pages.add(page);
    page.on('close', () => this.pages.delete(page));
  }

  /** Ends every connection. */
  close(): void {
    this.stopListening();
    clearInterval(this.keepAlive);
    for (const page of this.pages) page.end();
  }

  private send(event: Record<string, unknown>): void {
    this.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  private write(text: string): void {
    for (const page of this.pages) page.write(text);
  }

  private describe(change: Change): Record<string, unknown> {
    if (change.kind !== 'message') return { ...change };
    const { message, placeId } = change;
    const place = this.state.findPlace(placeId);
    const readers = place ? this.state.readersOf(place).map(({ id }) => id) : [];
    return {
      kind: 'message',
      change: change.change,
      placeId,
      placeKind: place?.kind,
      placeName: place?.kind === 'channel' ? `${place.team.name} – ${place.channel.name}` : undefined,
      messageId: message.id,
      fromBot: message.from.kind === 'bot',
      readers,
      // As in Teams: a 1:1 message notifies, a channel message only whom it mentions.
      notify:
        change.change === 'added' && message.from.kind === 'bot'
          ? this.findNotified(place?.kind, readers, message)
          : [],
      preview: describeNotification(message),
    };
  }

  private findNotified(kind: string | undefined, readers: string[], message: StoredMessage): string[] {
    return kind === 'personal' ? readers : readers.filter((id) => message.mentionsPersonIds.includes(id));
  }
}

/** The text of a notification: the summary, as Teams shows it, else the message's text. */
function describeNotification(message: StoredMessage): string {
  return message.summary ?? (message.text.replace(/<[^>]+>/g, '') || 'Sent a card');
}
