import { describe, expect, it } from 'vitest';
import { lintProfile } from '../../src/config/lint-profile.ts';
import { approvalState } from '../../src/core/school/approval-state.ts';
import { effectiveNextReview } from '../../src/core/school/effective-next-review.ts';
import { type ProfilePolicy, rolesHeld, type SchoolProfile } from '../../src/core/school/profile.ts';
import { resolveRegister } from '../../src/core/school/resolve-register.ts';
import { loadExample, loadFirst, TODAY } from '../config/example-profiles.ts';

function codesOf(profile: SchoolProfile): string[] {
  return lintProfile(profile, { today: TODAY }).map((finding) => finding.code);
}

function messageOf(profile: SchoolProfile, code: string): string {
  const finding = lintProfile(profile, { today: TODAY }).find((found) => found.code === code);
  return finding?.message ?? `no finding ${code}`;
}

function isOverdueOn(profile: SchoolProfile, today: string): boolean {
  return lintProfile(profile, { today }).some((finding) => finding.code === 'review-overdue');
}

function onlyPolicy(profile: SchoolProfile): ProfilePolicy {
  const [policy] = profile.policies;
  if (!policy || profile.policies.length > 1) throw new Error('expected one policy');
  return policy;
}

function routeFor(profile: SchoolProfile, type: string) {
  return profile.routes.find((route) => route.when.types?.some((known) => known === type));
}

describe('Writtle', () => {
  const writtle = loadFirst('writtle');

  it('sends a concern to the head as DSL and to the deputy, and to nobody else', () => {
    expect(rolesHeld(writtle, ['head'])).toContain('dsl');
    expect(rolesHeld(writtle, ['deputy_head'])).toContain('deputy_dsl');
    expect(writtle.routes.at(-1)).toMatchObject({ when: {}, to: ['dsl', 'deputy_dsl'], hand_off: [], also_tell: [] });
  });

  it('handles a child on social networks as safeguarding', () => {
    expect(routeFor(writtle, 'social_networking')?.handle_as).toBe('safeguarding');
  });

  it('[W09] is warned that the guidance of 2019 is superseded', () => {
    expect(messageOf(writtle, 'obsolete-reference')).toContain('superseded');
  });

  it('hands inappropriate content off to the ICT lead and the head, who get no case by it', () => {
    const route = writtle.routes.find((candidate) => candidate.when.categories?.includes('content'));
    expect(route).toMatchObject({ to: ['dsl', 'deputy_dsl'], hand_off: ['ict_lead', 'head'] });
  });

  it('[W18] is served through Google Chat, with a notice that Hangouts is retired', () => {
    expect(writtle.platform.adapter).toBe('google-chat');
    expect(messageOf(writtle, 'platform-retired')).toContain('retired Hangouts');
  });

  it('[W01] was due on 10 March 2023, and is overdue', () => {
    expect(effectiveNextReview(onlyPolicy(writtle)).due).toBe('2023-03-10');
    expect(isOverdueOn(writtle, '2023-03-10')).toBe(false);
    expect(isOverdueOn(writtle, TODAY)).toBe(true);
  });
});

describe("St Andrew's", () => {
  const school = loadFirst('st-andrews');

  it('[A02] has a policy that is not evidenced as approved', () => {
    expect(approvalState(onlyPolicy(school))).toEqual({
      state: 'not-evidenced',
      missing: ['Headteacher', 'Governing body'],
    });
    expect(messageOf(school, 'approval-not-evidenced')).toContain('not evidenced as approved');
  });

  it('sends what the network manager reports to the co-ordinator', () => {
    const route = school.routes.find((candidate) => candidate.when.reporter_roles?.includes('network_manager'));
    expect(route?.to).toEqual(['esafety_coordinator']);
  });

  it('sends suspected abuse and breaches to the co-ordinator, who is the DSL where they are the same', () => {
    expect(school.routes.at(-1)).toMatchObject({ when: {}, to: ['esafety_coordinator'] });
    const same = loadFirst(
      'st-andrews',
      'dsl: # (3.2) only mentioned; write "same_as: esafety_coordinator" if it is the same person',
      'dsl: { same_as: esafety_coordinator }',
    );
    expect(rolesHeld(same, ['esafety_coordinator'])).toContain('dsl');
    expect(codesOf(same)).not.toContain('dsl-missing');
  });

  it('sends photographs on one’s own device to the head as a low-level concern', () => {
    expect(routeFor(school, 'staff_low_level')).toMatchObject({ to: ['head'], handle_as: 'discipline' });
  });

  it('[A01] is overdue from 1 October 2022', () => {
    expect(isOverdueOn(school, '2022-09-30')).toBe(false);
    expect(isOverdueOn(school, '2022-10-01')).toBe(true);
  });
});

