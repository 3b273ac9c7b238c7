import type { Viewer } from './access.ts';
import type { BulletinStore } from './bulletins/bulletin-store.ts';
import type { DigestStore } from './digests/digest-store.ts';
import type { DutyStore } from './duties/duty-store.ts';
import type { MessageRef, Origin, PlaceRef } from './events.ts';
import type { FilterStore } from './filtering/filter-store.ts';
import type { CaseRecord, CaseSummary } from './incidents/case-record.ts';
import type { HandOffFacts } from './incidents/hand-off-facts.ts';
import type { CaseListStore } from './incidents/list-store.ts';
import type { NewCase, Recorded } from './incidents/new-case.ts';
import type { ReporterStore } from './incidents/reporter-store.ts';
import type { Category, ConcernType } from './incidents/taxonomy.ts';
import type { WorkStore } from './incidents/work-store.ts';
import type { Intent, OutgoingMessage } from './intents.ts';
import type { CoverStore } from './people/cover-store.ts';
import type { Membership, StaffMember } from './people/membership.ts';
import type { Platform } from './platforms.ts';
import type { AccountRef } from './ports.ts';
import type { RegisterStore } from './registers/register-store.ts';
import type { Occasion } from './reminders/occasion.ts';
import type { PolicyStore } from './reviews/policy-store.ts';
import type { Role } from './school/roles.ts';
import type { TrainingStore } from './training/training-store.ts';

/** Thrown when the database did not answer or did not commit: nothing may be said to be saved. */
export class StoreUnavailable extends Error {
  constructor(options?: ErrorOptions) {
    super('the database did not answer', options);
    this.name = 'StoreUnavailable';
  }
}

/** Who an event came from, as far as the record knows. */
export interface Received {
  /** This delivery was handled before. */
  duplicate: boolean;
  personId: string | null;
  memberships: Membership[];
  /** Who is away now in each of these schools, by school. */
  absent: Record<string, string[]>;
}

/** A request that a person gets case access or another account. */
export interface AccessRequest {
  id: string;
  schoolId: string;
  personId: string;
  what: 'role' | 'rebind';
  role: Role | null;
  account: { platform: Platform; workspaceId: string; accountId: string } | null;
  state: 'waiting' | 'confirmed' | 'refused';
  decidedBy: string | null;
}

/** What a step in a case writes besides its change: a chronology entry, an audit row and messages, in one transaction. */
export interface CaseStep {
  actorId: string | null;
  at: Date;
  messages: OutgoingMessage[];
}

/** One row of a school's incident log (St Andrew's 3.2: number, time, action, by whom). */
export interface IncidentLogRow {
  reference: string;
  at: Date;
  entry: string;
  actorId: string | null;
}

/**
 * The record. Each method is one transaction and throws `StoreUnavailable` when it did not happen.
 * A method that takes a `Viewer` answers null alike for a case that does not exist and one the viewer may not know of.
 */
export interface Store extends WorkStore, CaseListStore, ReporterStore, CoverStore {
  /** Notes a delivery and answers who it came from. `dedupe` is set for deliveries that must act once. */
  receive(origin: Origin, dedupe: boolean, now: Date): Promise<Received>;
  /** Forgets a delivery that could not be answered, so that the platform's next one is handled. */
  forgetDelivery(origin: Origin): Promise<void>;
  findPeopleByEmail(platform: Platform, workspaceId: string, email: string): Promise<string[]>;
  /** Ties an account; `taken` when the person has another account here or the account another person. */
  tieAccount(
    origin: Origin,
    personId: string,
    by: 'email' | 'code' | 'confirmed',
    now: Date,
  ): Promise<'tied' | 'taken'>;
  membershipsOf(origin: Origin, personId: string): Promise<Membership[]>;

  listStaff(schoolId: string): Promise<StaffMember[]>;
  /**
   * Those who are away at an instant.
   * @param notBy staff a concern is about: what they noted of others does not count, so that nobody turns it from its way (law 4)
   */
  listAbsent(schoolId: string, at: Date, notBy?: readonly string[]): Promise<Set<string>>;
  accountOf(schoolId: string, personId: string): Promise<AccountRef | null>;
  savePersonalAddress(schoolId: string, account: AccountRef, address: string): Promise<void>;
  /** The people behind accounts of the school's workspace, by account id. */
  peopleOfAccounts(schoolId: string, accountIds: string[]): Promise<Map<string, string>>;

  rememberPlace(origin: Origin, now: Date): Promise<void>;
  namePlace(schoolId: string, use: 'dsl', place: PlaceRef, by: string, now: Date): Promise<void>;
  /** The place a school uses: the one named in chat, else the one of the profile once the bot has been added to it. */
  placeFor(schoolId: string, use: 'dsl', profileChannel: string | null): Promise<PlaceRef | null>;

