import type { DueWork } from '../reminders/occasion.ts';

/** Recurring duties that begin, are due or are late. */
export const dueDuties: DueWork = async () => [];
