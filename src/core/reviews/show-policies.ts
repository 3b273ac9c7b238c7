import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { headingOf } from '../schools.ts';
import type { PoliciesView } from '../views.ts';
import { type CurrentPolicy, readPolicies } from './current-policies.ts';
import { pageOf } from './policy-pages.ts';
import { boardAccess } from './policy-rights.ts';

/** Discord carries no more of them with their links. */
const MOST_OF_A_PAGE = 8;

/**
 * `/esafety policy`: each policy's version, state and link, for anybody on the staff, governors included (Ingol, "Audience":
 * available for all members of staff and governors), with the policies it belongs together with (Writtle 1). It is no secret, and still answered privately like everything.
 */
export async function showPolicies(
  desk: Desk,
  identity: Identity,
  { data }: { data: Record<string, string> },
): Promise<Reply> {
  const today = localDay(desk.clock.now());
  const schools = await Promise.all(
    identity.seats.map(async ({ profile }) => ({
      school: headingOf(profile),
      policies: (await readPolicies(desk, profile)).map((policy) => policyLine(policy, today)),
    })),
  );
  return show({
    name: 'policies',
    ...pageOf(schools, data.n, MOST_OF_A_PAGE),
    board: identity.seats.some(({ profile, roles }) => boardAccess(profile, roles) !== null),
  });
}

function policyLine(
  { title, version, dueOn, status, url, linked }: CurrentPolicy,
  today: string,
): PoliciesView['schools'][number]['policies'][number] {
  return {
    title,
    version,
    nextReview: dueOn,
    overdue: dueOn !== null && dueOn < today,
    approval: status === 'published' ? 'approved' : 'not-evidenced',
    url,
    linked,
  };
}
