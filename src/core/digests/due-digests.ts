import type { DueWork } from '../reminders/occasion.ts';

/** Governors’ digests that are to be made or approved. */
export const dueDigests: DueWork = async () => [];
