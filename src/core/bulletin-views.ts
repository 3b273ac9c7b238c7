import type { GroupProgress } from './training-views.ts';
import type { SchoolHeading } from './views.ts';

/** What the co-ordinator tells everybody (Writtle 6). */
export interface BulletinView {
  name: 'bulletin';
  school: SchoolHeading;
  bulletinId: string;
  title: string;
  text: string;
  by: string;
  at: string;
  read: boolean;
}

/** One bulletin and how many of each group have read it. */
export interface BulletinLine {
  title: string;
  at: string;
  groups: GroupProgress[];
}

/** How many have read the latest bulletins. */
export interface BulletinsView {
  name: 'bulletins';
  schools: { school: SchoolHeading; bulletins: BulletinLine[] }[];
  /** True right after one was sent. */
  sent: boolean;
}

/** What is shown of bulletins. */
export type BulletinScreen = BulletinView | BulletinsView;
