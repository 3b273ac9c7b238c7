import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { idIn } from '../incidents/case-of-event.ts';
import { replaceByLink } from '../incidents/open-export.ts';
import type { PressRule } from '../presses.ts';
import { type Reply, show } from '../replies.ts';
import { headingOf } from '../schools.ts';
import { combineSchools } from './combine-schools.ts';
import type { StoredDigest } from './digest-store.ts';
import { findDigest, memberOf } from './find-digest.ts';
import { digestView, maySee } from './show-digest.ts';

type DigestPress = 'digests' | 'open-digest' | 'digest-file';

/** What the buttons of governors’ digests do. */
export const digestPresses: Record<DigestPress, PressRule> = {
  digests: showDigests,
  'open-digest': async (desk, identity, { data }) => {
    const found = await findDigest(desk, identity, idIn(data, 'digest'));
    if (!found) return show({ name: 'notice', notice: 'not-allowed' });
    return show(await digestView(desk, found.seat.profile, found.digest, found.seat.roles));
  },
  'digest-file': async (desk, identity, { data, origin }) => {
    const found = await findDigest(desk, identity, idIn(data, 'digest'));
    if (!found) return show({ name: 'notice', notice: 'not-allowed' });
    const { seat, digest } = found;
    const asked = {
      key: `digest-file|${origin.eventId}`,
      kind: 'governors-digest',
      caseId: null,
      recipient: '',
      purpose: '',
      withRestricted: false,
      digestId: digest.digestId,
    } as const;
    const link = await desk.exports.ask(seat.profile.id, seat.viewer, asked, desk.clock.now());
    const reply = replaceByLink(desk, seat, null, link, 'governors-digest');
    // A new view beside the digest, which stays to be read.
    return reply.kind === 'replace' ? show(reply.view) : reply;
  },
};

/** The digests of every school of the person's, those he may see; of a trust's schools together what they published. */
async function showDigests(desk: Desk, identity: Identity): Promise<Reply> {
  const schools = [];
  const ofTrust: { name: string; digests: StoredDigest[] }[] = [];
  for (const seat of identity.seats) {
    const person = await memberOf(desk, identity, seat);
    const known = person ? await desk.store.digests.list(seat.profile.id) : [];
    const seen = known.filter((digest) => person && maySee(seat.profile, person, digest));
    const lines = seen.map(({ digestId, content, version, state }) => ({
      digestId,
      label: content.period.label,
      version,
      state,
    }));
    schools.push({ school: headingOf(seat.profile), digests: lines });
    if (seat.roles.includes('trust_lead'))
      ofTrust.push({ name: seat.profile.name, digests: known.filter(({ state }) => state === 'approved') });
  }
  return show({ name: 'digests', schools, trust: combineTerms(ofTrust) });
}

/** One line for each term of which two or more schools have published a digest. */
function combineTerms(schools: { name: string; digests: StoredDigest[] }[]) {
  const keys = new Set(schools.flatMap(({ digests }) => digests.map(({ content }) => content.period.key)));
  return [...keys]
    .sort()
    .reverse()
    .flatMap((key) => {
      // The latest version stands first.
      const latest = schools.flatMap(({ name, digests }) => {
        const digest = digests.find(({ content }) => content.period.key === key);
        return digest ? [{ name, content: digest.content }] : [];
      });
      if (latest.length < 2) return [];
      return [
        { digest: combineSchools(latest.map(({ content }) => content)), schools: latest.map(({ name }) => name) },
      ];
    });
}
