import type { Desk } from '../desk.ts';
import type { DigestRecipient } from '../digest-views.ts';
import type { Intent, OutgoingMessage } from '../intents.ts';
import { quietMessage } from '../messages/quiet-message.ts';
import { currentStaff } from '../people/current-staff.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { preparingRoles } from './digest-rights.ts';

/** Whoever prepares digests hears once who was not reached, after most messages have gone one way or the other. */
const UNREACHED_AFTER_MINUTES = 30;

/** The key of the chat message that brings one governor a digest. */
export const chatKey = (digestId: string, personId: string): string => `digest|${digestId}|${personId}`;
/** The key of the e-mail that does. */
export const mailKey = (digestId: string, personId: string): string => `digest-mail|${digestId}|${personId}`;

/** In the chat for everybody who uses it, and by e-mail where the address is the school's own and there is a mail server. */
export function messagesTo(
  profile: SchoolProfile,
  { personId, mail }: DigestRecipient,
  digestId: string,
  now: Date,
): OutgoingMessage[] {
  const chat: OutgoingMessage = {
    ...quietMessage(profile, now, 'digest', { kind: 'digest', digestId, personId }),
    dedupeKey: chatKey(digestId, personId),
  };
  const byMail: OutgoingMessage = {
    // By itself, so that a mail server that is away holds up no chat message.
    lane: `mail|${personId}`,
    dedupeKey: mailKey(digestId, personId),
    intent: { kind: 'digest-mail', digestId, personId },
    dueAt: chat.dueAt,
  };
  return mail === 'sent' ? [chat, byMail] : [chat];
}

/** A message with a digest was given up: whoever prepares digests is shown once who was not reached. */
export async function tellUnreached(
  desk: Desk,
  schoolId: string,
  { digestId }: Extract<Intent, { kind: 'digest' | 'digest-mail' }>,
): Promise<void> {
  const profile = desk.schools.get(schoolId);
  const digest = profile && (await desk.store.digests.find(schoolId, digestId));
  if (!profile || digest?.state !== 'approved') return;
  const now = desk.clock.now();
  const staff = await currentStaff(desk, schoolId, localDay(now));
  const holders = preparingRoles(profile).map((role) =>
    staff.filter((person) => rolesHeld(profile, person.roles).includes(role)),
  );
  const people = holders.find((those) => those.length > 0) ?? [];
  const messages = people.map(
    ({ personId }): OutgoingMessage => ({
      ...quietMessage(profile, now, `digest-unreached|${digestId}`, { kind: 'digest', digestId, personId }),
      // A lane of its own: what is due sooner must not wait behind it.
      lane: `digest-unreached|${personId}`,
      dueAt: new Date(now.getTime() + UNREACHED_AFTER_MINUTES * 60_000),
    }),
  );
  await desk.store.enqueue(schoolId, messages, now);
}
