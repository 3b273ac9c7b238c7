import type { SchoolProfile } from '../../core/school/profile.ts';
import { isRoleFilled } from '../../core/school/role-filled.ts';
import type { Finding } from '../finding.ts';

/**
 * Refuses a school that does not say who answers for incidents: without one, a concern could be recorded and belong to nobody.
 * Source: Ingol policy, complaints ("a senior member of staff").
 */
export function lintIncidentLead(profile: SchoolProfile): Finding[] {
  if (isRoleFilled(profile, 'incident_lead')) return [];
  return [
    {
      level: 'refuse',
      code: 'incident-lead-empty',
      path: 'roles.incident_lead',
      message:
        'nobody is the incident lead; name the function that answers for incidents, such as "incident_lead: { same_as: dsl }", and make sure that function is filled too',
    },
  ];
}
