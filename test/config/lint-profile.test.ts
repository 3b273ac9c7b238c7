import { describe, expect, it } from 'vitest';
import { codesOf, findingsOf, soundSchool } from './example-profiles.ts';

describe('a sound school', () => {
  it('has nothing to put right', () => {
    expect(findingsOf({})).toEqual([]);
  });
});

describe('functions a school cannot do without', () => {
  const roles = soundSchool().roles;

  it('[I22] refuses an empty incident lead', () => {
    expect(findingsOf({ roles: { ...roles, incident_lead: null } })).toMatchObject([
      { level: 'refuse', code: 'incident-lead-empty', path: 'roles.incident_lead' },
    ]);
  });

  it('refuses a profile by which an administrator would open cases', () => {
    expect(findingsOf({ roles: { ...roles, deputy_dsl: { same_as: 'administrator' } } })).toMatchObject([
      { level: 'refuse', code: 'access-by-the-back-door', path: 'roles.deputy_dsl.same_as' },
    ]);
  });

  it.each([
    ['office', 'deputy_dsl'],
    ['ict_lead', 'dsl'],
    ['class_teacher', 'incident_lead'],
    ['network_manager', 'esafety_coordinator'],
  ])('refuses one by which whoever is %s would be %s', (source, opened) => {
    const findings = findingsOf({ roles: { ...roles, [source]: {}, [opened]: { same_as: source } } });
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'refuse', path: `roles.${opened}.same_as`, code: 'access-by-the-back-door' }),
    );
  });

  it('refuses a chain that ends at a function outside the safeguarding team', () => {
    const chained = { ...roles, esafety_coordinator: { same_as: 'ict_lead' }, dsl: { same_as: 'esafety_coordinator' } };
    expect(findingsOf({ roles: chained })).toContainEqual(
      expect.objectContaining({ level: 'refuse', path: 'roles.dsl.same_as' }),
    );
  });

  it('lets the IT leader be the e-safety co-ordinator, and the team stand in for one another', () => {
    expect(codesOf({ roles: { ...roles, esafety_coordinator: { same_as: 'ict_lead' } } })).toEqual([]);
    expect(codesOf({ roles: { ...roles, deputy_dsl: { same_as: 'sendco' }, sendco: {} } })).toEqual([]);
  });

  it.each([
    ['routes[0].to', { routes: [{ name: 'A', to: ['administrator'] }] }],
    ['cover', { cover: ['dsl', 'staff'] }],
    ['holiday_cover.roles', { holiday_cover: { roles: ['head', 'administrator'] } }],
    ['cover', { cover: ['network_manager'], roles: { ...roles, network_manager: { same_as: 'administrator' } } }],
  ])('refuses cases for administrators and for everybody in %s', (path, settings) => {
    expect(findingsOf(settings)).toContainEqual(
      expect.objectContaining({ level: 'refuse', code: 'access-by-the-back-door', path }),
    );
  });

  it.each([
    ['head', 'head-missing'],
    ['dsl', 'dsl-missing'],
    ['esafety_coordinator', 'coordinator-missing'],
  ])('blocks going live without %s', (role, code) => {
    const findings = findingsOf({ roles: { ...roles, incident_lead: {}, esafety_coordinator: {}, [role]: null } });
    expect(findings).toMatchObject([{ level: 'blocks-live', code, path: `roles.${role}` }]);
  });

  it('[X04] blocks going live where the co-ordinator is the same as a function the school has not got', () => {
    expect(codesOf({ roles: { ...roles, esafety_coordinator: { same_as: 'sendco' } } })).toEqual([
      'coordinator-missing',
    ]);
  });

  it('[M27] blocks going live where the head is the DSL and no alternate is set', () => {
    const headIsDsl = { ...roles, dsl: { same_as: 'head' } };
    expect(codesOf({ roles: headIsDsl })).toEqual([]);
    expect(codesOf({ roles: { ...headIsDsl, chair: null } })).toEqual(['head-is-dsl-no-chair']);
    const contacts = { ...soundSchool().contacts, lado: null };
    expect(findingsOf({ roles: headIsDsl, contacts })).toMatchObject([
      { level: 'blocks-live', code: 'head-is-dsl-no-lado', path: 'contacts.lado' },
    ]);
  });

  it('[M27] sees that the head is the DSL the other way round, and through a third function', () => {
    const reversed = { ...roles, head: { same_as: 'dsl' }, chair: null };
    expect(codesOf({ roles: reversed })).toEqual(['head-is-dsl-no-chair']);
    const chained = { ...roles, incident_lead: { same_as: 'head' }, dsl: { same_as: 'incident_lead' }, chair: null };
    expect(codesOf({ roles: chained })).toEqual(['head-is-dsl-no-chair']);
  });

  it('only warns of a missing chair or LADO where head and DSL are two people', () => {
    const contacts = { ...soundSchool().contacts, lado: { name: 'LADO' } };
    expect(findingsOf({ roles: { ...roles, chair: null }, contacts })).toMatchObject([
      { level: 'warning', code: 'chair-missing' },
      { level: 'warning', code: 'lado-missing' },
    ]);
  });
});

