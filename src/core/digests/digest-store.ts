import type { OutgoingMessage } from '../intents.ts';
import type { DigestContent } from './digest-content.ts';
import type { DigestCounts } from './digest-counts.ts';

/** Where a digest stands. */
export type DigestState = 'draft' | 'approved' | 'withdrawn';

/** One version of a governors' digest as it is kept. */
export interface StoredDigest {
  digestId: string;
  version: number;
  state: DigestState;
  content: DigestContent;
  /** Local day of the meeting it is for, `YYYY-MM-DD`. */
  meetingOn: string | null;
  madeAt: Date;
  approvedAt: Date | null;
}

/** What the school learned from one case that is not restricted. */
export interface Lesson {
  lessonId: string;
  text: string;
}

/** A picture of figures that an address stands for. */
export interface FoundChart {
  digest: StoredDigest;
  chart: string;
}

/** The record of governors’ digests. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export interface DigestStore {
  /**
   * Counts the concerns recorded from one instant until another, restricted ones and those about staff left out (law 4). The
   * counts are not safe to publish.
   */
  count(schoolId: string, from: Date, until: Date): Promise<DigestCounts>;
  /** What the school learned from the same cases as are counted, by when it was written; the earliest first. */
  listLessons(schoolId: string, from: Date, until: Date): Promise<Lesson[]>;
  /** When the school's record here begins. */
  beganAt(schoolId: string): Promise<Date | null>;
  /** The latest versions of digests, the latest term first, of one term the latest version first; withdrawn ones too. */
  list(schoolId: string): Promise<StoredDigest[]>;
  find(schoolId: string, digestId: string): Promise<StoredDigest | null>;
  /** Writes a draft down, with its audit row; false where that version of that term is there already. */
  addDraft(
    schoolId: string,
    draft: { digestId: string; content: DigestContent; meetingOn: string | null },
    now: Date,
  ): Promise<boolean>;
  /** Approves a draft with what the school learned, and queues its messages; false where it is no draft any more. */
  approve(
    schoolId: string,
    digestId: string,
    approval: { lessons: string[]; by: string; messages: OutgoingMessage[] },
    now: Date,
  ): Promise<boolean>;
  /** How messages with these keys ended, by key; those that were never queued, or were forgotten since, are left out. */
  howDelivered(schoolId: string, keys: readonly string[]): Promise<ReadonlyMap<string, 'waits' | 'sent' | 'given-up'>>;
  /** Stands for one picture of one digest in an address; nobody can make one up. */
  chartToken(schoolId: string, digestId: string, chart: string): string;
  /** The digest behind such an address; null for one that was made up, or whose digest was withdrawn. */
  findChart(token: string): Promise<FoundChart | null>;
}
