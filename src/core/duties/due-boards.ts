import type { DueWork } from '../reminders/occasion.ts';

/** The weekly boards of the head and the safeguarding lead. */
export const dueBoards: DueWork = async () => [];