describe('what has to be there before going live', () => {
  it.each([
    ['no holiday cover', { holiday_cover: null }, 'holiday-cover-missing'],
    ['holiday cover by nobody', { holiday_cover: { roles: [] } }, 'holiday-cover-missing'],
    ['holiday cover by a function nobody fills', { holiday_cover: { roles: ['dpo'] } }, 'holiday-cover-missing'],
    ['no duty number', { contacts: { ...soundSchool().contacts, duty: null } }, 'duty-phone-missing'],
    [
      'a social care contact without a number',
      { contacts: { ...soundSchool().contacts, childrens_social_care: { name: 'Social care' } } },
      'social-care-phone-missing',
    ],
    ['no workspace', { platform: { says: 'Teams' } }, 'workspace-missing'],
    ['no platform', { platform: { workspace_id: 'w' } }, 'platform-missing'],
  ])('blocks going live with %s', (_, settings, code) => {
    expect(findingsOf(settings)).toMatchObject([{ level: 'blocks-live', code }]);
  });

  it('keeps a school "demo" until all of the impact assessment is there, and says what is missing', () => {
    const [finding, ...others] = findingsOf({ dpia: { reference: 'R', signed_on: '2026-09-01' } });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: 'blocks-live', code: 'dpia-unsigned', path: 'dpia' });
    expect(finding?.message).toContain('(officer not given)');
    expect(finding?.message).toContain('"demo"');
  });
});

describe('the chat platform', () => {
  it('[W18] warns that Hangouts is retired', () => {
    const [finding] = findingsOf({ platform: { says: 'Google Hangouts', workspace_id: 'w' } });
    expect(finding).toMatchObject({ level: 'warning', code: 'platform-retired', path: 'platform.says' });
    expect(finding?.message).toContain('retired Hangouts on 1 November 2022');
  });

  it('warns where the profile chooses another platform than the policy names', () => {
    expect(codesOf({ platform: { says: 'Office 365', adapter: 'slack', workspace_id: 'w' } })).toEqual([
      'platform-differs',
    ]);
  });

  it('names a platform nobody serves', () => {
    const [finding] = findingsOf({ platform: { says: 'Fax', workspace_id: 'w' } });
    expect(finding?.message).toContain("'Fax' is not a platform we serve");
  });
});

describe('reviews', () => {
  const approvals = [{ by: 'Governors', on: '2026-01-01' }];
  const lint = (policy: object, today?: string) =>
    findingsOf({ policies: [{ title: 'P', approvals, ...policy }] }, today);
  const conflicting = [
    { date: '2026-05-31', where: 'front page' },
    { date: '2025-05-31', where: 'page 2' },
  ];

  it('[X01] warns of two dates for the next review and uses the earlier one', () => {
    const findings = lint({ next_reviews: conflicting }, '2025-05-01');
    expect(findings).toMatchObject([
      { level: 'warning', code: 'next-review-conflict', path: 'policies[0].next_reviews' },
    ]);
    expect(findings[0]?.message).toContain(
      '2026-05-31 (front page), 2025-05-31 (page 2). The earlier one, 2025-05-31, is used',
    );
  });

  it('[M02] leaves two dates of the last review unresolved until somebody picks one', () => {
    const findings = lint({ last_reviews: conflicting, cycle: 'P5Y' });
    expect(findings).toMatchObject([{ code: 'last-review-conflict', path: 'policies[0].last_reviews' }]);
    expect(findings[0]?.message).toContain('unresolved until somebody picks one');
  });

  it('says nothing where the same date stands in two places', () => {
    const twice = [
      { date: '2027-05-31', where: 'front page' },
      { date: '2027-05-31', where: 'footer' },
    ];
    expect(lint({ next_reviews: twice, last_reviews: twice })).toEqual([]);
  });

  it('calls a policy overdue from the day after it was due', () => {
    const policy = { next_reviews: [{ date: '2026-11-22', where: 'front page' }] };
    expect(lint(policy, '2026-11-22')).toEqual([]);
    expect(lint(policy, '2026-11-23')).toMatchObject([
      { level: 'warning', code: 'review-overdue', path: 'policies[0]' },
    ]);
  });

  it('[I01] warns of a policy with no date, version or review cycle', () => {
    const [finding] = lint({});
    expect(finding).toMatchObject({ level: 'warning', code: 'policy-undated', path: 'policies[0]' });
    expect(finding?.message).toContain('no date, version or review cycle');
    expect(lint({ adopted: '2026-01-01', version: '1' })[0]?.message).toContain('it has no review cycle.');
  });

  it('[A02] warns of an approval box left blank, and of a policy that names no approval', () => {
    const dated = { title: 'P', cycle: 'P5Y', adopted: '2026-01-01' };
    const blank = { ...dated, approvals: [...approvals, { by: 'Headteacher', on: null }] };
    const [finding] = findingsOf({ policies: [blank, { ...dated, approvals: [] }] });
    expect(finding).toMatchObject({ code: 'approval-not-evidenced', path: 'policies[0].approvals' });
    expect(finding?.message).toContain('not evidenced as approved: no date for Headteacher.');
    expect(codesOf({ policies: [blank, { ...dated, approvals: [] }] })).toHaveLength(2);
  });
});

