import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { PolicyBoardLine } from '../policy-views.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { headingOf } from '../schools.ts';
import { type CurrentPolicy, currentPolicies, DEFAULT_OWNER } from './current-policies.ts';
import { policyIdOf } from './policy-id.ts';
import { pageOf } from './policy-pages.ts';
import { boardAccess, mayDraft, mayDraftNew } from './policy-rights.ts';
import type { PolicyVersion } from './policy-store.ts';
import { showPolicies } from './show-policies.ts';

/** Discord carries no more lines with a button each. */
const MOST_OF_A_PAGE = 10;

/**
 * `/esafety policies`: where every policy stands, what is overdue first. Governors see title, version, date and status alone
 * (Writtle 13); whom the board is not for gets the policies themselves.
 */
export async function showPolicyBoard(
  desk: Desk,
  identity: Identity,
  event: { data: Record<string, string> },
): Promise<Reply> {
  const seats = identity.seats.filter(({ profile, roles }) => boardAccess(profile, roles) !== null);
  if (seats.length === 0) return showPolicies(desk, identity, event);
  const schools = await Promise.all(
    seats.map(async (seat) => ({ school: headingOf(seat.profile), policies: await boardOf(desk, seat) })),
  );
  return show({
    name: 'policy-board',
    ...pageOf(schools, event.data.n, MOST_OF_A_PAGE),
    overdue: schools.flatMap(({ policies }) => policies).filter(({ overdue }) => overdue).length,
    mayDraftNew: seats.some(({ roles }) => mayDraftNew(roles)),
  });
}

async function boardOf(desk: Desk, seat: SchoolSeat): Promise<PolicyBoardLine[]> {
  const { profile } = seat;
  const versions = await desk.store.policies.listVersions(profile.id);
  const workedOn = versions.filter(({ stage }) => stage !== 'published');
  const current = currentPolicies(profile, versions);
  const unpublished = workedOn.filter(({ title }) => !current.some((policy) => policy.title === title));
  const today = localDay(desk.clock.now());
  const lines = [
    ...current.map((policy) => {
      const version = workedOn.find(({ title }) => title === policy.title);
      return lineOf(desk, seat, policy, version, today);
    }),
    ...unpublished.map((version) =>
      lineOf(
        desk,
        seat,
        { title: version.title, version: null, dueOn: null, owner: DEFAULT_OWNER, status: 'not-evidenced' },
        version,
        today,
      ),
    ),
  ];
  return [...lines.filter(({ overdue }) => overdue), ...lines.filter(({ overdue }) => !overdue)];
}

function lineOf(
  desk: Desk,
  { profile, roles }: SchoolSeat,
  policy: Pick<CurrentPolicy, 'title' | 'version' | 'dueOn' | 'owner' | 'status'>,
  workedOn: PolicyVersion | undefined,
  today: string,
): PolicyBoardLine {
  const { title, version, dueOn, status } = policy;
  const draft: PolicyBoardLine['action'] = mayDraft(policy, roles)
    ? { kind: 'draft', policyId: policyIdOf(desk, profile.id, title) }
    : null;
  const isFull = boardAccess(profile, roles) === 'full';
  return {
    title,
    version,
    dueOn,
    overdue: dueOn !== null && dueOn < today,
    status: workedOn?.stage ?? status,
    action: isFull ? (workedOn ? { kind: 'open', versionId: workedOn.id } : draft) : null,
  };
}
