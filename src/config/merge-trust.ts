import { schoolProfileSchema } from '../core/school/profile.ts';

/** A settings group as YAML gives it, before it is checked. */
export type RawSettings = Record<string, unknown>;

/** Where a setting of a merged school was written: in the school's own entry, or at the top of the trust's file. */
export type OriginOf = (path: readonly PropertyKey[]) => 'school' | 'trust';

/** Settings a trust's file may give for all its schools: all but what makes a school itself. */
export const SHARED_KEYS = Object.keys(schoolProfileSchema.shape).filter((key) => !['id', 'name'].includes(key));

/**
 * One school of a trust with the trust's settings filled in. The school's own setting wins; groups such as `roles`,
 * `platform` and `contacts` are merged one level deep, so that a school can name one function or one number of its own; lists are replaced whole.
 */
export function mergeSchool(shared: RawSettings, own: RawSettings): { raw: RawSettings; originOf: OriginOf } {
  const raw: RawSettings = { ...shared };
  for (const [key, value] of Object.entries(own)) {
    const inherited = shared[key];
    raw[key] = isGroup(inherited) && isGroup(value) ? { ...inherited, ...value } : value;
  }
  return { raw, originOf: (path) => originOf(shared, own, path) };
}

/** True for a group of settings, false for a list or a single value. */
export function isGroup(value: unknown): value is RawSettings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function originOf(shared: RawSettings, own: RawSettings, path: readonly PropertyKey[]): 'school' | 'trust' {
  const [first, second] = path.map(String);
  if (first === undefined || !(first in shared)) return 'school';
  if (!(first in own)) return 'trust';
  const inherited = shared[first];
  const mine = own[first];
  if (!isGroup(inherited) || !isGroup(mine) || second === undefined) return 'school';
  return second in inherited && !(second in mine) ? 'trust' : 'school';
}
