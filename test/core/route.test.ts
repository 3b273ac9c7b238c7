import { describe, expect, it } from 'vitest';
import { decideRoute, HEAD_ROUTE, type RouteQuestion } from '../../src/core/incidents/route.ts';
import type { StaffMember } from '../../src/core/people/membership.ts';
import type { Role } from '../../src/core/school/roles.ts';
import { soundSchool } from '../config/example-profiles.ts';

const member = (personId: string, roles: Role[]): StaffMember => ({
  personId,
  name: personId,
  email: `${personId}@school.example`,
  jobTitle: '',
  roles,
  staffGroup: 'teachers',
  startsOn: null,
  endsOn: null,
});
const school = {
  profile: soundSchool(),
  staff: [member('head', ['head']), member('chair', ['chair']), member('trust', ['trust_lead'])],
  absent: new Set<string>(),
};
const question: RouteQuestion = {
  adult: 'yes',
  adultIds: ['head'],
  type: 'staff_allegation',
  category: 'conduct',
  severity: null,
  reporterRoles: [],
  at: new Date('2026-11-10T10:00:00Z'),
};

describe('law 4: a recorded concern about the head', () => {
  it('never goes to whoever is head later, also where the list knows the head by another id', () => {
    const recorded = decideRoute(school, question);
    expect(recorded).toMatchObject({ name: HEAD_ROUTE, ladder: [['chair'], ['trust']] });
    const later = decideRoute(school, { ...question, adultIds: ['head-as-known-before'], routeName: recorded.name });
    expect(later).toMatchObject({ name: HEAD_ROUTE, ladder: [['chair'], ['trust']] });
  });
});
