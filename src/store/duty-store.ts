import type { DutyStore } from '../core/duties/duty-store.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

/** The record of recurring duties, over one database. */
export function createDutyStore(_database: Database, _keys: KeyRing): DutyStore {
  return {};
}
