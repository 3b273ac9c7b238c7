import type { WriteDeskForm } from './desk-form-words.ts';

/** Words of a form. */
export const writeFind: WriteDeskForm = () => ({ title: 'Find', parts: [{ fields: [] }] });
