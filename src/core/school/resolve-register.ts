import type { SchoolProfile } from './profile.ts';

/**
 * The one register of incidents that a name in a policy means, or null if the school uses no such name.
 * Schools give the same log several names; the first in the profile is the one shown. Source: Milverton policy, cyber bullying and complaints.
 */
export function resolveRegister(profile: Pick<SchoolProfile, 'incident_log_names'>, name: string): string | null {
  const wanted = normalise(name);
  const known = profile.incident_log_names.some((alias) => normalise(alias) === wanted);
  return known ? (profile.incident_log_names[0] ?? null) : null;
}

function normalise(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
