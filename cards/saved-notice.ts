import type { Block } from './model.ts';

/** Stands above a case right after a step in it was saved. */
export const savedNotice: Block = { kind: 'notice', tone: 'good', title: 'Saved', text: 'It is part of the case.' };
