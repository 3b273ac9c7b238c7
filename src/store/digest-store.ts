import type { DigestStore } from '../core/digests/digest-store.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

/** The record of governors’ digests, over one database. */
export function createDigestStore(_database: Database, _keys: KeyRing): DigestStore {
  return {};
}
