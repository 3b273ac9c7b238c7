import { ConfigError } from './config/config-error.ts';
import { lintProfile } from './config/lint-profile.ts';
import { loadProfiles } from './config/load-profile.ts';
import { printFindings } from './config/print-findings.ts';
import { localDay } from './core/school/calendar.ts';
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
  for (const profile of profiles) await saveSchool(program.database, program.keys, profile, now);
  await program.schools.reload();
  return text;
}
