import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isKnownAgency, knownAgencies, knownAgencyNames } from '../../src/config/agencies.ts';
import { findReferences } from '../../src/config/references.ts';
import { codesOf, findingsOf, TODAY } from './example-profiles.ts';

const POLICY = { title: 'P', cycle: 'P5Y', adopted: '2026-01-01', approvals: [{ by: 'Governors', on: '2026-01-01' }] };
const citing = (...cites: string[]) => ({ policies: [{ ...POLICY, cites }] });

describe('references that have been replaced', () => {
  it('[W09] warns that an older KCSIE is superseded, under either name', () => {
    for (const cited of [
      'DfE guidance 2019 Keeping Safe in Education',
      'KCSIE 2019',
      'Keeping Children Safe in Education (2019)',
    ]) {
      const [finding] = findingsOf(citing(cited));
      expect(finding).toMatchObject({ level: 'warning', code: 'obsolete-reference', path: 'policies[0].cites[0]' });
      expect(finding?.message).toContain(`cites '${cited}'`);
      expect(finding?.message).toContain('superseded on 2020-09-01');
    }
  });

  it('[M22] warns that the Data Protection Act 1998 is repealed', () => {
    expect(findingsOf(citing('Data Protection Act 1998'))[0]?.message).toContain('repealed on 2018-05-25');
    expect(findingsOf(citing('Data Protection Act 2018'))).toEqual([]);
  });

  it.each(['LEA', 'the LEA and the DfEE', 'Google Hangouts', 'UKCCIS sexting advice', 'the LSCB'])(
    'warns of %s',
    (cited) => {
      expect(codesOf(citing(cited))).toContain('obsolete-reference');
    },
  );

  it.each(['KCSIE', 'clear rules', 'Computer Misuse Act 1990', 'Education Act 2011', 'UK GDPR'])(
    'lets %s pass',
    (cited) => {
      expect(codesOf(citing(cited))).toEqual([]);
    },
  );

  it('knows what was still in force on an earlier day', () => {
    expect(findReferences('KCSIE 2023', 'england', '2024-09-01')).toEqual([]);
    expect(findReferences('KCSIE 2023', 'england', '2024-09-02')).toHaveLength(1);
  });

  it('warns of England’s guidance in England only, and of laws of the whole country everywhere', () => {
    expect(findReferences('KCSIE 2019', 'wales', TODAY)).toEqual([]);
    expect(findReferences('Data Protection Act 1998', 'scotland', TODAY)).toHaveLength(1);
  });

  it('marks what somebody should verify', () => {
    expect(findingsOf(citing('LEA'))[0]?.message).toContain('(check this before relying on it)');
    expect(findingsOf(citing('Data Protection Act 1998'))[0]?.message).not.toContain('check this');
  });

  it('gives every entry a code of its own', () => {
    const file = new URL('../../src/config/data/references.yaml', import.meta.url);
    const codes = (parse(readFileSync(file, 'utf8')) as { code: string }[]).map((entry) => entry.code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('agencies', () => {
  const routeTo = (...agencies: string[]) => ({ routes: [{ name: 'A', to: ['dsl'], agencies }] });

  it('[X22] warns that CLEOPS is unrecognised and suggests CEOP, wherever it stands', () => {
    const contacts = { ...findContacts(), agencies: [{ name: 'CLEOPS', phone: '01632 960199' }] };
    for (const settings of [citing('CLEOPS'), routeTo('CLEOPS'), { contacts }]) {
      const [finding] = findingsOf(settings);
      expect(finding).toMatchObject({ level: 'warning', code: 'unknown-agency' });
      expect(finding?.message).toContain("'CLEOPS' is unrecognised (did you mean CEOP?)");
    }
  });

  it('knows the national ones, the local authority and those the school lists', () => {
    const agencies = [{ name: 'Larkshire Helpline', phone: '01632 960198' }];
    const settings = {
      ...routeTo('police', 'IWF', 'ISP', 'MASH', 'Larkshire County Council', 'Larkshire helpline'),
      contacts: { ...findContacts(), agencies },
    };
    expect(codesOf(settings)).toEqual([]);
  });

  it('warns of a route to a body nobody knows', () => {
    const [finding] = findingsOf(routeTo('Ministry of Screens'));
    expect(finding).toMatchObject({ code: 'unknown-agency', path: 'routes[0].agencies[0]' });
    expect(finding?.message).toContain("'Ministry of Screens' is unrecognised; correct the name");
  });

  it('does not question a law or a product that is cited', () => {
    expect(codesOf(citing('360 safe', 'Prevent duty', 'Education Act 2011'))).toEqual([]);
  });

  it('lists each name once, and has the public numbers', () => {
    const names = knownAgencyNames().map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(knownAgencies().find((agency) => agency.name === 'Police')?.phone).toContain('999');
    expect(isKnownAgency(' childline ')).toBe(true);
  });
});

function findContacts(): object {
  const lado = { name: 'LADO', phone: '01632 960104' };
  return { duty: lado, childrens_social_care: lado, lado };
}
