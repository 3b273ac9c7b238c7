import { isDemo, type SchoolProfile } from '../../core/school/profile.ts';
import { isRoleFilled } from '../../core/school/role-filled.ts';
import type { Finding } from '../finding.ts';

/**
 * Checks what has to be there before real concerns may be recorded: somebody in the holidays, numbers to ring, a signed
 * impact assessment. Sources: KCSIE part two (cover at all times), St Andrew's policy 5.1 (DPIA before use).
 */
export function lintGoLive(profile: SchoolProfile): Finding[] {
  return [...lintHolidayCover(profile), ...lintPhones(profile), ...lintDpia(profile)];
}

function lintHolidayCover(profile: SchoolProfile): Finding[] {
  const roles = profile.holiday_cover?.roles ?? [];
  if (roles.some((role) => isRoleFilled(profile, role))) return [];
  const message =
    'nobody is reached in the holidays and out of hours; list at least one function under holiday_cover.roles that is filled';
  return [{ level: 'blocks-live', code: 'holiday-cover-missing', path: 'holiday_cover', message }];
}

function lintPhones(profile: SchoolProfile): Finding[] {
  const findings: Finding[] = [];
  if (!profile.contacts.duty?.phone) {
    const message = 'no number to ring when a concern cannot wait; fill in contacts.duty with a name and a phone';
    findings.push({ level: 'blocks-live', code: 'duty-phone-missing', path: 'contacts.duty', message });
  }
  if (!profile.contacts.childrens_social_care?.phone) {
    const path = 'contacts.childrens_social_care';
    const message = `no number of children's social care; fill in ${path} with the local authority's number`;
    findings.push({ level: 'blocks-live', code: 'social-care-phone-missing', path, message });
  }
  return findings;
}

function lintDpia(profile: SchoolProfile): Finding[] {
  if (!isDemo(profile)) return [];
  const missing = (['reference', 'officer', 'signed_on'] as const).filter((key) => !profile.dpia[key]);
  const message = `the data protection impact assessment is not signed (${missing.join(', ')} not given), so the school stays marked "demo" and works with invented data only; fill in dpia once the data protection officer has signed it`;
  return [{ level: 'blocks-live', code: 'dpia-unsigned', path: 'dpia', message }];
}
