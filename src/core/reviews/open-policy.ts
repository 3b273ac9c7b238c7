import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { idIn } from '../incidents/case-of-event.ts';
import { currentStaff } from '../people/current-staff.ts';
import type { StaffMember } from '../people/membership.ts';
import type { PolicyVersionView } from '../policy-views.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { headingOf } from '../schools.ts';
import { readPolicies } from './current-policies.ts';
import { boardAccess, mayDraft, mayDraftNew, whoDecides } from './policy-rights.ts';
import type { PolicyVersion } from './policy-store.ts';

/** Somebody of one school, as far as he may know of a version. */
export type VersionReader = Pick<SchoolSeat, 'profile' | 'roles'> & { personId: string };

/** A version somebody may know of, and what he may do with it. */
export interface OpenedVersion {
  seat: SchoolSeat;
  version: PolicyVersion;
  may: PolicyVersionView['may'];
}

/** Shows one version on its way, to those who see the board, wrote it or decide or decided about it. */
export async function openPolicy(
  desk: Desk,
  identity: Identity,
  { data }: { data: Record<string, string> },
): Promise<Reply> {
  const opened = await findOpened(desk, identity, data);
  if (!opened) return show({ name: 'notice', notice: 'not-allowed' });
  return show(await versionView(desk, { ...opened.seat, personId: identity.personId }, opened.version, null));
}

/** Finds the version of a button or form in whichever of the person's schools it is; null where it is none he may know of. */
export async function findOpened(
  desk: Desk,
  { personId, seats }: Identity,
  data: Record<string, string>,
): Promise<OpenedVersion | null> {
  const id = idIn(data, 'version');
  for (const seat of id ? seats : []) {
    const version = await desk.store.policies.findVersion(seat.profile.id, id);
    if (!version) continue;
    const reader = { ...seat, personId };
    const may = await mayDo(desk, reader, version);
    const hasPart = [version.createdBy, ...version.decisions.map(({ by }) => by)].includes(personId);
    const isKnown = may !== null || hasPart;
    return isKnown || boardAccess(seat.profile, seat.roles) === 'full' ? { seat, version, may } : null;
  }
  return null;
}

/** What somebody can do with a version now: decide about it, change it while it is a draft, or nothing. */
export async function mayDo(
  desk: Desk,
  { profile, roles, personId }: VersionReader,
  version: PolicyVersion,
): Promise<PolicyVersionView['may']> {
  const decides = await listDeciders(desk, profile, version);
  if (decides.some((person) => person.personId === personId)) return 'decide';
  return version.stage === 'draft' && (await mayChange(desk, profile, roles, version)) ? 'change' : null;
}

/** Who decides about a version now. */
export async function listDeciders(
  desk: Desk,
  profile: SchoolProfile,
  version: Pick<PolicyVersion, 'stage' | 'createdBy' | 'decisions'>,
): Promise<StaffMember[]> {
  const today = localDay(desk.clock.now());
  const staff = await currentStaff(desk, profile.id, today);
  return whoDecides(profile, staff, version);
}

/** A version as one reader sees it. */
export async function versionView(
  desk: Desk,
  reader: VersionReader,
  version: PolicyVersion,
  answer: PolicyVersionView['answer'],
): Promise<PolicyVersionView> {
  const { profile } = reader;
  const { id, title, stage, url, monitoringClause, nextReviewOn, createdBy, decisions } = version;
  const documents = profile.acknowledgement_packs.flatMap((pack) => pack.documents);
  return {
    name: 'policy-version',
    school: headingOf(profile),
    versionId: id,
    title,
    version: version.version,
    url,
    monitoringClause,
    stage,
    nextReviewOn,
    author: await desk.staff.nameOf(profile.id, createdBy),
    decisions: await Promise.all(
      decisions.map(async ({ by, at, ...rest }) => ({
        ...rest,
        by: await desk.staff.nameOf(profile.id, by),
        at: at.toISOString(),
      })),
    ),
    waitsFor: (await listDeciders(desk, profile, version)).map(({ name }) => name),
    may: await mayDo(desk, reader, version),
    isAcknowledged: documents.includes(title),
    answer,
  };
}

async function mayChange(
  desk: Desk,
  profile: SchoolProfile,
  roles: readonly Role[],
  { title }: PolicyVersion,
): Promise<boolean> {
  const policy = (await readPolicies(desk, profile)).find((each) => each.title === title);
  return policy ? mayDraft(policy, roles) : mayDraftNew(roles);
}
