import type { TrainingStore } from '../core/training/training-store.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

/** The record of what people have read and learned, over one database. */
export function createTrainingStore(_database: Database, _keys: KeyRing): TrainingStore {
  return {};
}
