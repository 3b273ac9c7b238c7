import type { FilterStore } from '../core/filtering/filter-store.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

/** The record of what the web filter reports, over one database. */
export function createFilterStore(_database: Database, _keys: KeyRing): FilterStore {
  return {};
}
