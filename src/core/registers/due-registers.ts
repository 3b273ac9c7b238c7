import type { DueWork } from '../reminders/occasion.ts';

/** Lines of registers that end soon or have ended. */
export const dueRegisters: DueWork = async () => [];
