import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../src/config/finding.ts';
import { lintProfile } from '../../src/config/lint-profile.ts';
import { parseProfile } from '../../src/config/load-profile.ts';
import { type SchoolProfile, schoolProfileSchema } from '../../src/core/school/profile.ts';

/** The day the lints are told, so that no test depends on the clock. */
export const TODAY = '2026-11-22';

/** Where an example stands on disk. */
export function examplePath(name: string): string {
  return fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
}

/** The text of an example, with one passage replaced; throws if the passage is not there. */
export function exampleText(name: string, from = '', to = ''): string {
  const text = readFileSync(examplePath(`${name}.yaml`), 'utf8');
  if (!text.includes(from)) throw new Error(`examples/${name}.yaml does not contain: ${from}`);
  return text.replace(from, () => to);
}

/** The schools of an example, with one passage replaced; throws if it does not load. */
export function loadExample(name: string, from = '', to = ''): SchoolProfile[] {
  const { profiles, problems } = parseProfile(exampleText(name, from, to), `examples/${name}.yaml`);
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'));
  return profiles;
}

/** The first school of an example. */
export function loadFirst(name: string, from = '', to = ''): SchoolProfile {
  const [profile] = loadExample(name, from, to);
  if (!profile) throw new Error(`examples/${name}.yaml holds no school`);
  return profile;
}

/** A school nothing is wrong with, but for the settings given. */
export function soundSchool(settings: Record<string, unknown> = {}): SchoolProfile {
  const dpia = { reference: 'DPIA-1', officer: 'Data protection officer', signed_on: '2026-09-01' };
  const nothingOwed = { duties: [], accreditations: [] };
  return schoolProfileSchema.parse({ ...loadFirst('demo-school'), dpia, ...nothingOwed, ...settings });
}

/** What the lints find in a school with these settings. */
export function findingsOf(settings: Record<string, unknown>, today = TODAY): Finding[] {
  return lintProfile(soundSchool(settings), { today });
}

/** The codes of what the lints find. */
export function codesOf(settings: Record<string, unknown>, today = TODAY): string[] {
  return findingsOf(settings, today).map((finding) => finding.code);
}
