import type { DueWork } from '../reminders/occasion.ts';

/** Who is to be reminded of what he has to read and learn. */
export const dueTraining: DueWork = async () => [];
