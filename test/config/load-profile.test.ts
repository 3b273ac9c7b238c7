import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadProfile, loadProfiles, parseProfile } from '../../src/config/load-profile.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { exampleText, loadFirst } from './example-profiles.ts';

const SCHOOL = 'id: a-school\nname: A School\nroles:\n  incident_lead: {}\n';

function messagesOf(text: string): string[] {
  return parseProfile(text, 'x.yaml').problems.map((problem) => problem.message);
}

describe('loading a school', () => {
  it('fills in every default', () => {
    const { profiles, problems } = parseProfile(SCHOOL, 'x.yaml');
    expect(problems).toEqual([]);
    expect(profiles[0]).toMatchObject({
      id: 'a-school',
      trust: null,
      nation: 'england',
      email_domains: [],
      cover: ['dsl', 'deputy_dsl', 'head'],
      incident_log_names: ['Incident log'],
    });
  });

  it('freezes what it returns, however deep, and leaves the next school unfrozen defaults', () => {
    const profile = loadFirst('demo-school');
    expect(() => profile.routes[0]?.to.push('head')).toThrow(TypeError);
    expect(() => Object.assign(profile.contacts, { duty: null })).toThrow(TypeError);
    expect(parseProfile(SCHOOL, 'x.yaml').profiles).toHaveLength(1);
  });

  it('takes the adapter from the wording of the policy', () => {
    const [profile] = parseProfile(`${SCHOOL}platform:\n  says: Office 365\n`, 'x.yaml').profiles;
    expect(profile?.platform.adapter).toBe('teams');
  });

  it('keeps a date, a time and a version as they are written', () => {
    const text = `${SCHOOL}closed_days: [2026-05-04]\nschool_day: { starts: 08:30, ends: 15:30 }\n`;
    const [profile] = parseProfile(text, 'x.yaml').profiles;
    expect(profile?.closed_days).toEqual(['2026-05-04']);
    expect(profile?.school_day.starts).toBe('08:30');
  });
});

