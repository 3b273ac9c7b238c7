import type { CaseStep } from '../store-port.ts';

/** What a bulletin says. */
export interface BulletinText {
  title: string;
  text: string;
}

/** One bulletin as it is recorded. */
export interface Bulletin extends BulletinText {
  bulletinId: string;
  sentBy: string;
  sentAt: Date;
  /** Whom it was sent to, and who has said that he has read it. */
  reads: { personId: string; readAt: Date | null }[];
}

/** The record of bulletins. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export interface BulletinStore {
  /** Records a bulletin with those it is for, and queues its messages; one with the same id is there already and changes nothing. */
  sendBulletin(
    schoolId: string,
    bulletin: BulletinText & { bulletinId: string; to: string[] },
    step: CaseStep & { actorId: string },
  ): Promise<void>;
  /** The latest bulletins, the newest first. */
  listBulletins(schoolId: string, limit: number): Promise<Bulletin[]>;
  findBulletin(schoolId: string, bulletinId: string): Promise<Bulletin | null>;
  /** Notes that somebody has read a bulletin that was sent to him; again changes nothing. */
  readBulletin(schoolId: string, bulletinId: string, personId: string, at: Date): Promise<void>;
  /** Who has not read which bulletin, of those sent in a stretch of time. */
  listUnread(
    schoolId: string,
    sent: { from: Date; to: Date },
  ): Promise<{ bulletinId: string; personId: string; sentAt: Date }[]>;
}
