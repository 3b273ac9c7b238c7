import type { BulletinsView, BulletinView } from '../bulletin-views.ts';
import type { Desk } from '../desk.ts';
import type { SchoolSeat } from '../identify.ts';
import { STAFF_GROUPS } from '../people/staff-row.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import type { Bulletin } from './bulletin-store.ts';

/** So many bulletins are listed: who has read older ones is of no more use. */
const LISTED = 5;

/** A bulletin as its reader gets it. */
export async function bulletinView(
  desk: Desk,
  profile: SchoolProfile,
  { bulletinId, title, text, sentBy, sentAt }: Bulletin,
  read: boolean,
): Promise<BulletinView> {
  const by = await desk.staff.nameOf(profile.id, sentBy);
  return { name: 'bulletin', school: headingOf(profile), bulletinId, title, text, by, at: sentAt.toISOString(), read };
}

/** The latest bulletins of some schools, with how many of each staff group have read them (Writtle 6); no names. */
export async function bulletinsView(desk: Desk, seats: readonly SchoolSeat[], sent: boolean): Promise<BulletinsView> {
  const schools: BulletinsView['schools'] = [];
  for (const { profile } of seats) {
    const staff = await desk.staff.list(profile.id);
    const bulletins = await desk.store.bulletins.listBulletins(profile.id, LISTED);
    schools.push({
      school: headingOf(profile),
      bulletins: bulletins.map(({ title, sentAt, reads }) => ({
        title,
        at: sentAt.toISOString(),
        groups: STAFF_GROUPS.flatMap((group) => {
          const people = reads.filter(
            ({ personId }) => staff.find((member) => member.personId === personId)?.staffGroup === group,
          );
          const done = people.filter(({ readAt }) => readAt !== null).length;
          return people.length > 0 ? [{ group, people: people.length, done }] : [];
        }),
      })),
    });
  }
  return { name: 'bulletins', schools, sent };
}
