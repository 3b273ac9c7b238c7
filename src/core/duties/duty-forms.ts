import type { DeskFormRule } from '../desk-forms.ts';
import { finishDuty } from './finish-duty.ts';

/** The forms of recurring duties. */
export const dutyForms: Record<'finish-duty', DeskFormRule> = { 'finish-duty': finishDuty };
