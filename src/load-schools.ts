import { ConfigError } from './config/config-error.ts';
import { lintProfile } from './config/lint-profile.ts';
import { loadProfiles } from './config/load-profile.ts';
import { printFindings } from './config/print-findings.ts';
import { rolesThatOpenCases } from './core/access.ts';
import { accessHolders } from './core/people/access-requests.ts';
import { localDay } from './core/school/calendar.ts';
import { type SchoolProfile, titleOf } from './core/school/profile.ts';
import type { Role } from './core/school/roles.ts';
import type { Program } from './program.ts';
import { saveSchool } from './store/school-registry.ts';

/**
 * Reads school profiles, prints what the lints found, and stores the schools.
 * @throws ConfigError when a file cannot be used or a finding refuses the load; nothing is stored then
 * @returns the findings as text
 */
export async function loadSchools(program: Program, files: string[]): Promise<string> {
  const { profiles, problems } = loadProfiles(files);
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => problem.message).join('\n'));
  const now = program.desk.clock.now();
  const findings = profiles.map((profile) => ({
    school: profile.name,
    findings: lintProfile(profile, { today: localDay(now) }),
  }));
  const text = printFindings(findings);
  if (findings.some((school) => school.findings.some((finding) => finding.level === 'refuse')))
    throw new ConfigError(text);
  for (const profile of profiles) await refuseNewReaders(program, profile);
  for (const profile of profiles) await saveSchool(program.database, program.keys, profile, now);
  await program.schools.reload();
  return text;
}

/**
 * Refuses a profile by which people of the present staff would begin to open cases: whoever writes profiles would give out
 * access that a holder has to confirm (law 4). A school without holders is at its beginning and may say what it likes.
 */
async function refuseNewReaders(program: Program, profile: SchoolProfile): Promise<void> {
  const present = program.schools.get(profile.id);
  if (!present) return;
  const staff = await program.store.listStaff(profile.id);
  if (accessHolders(present, staff, program.desk.clock.now()).length === 0) return;
  const [before, after] = [rolesThatOpenCases(present), rolesThatOpenCases(profile)];
  const opens = (roles: readonly Role[], opening: readonly Role[]) => roles.some((role) => opening.includes(role));
  const readers = staff.filter(({ roles }) => !opens(roles, before) && opens(roles, after));
  if (readers.length === 0) return;
  const functions = [...new Set(readers.flatMap(({ roles }) => roles.filter((role) => after.includes(role))))];
  throw new ConfigError(
    `${profile.name}: nothing was stored. By this profile ${readers.length} of the staff would begin to open cases, as ${functions.map((role) => titleOf(profile, role)).join(', ')}. Take the function from them in the staff list, load the profile, then give it back: somebody who has access now confirms it in chat.`,
  );
}
