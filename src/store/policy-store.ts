import type { PolicyStore } from '../core/reviews/policy-store.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

/** The record of policies as they are worked on in the chat, over one database. */
export function createPolicyStore(_database: Database, _keys: KeyRing): PolicyStore {
  return {};
}
