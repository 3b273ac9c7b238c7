import type { Desk } from '../desk.ts';
import type { OutgoingMessage } from '../intents.ts';
import { quietMessage } from '../messages/quiet-message.ts';
import type { ComposeTold } from '../messages/told.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { currentPolicies } from './current-policies.ts';
import { listDeciders, mayDo, versionView } from './open-policy.ts';
import { policyIdOf } from './policy-id.ts';
import { authorsOf, mayDraft } from './policy-rights.ts';
import type { PolicyVersion } from './policy-store.ts';

/** How messages about policies are composed. */
export const policyMessages = {
  'review-due': (async ({ desk, profile, school, roles }, intent) => {
    const versions = await desk.store.policies.listVersions(profile.id);
    const policy = currentPolicies(profile, versions).find(({ title }) => title === intent.policy);
    // Reviewed meanwhile: there is another date. Or it is no longer his to review.
    if (!policy || policy.dueOn !== intent.dueOn || !mayDraft(policy, roles)) return null;
    const workedOn = versions.find(({ title, stage }) => title === policy.title && stage !== 'published');
    return {
      name: 'review-due',
      school,
      policy: policy.title,
      dueOn: intent.dueOn,
      overdue: intent.dueOn < localDay(desk.clock.now()),
      url: policy.url,
      workedOn: workedOn ? { versionId: workedOn.id, version: workedOn.version } : null,
      policyId: policyIdOf(desk, profile.id, policy.title),
    };
  }) satisfies ComposeTold<'review-due'>,
  'policy-version': (async ({ desk, profile, person, roles }, { versionId }) => {
    const version = await desk.store.policies.findVersion(profile.id, versionId);
    if (!version) return null;
    const reader = { profile, roles, personId: person.personId };
    // Decided meanwhile: it waits for somebody else.
    const isAsked = (await mayDo(desk, reader, version)) === 'decide';
    return isAsked || authorsOf(version).includes(person.personId) ? versionView(desk, reader, version, null) : null;
  }) satisfies ComposeTold<'policy-version'>,
};

/**
 * What is sent once a version has come to another stage: it is put before whoever decides next, and its authors are told.
 * @param moved the version as it will be, its last decision included
 * @param byId who decided: he sees the answer already
 */
export async function movedMessages(
  desk: Desk,
  profile: SchoolProfile,
  moved: Pick<PolicyVersion, 'id' | 'stage' | 'createdBy' | 'decisions'>,
  byId: string,
): Promise<OutgoingMessage[]> {
  const deciders = (await listDeciders(desk, profile, moved)).map(({ personId }) => personId);
  const authors = authorsOf(moved).filter((personId) => personId !== byId);
  const key = `policy-version|${moved.id}|${moved.decisions.length}`;
  return [...new Set([...deciders, ...authors])].map((personId) =>
    quietMessage(profile, desk.clock.now(), key, { kind: 'policy-version', personId, versionId: moved.id }),
  );
}
