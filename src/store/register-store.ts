import type { RegisterStore } from '../core/registers/register-store.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

/** The record of registers, over one database. */
export function createRegisterStore(_database: Database, _keys: KeyRing): RegisterStore {
  return {};
}
