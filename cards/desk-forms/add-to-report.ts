import type { WriteDeskForm } from './desk-form-words.ts';

/** Words of a form. */
export const writeAddToReport: WriteDeskForm = () => ({ title: 'AddToReport', parts: [{ fields: [] }] });
/** Words of a form. */
export const writeWithdraw: WriteDeskForm = () => ({ title: 'Withdraw', parts: [{ fields: [] }] });