describe('what is wrong with a settings file', () => {
  it('names file, path, fix and line of an unknown function', () => {
    const text = exampleText('demo-school', 'same_as: deputy_head }', 'same_as: haed }');
    const { profiles, problems } = parseProfile(text, 'examples/demo-school.yaml');
    expect(profiles).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.path).toBe('roles.deputy_dsl.same_as');
    expect(problems[0]?.message).toMatch(
      /^examples\/demo-school\.yaml: roles\.deputy_dsl\.same_as: 'haed' is not a function \(did you mean 'head'\?\); use one of dsl, deputy_dsl, head, .* \(line \d+\)$/,
    );
  });

  it('suggests the setting a misspelt one means', () => {
    expect(messagesOf(`${SCHOOL}policys: []\n`)).toEqual([
      "x.yaml: policys: 'policys' is not a setting; did you mean 'policies'? (line 5)",
    ]);
  });

  it('suggests the function a misspelt one means, and lists the settings where none is near', () => {
    const messages = messagesOf(`${SCHOOL}  dsll: {}\n  head: { colour: red }\n`);
    expect(messages).toContain("x.yaml: roles.dsll: 'dsll' is not a function; did you mean 'dsl'? (line 5)");
    expect(messages).toContain(
      "x.yaml: roles.head.colour: 'colour' is not a setting; use one of title, same_as (line 6)",
    );
  });

  it('looks for the right settings inside lists, defaults and optional groups', () => {
    const text = `${SCHOOL}routes:\n  - name: A\n    to: [head]\n    wen: {}\nplaces:\n  dsl: { chanel: x }\n`;
    expect(messagesOf(text)).toEqual([
      "x.yaml: places.dsl.chanel: 'chanel' is not a setting; did you mean 'channel'? (line 10)",
      "x.yaml: routes[0].wen: 'wen' is not a setting; did you mean 'when'? (line 8)",
    ]);
  });

  it.each([
    ['version: 5', '{ title: P, version: 5 }', `'5' is read as a number, not as text; put it in quotes: "5"`],
    ['a day that does not exist', '{ title: P, adopted: 2026-02-31 }', 'write a real date as YYYY-MM-DD'],
    ['a cycle in words', '{ title: P, cycle: yearly }', 'write the period as P1Y (a year)'],
    ['an empty cycle', '{ title: P, cycle: P }', 'write the period as P1Y (a year)'],
    ['a missing title', '{ version: "1" }', 'this is missing; add it'],
  ])('explains %s', (_, policy, expected) => {
    expect(messagesOf(`${SCHOOL}policies:\n  - ${policy}\n`).join()).toContain(expected);
  });

  it.each([
    ['a list where settings belong', 'contacts: []', 'this has to be a group of settings'],
    [
      'text where a list belongs',
      'cover: dsl',
      'this has to be a list (lines that begin with a dash), but it is the text',
    ],
    ['a route that goes nowhere', 'routes: [{ name: A, to: [] }]', 'too few entries; give at least 1'],
    ['a term that ends before it starts', 'terms: [{ from: 2026-09-02, to: 2026-09-01 }]', 'it ends before it starts'],
    ['a day that ends before it starts', "school_day: { starts: '16:00', ends: '09:00' }", 'ends before it starts'],
    ['a time of another kind', "routes: [{ name: A, to: [head], when: { between: ['noon', '13:00'] } }]", 'HH:MM'],
    [
      'a time the wrong way round',
      "routes: [{ name: A, to: [head], when: { between: ['13:00', '12:00'] } }]",
      'earlier',
    ],
    [
      'an unknown type',
      'routes: [{ name: A, to: [head], when: { types: [cyberbulying] } }]',
      "did you mean 'cyberbullying'",
    ],
    ['an unknown platform', 'platform: { adapter: team }', "'team' is not a chat platform (did you mean 'teams'?)"],
    [
      'an unknown audience',
      'training: [{ name: A, audience: [teacher] }]',
      "not an audience (did you mean 'teachers'?)",
    ],
    ['an address as a domain', 'email_domains: ["a@b.example"]', 'write the domain alone'],
  ])('explains %s', (_, line, expected) => {
    expect(messagesOf(`${SCHOOL}${line}\n`).join()).toContain(expected);
  });

  it('tells every mistake at once', () => {
    expect(messagesOf(`${SCHOOL}nation: mars\ncover: [x]\n`)).toHaveLength(2);
  });

  it('names the line of broken YAML and of a setting that stands twice', () => {
    expect(messagesOf('id: a\nname: [x\n').join()).toMatch(/^x\.yaml: this is not valid YAML: .*\(line 3\)/);
    expect(messagesOf('id: a\nid: b\n').join()).toMatch(/not valid YAML: Map keys must be unique \(line 2\)/);
  });

  it('says how to begin where a file is empty', () => {
    expect(messagesOf('')).toEqual([
      'x.yaml: this file holds no settings; begin with "id:" and "name:", or copy a file from examples/',
    ]);
  });
});

describe('an incident lead', () => {
  it('[I22] refuses to load Ingol with nobody in the function', () => {
    const filled = 'incident_lead: { title: Senior member of staff for incidents, same_as: deputy_head }';
    const { profiles, problems } = parseProfile(exampleText('ingol', filled, 'incident_lead:'), 'ingol.yaml');
    expect(profiles).toEqual([]);
    expect(problems.map((problem) => problem.path)).toEqual(['roles.incident_lead']);
    expect(problems[0]?.message).toMatch(/^ingol\.yaml: roles\.incident_lead: nobody is the incident lead; name the/);
  });

  it('[I22] refuses one that is the same as a function nobody fills, and a circle', () => {
    const empty = 'id: a\nname: A\nroles:\n  incident_lead: { same_as: dsl }\n';
    for (const dsl of ['', '  dsl:\n', '  dsl: { same_as: incident_lead }\n']) {
      expect(parseProfile(empty + dsl, 'x.yaml').profiles).toEqual([]);
    }
    expect(parseProfile(`${empty}  dsl: {}\n`, 'x.yaml').profiles).toHaveLength(1);
  });

  it('[I22] refuses one that is left out', () => {
    expect(messagesOf('id: a\nname: A\n').join()).toContain('nobody is the incident lead');
  });
});

