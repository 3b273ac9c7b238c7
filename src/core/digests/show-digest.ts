import type { Desk } from '../desk.ts';
import type { DigestRecipient, DigestView } from '../digest-views.ts';
import { isCurrent } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { headingOf } from '../schools.ts';
import { DIGEST_CHARTS } from './digest-charts.ts';
import { isGovernor, mayApproveDigests, mayBeMailed, mayReadDigests } from './digest-rights.ts';
import type { StoredDigest } from './digest-store.ts';
import { chatKey, mailKey } from './send-digest.ts';

/** Somebody as the rights to digests see him. */
type Reader = Parameters<typeof mayReadDigests>[1];

/** Whether somebody may see a digest: an approved one as a reader, a draft as whoever may approve it. */
export function maySee(profile: SchoolProfile, person: Reader, { state }: Pick<StoredDigest, 'state'>): boolean {
  if (state === 'approved') return mayReadDigests(profile, person);
  return state === 'draft' && mayApproveDigests(profile, rolesHeld(profile, person.roles));
}

/** A digest as a card shows it to somebody who may see it. */
export async function digestView(
  desk: Desk,
  profile: SchoolProfile,
  digest: StoredDigest,
  roles: readonly Role[],
): Promise<DigestView> {
  const { digestId, version, state, meetingOn, content, madeAt } = digest;
  const mayApprove = state === 'draft' && mayApproveDigests(profile, roles);
  return {
    name: 'digest',
    school: headingOf(profile),
    digestId,
    version,
    state,
    meetingOn,
    countedOn: localDay(madeAt),
    content,
    charts: chartsOf(desk, profile, digest),
    mayApprove,
    recipients: mayApproveDigests(profile, roles) ? await listRecipients(desk, profile, digest) : [],
  };
}

/** Everybody a digest goes to once it is approved, and how. */
export async function recipientsOf(desk: Desk, profile: SchoolProfile): Promise<DigestRecipient[]> {
  const today = localDay(desk.clock.now());
  const governors = (await desk.staff.list(profile.id)).filter(
    (person) => isCurrent(person, today) && isGovernor(profile, person),
  );
  return governors
    .map(({ personId, name, email }) => ({ personId, name, address: email, mail: mailOf(desk, profile, email) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** The same, with what did not reach them of a digest that was sent. */
async function listRecipients(
  desk: Desk,
  profile: SchoolProfile,
  { digestId, state }: StoredDigest,
): Promise<DigestRecipient[]> {
  const recipients = await recipientsOf(desk, profile);
  if (state !== 'approved') return recipients;
  const keys = recipients.flatMap(({ personId }) => [chatKey(digestId, personId), mailKey(digestId, personId)]);
  const ended = await desk.store.digests.howDelivered(profile.id, keys);
  return recipients.map((recipient) => {
    const failed = [
      ...(ended.get(chatKey(digestId, recipient.personId)) === 'given-up' ? (['chat'] as const) : []),
      ...(ended.get(mailKey(digestId, recipient.personId)) === 'given-up' ? (['mail'] as const) : []),
    ];
    return failed.length > 0 ? { ...recipient, failed } : recipient;
  });
}

function mailOf(desk: Desk, profile: SchoolProfile, address: string): DigestRecipient['mail'] {
  if (!mayBeMailed(profile, address)) return 'refused';
  return desk.mailer ? 'sent' : 'no-mail-server';
}

/**
 * Pictures of a digest's figures, where the platform can fetch them: all but Teams take addresses that begin with https alone, and
 * Slack and Discord refuse a whole message for a picture they cannot fetch. The card says the same figures in words.
 */
function chartsOf(desk: Desk, profile: SchoolProfile, { digestId, content }: StoredDigest): DigestView['charts'] {
  const needsHttps = profile.platform.adapter !== 'teams';
  return DIGEST_CHARTS.filter((chart) => chart.isShown(content)).flatMap(({ name }) => {
    const url = desk.addressOf(`/chart?t=${desk.store.digests.chartToken(profile.id, digestId, name)}`);
    return needsHttps && !url.startsWith('https:') ? [] : [{ name, url }];
  });
}