describe('routes', () => {
  const route = (name: string, to: string[], when: object = {}, more: object = {}) => ({ name, to, when, ...more });

  it('[I06] warns of two routes for the same concerns to different people', () => {
    const when = { types: ['filter_failure', 'pornography'] };
    const findings = findingsOf({
      routes: [route('A', ['dsl'], when), route('B', ['dsl'], when, { hand_off: ['head'] })],
    });
    expect(findings).toMatchObject([{ level: 'warning', code: 'route-conflict', path: 'routes[1]' }]);
    expect(findings[0]?.message).toContain(
      "'A' and 'B' are for the same concerns but tell different people; the first is used",
    );
  });

  it('[I06] sees it where only one type is in both', () => {
    const routes = [
      route('A', ['dsl'], { types: ['hate', 'scam'] }),
      route('B', ['head'], { types: ['scam', 'grooming'] }),
    ];
    expect(codesOf({ routes })).toEqual(['route-conflict']);
  });

  it.each([
    ['tell the same people', route('B', ['head', 'dsl'], { types: ['scam'] })],
    ['one is the more particular', route('B', ['chair'])],
    ['only the reporter differs', route('B', ['chair'], { types: ['scam'], reporter_roles: ['office'] })],
    ['only the time differs', route('B', ['chair'], { types: ['scam'], between: ['12:00', '13:00'] })],
    ['the types differ', route('B', ['chair'], { types: ['hate'] })],
  ])('says nothing where %s', (_, other) => {
    expect(codesOf({ routes: [route('A', ['dsl', 'head'], { types: ['scam'] }), other] })).toEqual([]);
  });

  it('warns of a route to a function the school has not got, and of one nobody fills', () => {
    const routes = [route('A', ['sendco'], {}, { hand_off: ['dsl'], also_tell: ['dpo'] })];
    const findings = findingsOf({ roles: { ...soundSchool().roles, dpo: null }, routes, cover: ['trust_lead'] });
    expect(findings.map((finding) => [finding.code, finding.path])).toEqual([
      ['route-role-missing', 'routes[0].to'],
      ['route-role-missing', 'routes[0].also_tell'],
      ['route-role-missing', 'cover'],
    ]);
    expect(findings[0]?.message).toContain("the SENDCO ('sendco'), a function the school has not got");
    expect(findings[1]?.message).toContain('a function the profile does not fill');
  });
});

describe('terms', () => {
  it('warns without terms, when the last is over, and when two overlap', () => {
    expect(codesOf({ terms: [] })).toEqual(['terms-missing']);
    const summer = { terms: [{ from: '2027-06-07', to: '2027-07-21' }] };
    expect(codesOf(summer, '2027-07-21')).toEqual([]);
    expect(codesOf(summer, '2027-07-22')).toContain('terms-missing');
    const terms = [
      { from: '2027-01-01', to: '2027-04-01' },
      { from: '2026-09-01', to: '2027-01-01' },
    ];
    expect(codesOf({ terms })).toEqual(['terms-overlap']);
  });
});

describe('the order of findings', () => {
  it('puts the gravest first', () => {
    const levels = findingsOf({ terms: [], dpia: {}, roles: {} }).map((finding) => finding.level);
    expect(levels[0]).toBe('refuse');
    expect(levels.at(-1)).toBe('warning');
    const order = ['refuse', 'blocks-live', 'warning'];
    expect(levels).toEqual([...levels].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  });
});
