import type { GoogleCard } from '../../../adapters/google-chat/google-card.ts';

/** The app itself, as Google names it. */
export const APP = 'users/900000000000000000001';

/** A message of the app's, as it stands now. */
export interface StoredMessage {
  name: string;
  space: string;
  thread: string;
  fallbackText?: string;
  text?: string;
  card: GoogleCard | null;
  /** Set for a message that one person alone sees. */
  viewer: string | null;
}

/** A member of a space. */
export interface StoredMember {
  name: string;
  type: 'HUMAN' | 'BOT';
  affiliation: 'INTERNAL' | 'EXTERNAL' | 'MANAGED_EXTERNAL';
}

/** A space as Google keeps it. */
export interface StoredSpace {
  name: string;
  spaceType: 'SPACE' | 'GROUP_CHAT' | 'DIRECT_MESSAGE';
  members: StoredMember[];
  groups: number;
  discoverable: boolean;
  /** What is wrong with its member list. */
  trouble: 'none' | 'empty' | 'incomplete';
}

/** What a fault does to the next calls. */
export interface StoredFault {
  calls: 'send' | 'members';
  status: number | 'hang';
  left: number;
  retryAfterSeconds?: number;
}

/** Everything Google Chat knows in these tests. */
export class GoogleState {
  readonly spaces = new Map<string, StoredSpace>();
  readonly messages: StoredMessage[] = [];
  readonly faults: StoredFault[] = [];
  readonly byRequestId = new Map<string, StoredMessage>();
  /** 1:1 spaces by person. */
  readonly personal = new Map<string, string>();
  /** Calls made to send messages. */
  sends = 0;
  #count = 0;

  addSpace(space: Partial<StoredSpace> & Pick<StoredSpace, 'name' | 'spaceType'>): StoredSpace {
    const whole: StoredSpace = { members: [], groups: 0, discoverable: false, trouble: 'none', ...space };
    this.spaces.set(space.name, whole);
    return whole;
  }

  addPersonal(person: string): string {
    const name = `spaces/DM${person.replace('users/', '')}`;
    this.addSpace({
      name,
      spaceType: 'DIRECT_MESSAGE',
      members: [{ name: person, type: 'HUMAN', affiliation: 'INTERNAL' }],
    });
    this.personal.set(person, name);
    return name;
  }

  addMessage(space: string, body: Record<string, unknown>, thread?: string): StoredMessage {
    this.#count += 1;
    const id = `M${this.#count}`;
    const { cardsV2, fallbackText, text, privateMessageViewer } = body as {
      cardsV2?: { card: GoogleCard }[];
      fallbackText?: string;
      text?: string;
      privateMessageViewer?: { name: string };
    };
    const message: StoredMessage = {
      name: `${space}/messages/${id}.${id}`,
      space,
      thread: thread ?? `${space}/threads/${id}`,
      ...(fallbackText === undefined ? {} : { fallbackText }),
      ...(text === undefined ? {} : { text }),
      card: cardsV2?.[0]?.card ?? null,
      viewer: privateMessageViewer?.name ?? null,
    };
    this.messages.push(message);
    return message;
  }

  /** The fault that the next call of this kind meets. */
  takeFault(calls: StoredFault['calls']): StoredFault | null {
    const fault = this.faults.find((each) => each.calls === calls && each.left > 0);
    if (fault) fault.left -= 1;
    return fault ?? null;
  }
}
