import { dueBulletins } from '../bulletins/due-bulletins.ts';
import { dueDigests } from '../digests/due-digests.ts';
import { dueBoards } from '../duties/due-boards.ts';
import { dueDuties } from '../duties/due-duties.ts';
import { dueFiltering } from '../filtering/due-filtering.ts';
import { dueRegisters } from '../registers/due-registers.ts';
import { duePolicies } from '../reviews/due-policies.ts';
import { dueTraining } from '../training/due-training.ts';
import type { DueWork } from './occasion.ts';

/** Everything that is looked at in a school, in this order. */
export const DUE_WORK: readonly DueWork[] = [
  duePolicies,
  dueTraining,
  dueDuties,
  dueBulletins,
  dueRegisters,
  dueFiltering,
  dueDigests,
  dueBoards,
];