describe('Wessex', () => {
  const [schoolA, schoolB] = loadExample('wessex');

  it('[X01] is warned of two review dates, and the earlier one counts', () => {
    expect(schoolA && messageOf(schoolA, 'next-review-conflict')).toContain('The earlier one, 2025-05-31, is used');
  });

  it('gives one tenant to each school, in one trust', () => {
    expect([schoolA?.id, schoolB?.id]).toEqual(['wessex-school-a', 'wessex-school-b']);
    expect(schoolA?.trust).toEqual({ id: 'wessex-mat', name: 'Wessex Multi-Academy Trust' });
    expect(schoolB?.trust).toEqual(schoolA?.trust);
  });

  it('[X04] blocks going live for the one school without a co-ordinator', () => {
    const schools = loadExample(
      'wessex',
      'esafety_coordinator: { title: E-Safety Coordinator }',
      'esafety_coordinator:',
    );
    const blocked = schools.filter((school) => codesOf(school).includes('coordinator-missing'));
    expect(blocked.map((school) => school.id)).toEqual(['wessex-school-b']);
  });

  it('[X04] lets each school say who its co-ordinator is', () => {
    expect(schoolA?.roles.esafety_coordinator?.same_as).toBe('ict_lead');
    expect(schoolB?.roles.esafety_coordinator?.same_as).toBeUndefined();
  });

  it('also tells the senior leader on duty at lunchtime', () => {
    const atLunch = schoolA?.routes.filter((route) => route.when.between) ?? [];
    expect(atLunch.map((route) => route.also_tell)).toEqual([['slt_duty'], ['slt_duty']]);
  });

  it('sends staff misuse to the head', () => {
    expect(schoolA && routeFor(schoolA, 'staff_misuse')).toMatchObject({ to: ['head'], handle_as: 'discipline' });
  });

  it('[X09] is served through Teams', () => {
    expect(schoolA?.platform).toMatchObject({ says: 'Office 365', adapter: 'teams' });
  });

  it('offers the ladder for a parent’s post in the policy’s order', () => {
    const ladder = schoolA?.playbooks.find((playbook) => playbook.types.includes('parent_defamation'));
    expect(ladder?.steps.map((step) => step.text.split(' ')[0])).toEqual(['Meet', 'Report', 'Consider', 'In']);
  });

  it('[X22] is warned that CLEOPS is unrecognised', () => {
    expect(schoolA && messageOf(schoolA, 'unknown-agency')).toContain("'CLEOPS' is unrecognised (did you mean CEOP?)");
  });
});

