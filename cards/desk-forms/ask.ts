import type { WriteDeskForm } from './desk-form-words.ts';

/** Words of a form. */
export const writeAsk: WriteDeskForm = () => ({ title: 'Ask', parts: [{ fields: [] }] });
