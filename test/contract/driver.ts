import type { Platform } from '../../src/core/platforms.ts';
import type { Started } from '../../src/main.ts';
import type { MovedClock } from '../support/moved-clock.ts';
import type { TrustSeat } from './trust.ts';

/** Somebody of the demo school by first name, as in `examples/demo-staff.csv`; the last three are no current staff. */
export type Who = 'Tess' | 'Dana' | 'Dev' | 'Hope' | 'Ike' | 'Cora' | 'Olive' | 'Nia' | 'Ada' | 'Gus' | 'Uma' | 'Les';

/** Where something is typed or shown: the 1:1 chat, the place of all staff, the place of the DSL team. */
export type Where = 'personal' | 'staffroom' | 'cases';

/** What a person sees: an answer to what they did, or a message of the bot. */
export interface Shown {
  /** `nothing`: the platform was only told that the event arrived. */
  kind: 'form' | 'card' | 'words' | 'nothing';
  /** Seen by this one person alone: a dialog, an ephemeral message, a 1:1 chat. */
  private: boolean;
  /** Everything readable in it, in order, one text a line, without markup. */
  text: string;
  /** Labels of what can be pressed. */
  buttons: string[];
  /** Ids of the fields of a form, all of its pages. */
  fields: string[];
  /** What stands in the fields: defaults, and what had been typed. */
  values: Record<string, string>;
  /** What is wrong with a field, by id. */
  errors: Record<string, string>;
  /** The text a locked phone's notification shows; null where the platform makes none. */
  notification: string | null;
  /** The driver's own handle on it. */
  ref: unknown;
}

/** Ways in which a request can be wrong; each must be refused, and nothing run. */
export type Attack = 'forged' | 'unsigned' | 'stale' | 'replayed' | 'wrong-audience' | 'other-body';

/** What the fake platform does to the program's calls from now on. */
export interface Fault {
  /** `hang` never answers; the others are what the platform says. */
  kind: 'rate-limited' | 'server-error' | 'hang' | 'forbidden' | 'not-found';
  /** Which calls: sending messages, or reading members. */
  calls: 'send' | 'members';
  /** How many calls; all of them without it. */
  times?: number;
  retryAfterSeconds?: number;
}

/** How a driver's school is set up. */
export interface DriverOptions {
  /** An existing database, for one that is stopped in the test, or that several drivers share. */
  databaseUrl?: string;
  /** One of several schools in one program and one database; pass it on to `openContractSchool`. */
  trust?: TrustSeat;
}

/**
 * One platform as a person and an attacker see it from outside: a fake of the platform on loopback that speaks the real
 * protocol with real signatures, the whole program behind it, and the demo school in it. The contract suite knows nothing else.
 */
export interface PlatformDriver {
  readonly platform: Platform;
  readonly started: Started;
  readonly clock: MovedClock;
  readonly databaseUrl: string;
  readonly logLines: string[];

  /** Types a command, e.g. `/esafety report`; answers what the person then sees privately. */
  says(who: Who, text: string, where?: Where, more?: { file?: boolean; thread?: Shown }): Promise<Shown>;
  /** Uses "Report this message" on a message that somebody wrote; null where the platform has no such thing. */
  reportsMessage(who: Who, text: string): Promise<Shown | null>;
  /** Opens the bot's own page; null where the platform has none. */
  opensHome(who: Who): Promise<Shown | null>;
  /** Presses a button by its label; on what somebody else was shown, as one who copied what the button sends into a message of their own. */
  presses(who: Who, shown: Shown, label: string): Promise<Shown>;
  /** Fills in a form as a person would, all of its pages, and sends it; answers what is seen after it. */
  fills(who: Who, form: Shown, values: Record<string, string>): Promise<Shown>;

  /** The bot's messages to one person, oldest first, as they stand now. */
  inbox(who: Who): Promise<Shown[]>;
  /** The first messages of the threads in the place of the DSL team, oldest first, as they stand now. */
  posted(): Promise<Shown[]>;
  /** The bot's messages below one of them. */
  thread(root: Shown): Promise<Shown[]>;
  /** Everything of the bot's that everybody can see in places, private answers left out, as one text; with notification texts. */
  seenInPlaces(): Promise<string>;
  /** Waits until nothing that is due waits in the outbox. */
  delivered(): Promise<void>;

  /** Sends the last event of `says`, `presses` or `fills` again exactly as the platform does, and answers what is seen. */
  redelivers(): Promise<Shown>;
  /** Has the bot's own last message come in as an event, as platforms echo them. */
  echoesOwnMessage(): Promise<void>;
  /** Sends the submit of a complete report, with this fault in it; answers the HTTP status. Null where it cannot be on this platform. */
  attacks(attack: Attack): Promise<number | null>;
  /** The values of a complete report with this text, for `attacks` and for looking into the record afterwards. */
  readonly attackText: string;

  /** Puts somebody into the place of the DSL team or takes them out, as the platform's member list shows it. */
  setMember(who: Who | 'app', member: boolean): void;
  /** Makes the platform's member list of that place empty or cut. */
  breakMembers(how: 'empty' | 'incomplete'): void;
  fault(fault: Fault): void;
  /** How many calls the program has made to send messages. */
  sends(): number;

  close(): Promise<void>;
}

/** Opens one platform's driver. */
export type OpenDriver = (options?: DriverOptions) => Promise<PlatformDriver>;
