import type { DueWork } from '../reminders/occasion.ts';

/** The daily summary of the web filter. */
export const dueFiltering: DueWork = async () => [];