describe('a trust', () => {
  const TRUST = `trust: { id: t, name: T }
platform: { says: Office 365, workspace_id: shared }
email_domains: [t.example]
roles:
  incident_lead: { title: Lead, same_as: head }
  head: { title: Head }
  chair: {}
cover: [head]
schools:
  - id: one
    name: One
  - id: two
    name: Two
    platform: { workspace_id: own }
    roles:
      head: {}
      chair:
    cover: [dsl, head]
`;

  it('gives each school the shared settings', () => {
    const [one] = parseProfile(TRUST, 't.yaml').profiles;
    expect(one).toMatchObject({ id: 'one', trust: { id: 't', name: 'T' }, email_domains: ['t.example'] });
    expect(one?.platform).toEqual({ says: 'Office 365', adapter: 'teams', workspace_id: 'shared' });
  });

  it('lets a school replace one function, one setting of a group, or a whole list', () => {
    const [, two] = parseProfile(TRUST, 't.yaml').profiles;
    expect(two?.platform).toEqual({ says: 'Office 365', adapter: 'teams', workspace_id: 'own' });
    expect(two?.roles).toEqual({ incident_lead: { title: 'Lead', same_as: 'head' }, head: {}, chair: null });
    expect(two?.cover).toEqual(['dsl', 'head']);
  });

  it('names the place of a mistake once where it is shared, and in the school where it is the school’s own', () => {
    const shared = parseProfile(TRUST.replace('cover: [head]', 'cover: [heda]'), 't.yaml').problems;
    expect(shared.map((problem) => problem.path)).toEqual(['cover[0]']);
    const own = parseProfile(TRUST.replace('cover: [dsl, head]', 'cover: [dls]'), 't.yaml');
    expect(own.problems.map((problem) => problem.path)).toEqual(['schools[1].cover[0]']);
    expect(own.profiles.map((profile) => profile.id)).toEqual(['one']);
  });

  it('refuses one school without an incident lead and loads the other', () => {
    const text = TRUST.replace('      head: {}\n', '      head:\n');
    const { profiles, problems } = parseProfile(text, 't.yaml');
    expect(profiles.map((profile) => profile.id)).toEqual(['one']);
    expect(problems.map((problem) => problem.path)).toEqual(['schools[1].roles.incident_lead']);
  });

  it.each([
    ['an id at the top', `id: x\n${TRUST}`, "'id' is not a setting of a trust; give it to each school"],
    [
      'a misspelt shared setting',
      `playboks: []\n${TRUST}`,
      "'playboks' is not a setting of a trust; did you mean 'playbooks'?",
    ],
    ['no schools', 'trust: { id: t, name: T }\nschools: []\n', 'list at least one school here'],
    ['no trust', 'schools: [{ id: a, name: A, roles: { incident_lead: {} } }]\n', 'add "trust: { id: …, name: … }"'],
    ['a school that is only a name', 'trust: { id: t, name: T }\nschools: [A]\n', 'this has to be a school'],
    [
      'another trust in a school',
      TRUST.replace('name: One', 'name: One\n    trust: { id: x, name: X }'),
      'take the line out',
    ],
    ['one id twice', TRUST.replace('id: two', 'id: one'), "'one' stands twice"],
  ])('explains %s', (_, text, expected) => {
    expect(messagesOf(text).join('\n')).toContain(expected);
  });
});

describe('settings files on disk', () => {
  const folder = makeTemporaryFolder();
  afterAll(() => folder.remove());

  it('says that a file is not there, without throwing', () => {
    const { problems } = loadProfile(join(folder.path, 'none.yaml'));
    expect(problems[0]?.message).toMatch(/none\.yaml: there is no such file; check the names in ESAFETY_PROFILES/);
  });

  it('says that a folder cannot be read', () => {
    expect(loadProfile(folder.path).problems[0]?.message).toContain('it cannot be read');
  });

  it('refuses a second school with an id that is taken, and names the other file', () => {
    const [first, second] = [join(folder.path, 'first.yaml'), join(folder.path, 'second.yaml')];
    writeFileSync(first, SCHOOL);
    writeFileSync(second, SCHOOL);
    const { profiles, problems } = loadProfiles([first, second]);
    expect(profiles).toHaveLength(1);
    expect(problems.map((problem) => problem.message)).toEqual([
      `${second}: id: 'a-school' is also the id of a school in ${first}; give every school an id of its own`,
    ]);
  });
});