  /** Records a concern once; the same key again answers with what was recorded first. */
  recordConcern(input: NewCase): Promise<Recorded>;
  /** Records two concerns of one school that one report made, both or none, under the same rule. */
  recordBoth(first: NewCase, second: NewCase): Promise<[Recorded, Recorded]>;
  findCase(schoolId: string, caseId: string, viewer: Viewer): Promise<CaseSummary | null>;
  /**
   * Opens one page of a case for one reader and writes the audit row of the view in the same transaction.
   * @param before which page, as a `PageLink` gave it; the first one without it
   */
  viewCase(schoolId: string, caseId: string, viewer: Viewer, at: Date, before?: string): Promise<CaseRecord | null>;
  /** Acknowledges a new case; `first` is false when somebody had done so before. */
  acknowledgeCase(
    schoolId: string,
    caseId: string,
    viewer: Viewer,
    step: CaseStep,
  ): Promise<{ first: boolean; summary: CaseSummary } | null>;
  incidentLog(schoolId: string, viewer: Viewer): Promise<IncidentLogRow[]>;

  /** For composing messages: what is posted or told about a case, without its story. */
  caseForMessage(schoolId: string, caseId: string): Promise<CaseForMessage | null>;
  /** Those told of a case 1:1 because it was their turn; not those told only because its place could not be used. */
  toldOf(schoolId: string, caseId: string): Promise<string[]>;
  /** Addresses and device for a hand-off to one person, never pupil or narrative; audited, as the case is opened for it. */
  handOffOf(
    schoolId: string,
    caseId: string,
    personId: string,
    at: Date,
  ): Promise<(HandOffFacts & { reportedAt: Date }) | null>;
  /** A case's root message and the place it stands in; the place is null where the bot is no longer known to be. */
  casePost(schoolId: string, caseId: string): Promise<{ root: MessageRef; place: PlaceRef | null } | null>;
  savePost(
    schoolId: string,
    caseId: string,
    post: { placeKey: string; root: MessageRef; threadKey: string },
    now: Date,
  ): Promise<void>;
  enqueue(schoolId: string, messages: OutgoingMessage[], now: Date): Promise<void>;
  /** Claims occasions of scheduled work and queues the messages of those nobody claimed before; answers how many those were. */
  claimAll(schoolId: string, occasions: Occasion[], now: Date): Promise<number>;

  policies: PolicyStore;
  training: TrainingStore;
  bulletins: BulletinStore;
  duties: DutyStore;
  registers: RegisterStore;
  filtering: FilterStore;
  digests: DigestStore;

  /** Makes a case's next rung due now, because somebody on this one could not be reached. */
  hastenEscalation(schoolId: string, caseId: string, messageId: number, now: Date): Promise<void>;
  dueEscalations(now: Date, limit: number): Promise<{ schoolId: string; caseId: string }[]>;
  /** Takes one rung of the ladder if nobody else took it: false when another replica did. */
  escalateCase(schoolId: string, caseId: string, rung: EscalationRung, step: CaseStep): Promise<boolean>;

  /**
   * Uses a code up; null when it is unknown, used or expired.
   * @param tiedTo the person the account stands for; a code `for-another` stays good
   */
  redeemCode(
    origin: Origin,
    code: string,
    tiedTo: string | null,
    now: Date,
  ): Promise<{ schoolId: string; personId: string; role: Role | null } | 'for-another' | null>;
  /** Begins a function for a person: for the first holder of a school, who has nobody to confirm it. */
  beginRole(schoolId: string, personId: string, role: Role, now: Date): Promise<void>;
  /** Stores a request; where the same one waits already, its messages are queued once more. */
  requestAccess(
    request: Omit<AccessRequest, 'state' | 'decidedBy'>,
    step: Omit<CaseStep, 'messages'> & { messagesFor: (requestId: string) => OutgoingMessage[] },
  ): Promise<void>;
  accessRequest(schoolId: string, id: string): Promise<AccessRequest | null>;
  /** Decides a waiting request and applies it; null when it was decided before. */
  decideAccessRequest(schoolId: string, id: string, confirmed: boolean, step: CaseStep): Promise<AccessRequest | null>;
}

/** A case as messages know it, with those who must never be told. */
export interface CaseForMessage extends CaseSummary {
  /** The staff the case is about. */
  adultIds: string[];
  /** Those with explicit access. */
  accessIds: string[];
  /** Whether another case names a pupil of this one: only then it is worth asking which of them a reader may know of. */
  namedElsewhere: boolean;
  escalationStep: number;
  route: string;
  category: Category;
  type: ConcernType | null;
}

/** One rung: who is told now, and when the next one is due. */
export interface EscalationRung {
  /** The step the case must still be on. */
  from: number;
  to: number;
  nextAt: Date | null;
  grants: string[];
  /** What the chronology says of it. */
  entry: 'escalated' | 'repeated' | 'nobody-reached';
}

/** A leased message. */
export interface LeasedMessage {
  schoolId: string;
  id: number;
  lease: string;
  lane: string;
  intent: Intent;
  attempts: number;
}

/** The outbox as the delivery job uses it. */
export interface OutboxStore {
  /** Leases what is due in some lanes, of each the first message and those that follow it; ordered by their number. */
  claim(now: Date, leaseSeconds: number, lanes: number): Promise<LeasedMessage[]>;
  /** Ends a lease; false when it had passed to somebody else. */
  settle(message: LeasedMessage, result: Settlement, now: Date): Promise<boolean>;
}

/** How a delivery ended; `unbegun` gives a message back that was leased and not tried. */
export type Settlement =
  | { state: 'sent' | 'dropped' | 'unbegun' }
  | { state: 'dead'; failure: string }
  | { state: 'pending'; failure: string; dueAt: Date };