describe('Milverton', () => {
  const milverton = loadFirst('milverton');

  it('[M01] is overdue from 1 January 2025', () => {
    expect(isOverdueOn(milverton, '2024-12-31')).toBe(false);
    expect(isOverdueOn(milverton, '2025-01-01')).toBe(true);
  });

  it('[M02] is warned of two last reviews, unresolved until somebody picks one', () => {
    expect(messageOf(milverton, 'last-review-conflict')).toContain('unresolved until somebody picks one');
    expect(effectiveNextReview(onlyPolicy(milverton)).unresolved).toBe(true);
  });

  it('sends misuse by a pupil to the head as DSL', () => {
    expect(routeFor(milverton, 'account_misuse')?.to).toEqual(['dsl']);
    expect(rolesHeld(milverton, ['head'])).toContain('dsl');
  });

  it('treats pupils under the behaviour policy and staff under the discipline procedures', () => {
    expect(routeFor(milverton, 'account_misuse')?.handle_as).toBe('behaviour');
    expect(routeFor(milverton, 'staff_misuse')).toMatchObject({ to: ['head'], handle_as: 'discipline' });
  });

  it('[M11] keeps one register under both names', () => {
    expect(resolveRegister(milverton, 'Online Safety Incident Log')).toBe('Online Safety Issues log');
    expect(resolveRegister(milverton, 'online safety issues log')).toBe('Online Safety Issues log');
  });

  it('needs address, time and content of an unsuitable site, and tells the teacher, then the head', () => {
    expect(routeFor(milverton, 'filter_failure')).toMatchObject({
      required: ['urls', 'when', 'what'],
      hand_off: ['class_teacher', 'head'],
    });
  });

  it('[M20] is served through Teams', () => {
    expect(milverton.platform).toMatchObject({ says: 'Microsoft 365', adapter: 'teams' });
  });

  it('[M22] is warned that the Act of 1998 is repealed', () => {
    const messages = lintProfile(milverton, { today: TODAY }).map((finding) => finding.message);
    expect(messages.join()).toContain("'Data Protection Act 1998': this Act was repealed");
  });

  it('[M27] cannot go live until the alternates of a head who is also DSL are set', () => {
    expect(messageOf(milverton, 'head-is-dsl-no-chair')).toContain('the head is also the DSL');
    const set = loadFirst(
      'milverton',
      'lado: # not in the policy: Warwickshire',
      'lado: { name: LADO, phone: 01632 960110 }',
    );
    expect(codesOf(set)).not.toContain('head-is-dsl-no-lado');
    expect(codesOf(set)).toContain('head-is-dsl-no-chair');
  });

  it.each([
    ['a device in school', 'device_breach'],
    ['an offensive message', 'offensive_message'],
  ])('%s has a playbook', (_, type) => {
    expect(milverton.playbooks.some((playbook) => playbook.types.some((known) => known === type))).toBe(true);
  });
});

describe('Ingol', () => {
  const ingol = loadFirst('ingol');

  it('[I01] is warned of a policy with no date, version or review cycle', () => {
    expect(messageOf(ingol, 'policy-undated')).toContain('no date, version or review cycle');
    expect(onlyPolicy(ingol).approvals.map((approval) => approval.by)).toEqual([
      'Senior Leadership Team',
      'Governing Body',
    ]);
  });

  it('[I06] is warned of two routes for unsuitable sites, and the one through the ICT leader and the deputy is used', () => {
    expect(messageOf(ingol, 'route-conflict')).toContain('the first is used');
    expect(routeFor(ingol, 'filter_failure')?.hand_off).toEqual(['ict_lead', 'deputy_head']);
  });

  it('has the head stand in for the deputy', () => {
    expect(ingol.cover).toEqual(['deputy_head', 'head']);
  });

  it('names police and IWF before the local authority', () => {
    expect(routeFor(ingol, 'suspected_illegal')?.agencies).toEqual(['Police', 'IWF', 'Local authority']);
  });

  it('lists the police and Cyber Choices where somebody hacked', () => {
    const steps = ingol.playbooks.find((playbook) => playbook.types.includes('hacking'));
    const words = steps?.steps.map(({ text }) => text).join(' ');
    expect(words).toContain('police');
    expect(words).toContain('Cyber Choices');
  });

  it('sends conduct of staff to the head as a low-level concern', () => {
    expect(routeFor(ingol, 'staff_low_level')?.to).toEqual(['head']);
  });

  it('[I22] has an incident lead', () => {
    expect(rolesHeld(ingol, ['deputy_head'])).toContain('incident_lead');
  });

  it.each([
    ['a shared login', 'account_misuse', 'Reset the password'],
    ['a device in school', 'device_breach', 'Ask the pupil to hand'],
  ])('%s has a playbook', (_, type, firstStep) => {
    const playbook = ingol.playbooks.find((candidate) => candidate.types.some((known) => known === type));
    expect(playbook?.steps[0]?.text).toContain(firstStep);
  });
});
