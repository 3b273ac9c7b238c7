import { quietTime } from '../messages/quiet-message.ts';
import { type DueWork, type Occasion, tellPeople } from '../reminders/occasion.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;
/** Days after which those who have not read a bulletin are shown it once more. */
const REMIND_AFTER_DAYS = 7;
/** Older ones are let be; longer than the summer holidays. */
const REMIND_UNTIL_DAYS = 60;

/** Bulletins that somebody has not read after a week: shown to him once more, and never again. */
export const dueBulletins: DueWork = async (day) => {
  const { desk, profile, now, staff } = day;
  const before = (days: number) => new Date(now.getTime() - days * DAY_MILLISECONDS);
  const sent = { from: before(REMIND_UNTIL_DAYS), to: before(REMIND_AFTER_DAYS) };
  const rows = await desk.store.bulletins.listUnread(profile.id, sent);
  // One sent in the holidays comes on the first morning after them: its week begins then.
  const unread = rows.filter(({ sentAt }) => quietTime(profile, sentAt) <= sent.to);
  const ids = [...new Set(unread.map(({ bulletinId }) => bulletinId))];
  return ids.flatMap((bulletinId): Occasion[] => {
    const waiting = new Set(unread.filter((row) => row.bulletinId === bulletinId).map(({ personId }) => personId));
    const people = staff.filter(({ personId }) => waiting.has(personId));
    return tellPeople(day, 'bulletin-unread', bulletinId, people, (personId) => ({
      kind: 'bulletin',
      bulletinId,
      personId,
    }));
  });
};
