import type { WriteDeskForm } from './desk-form-words.ts';

/** Words of a form. */
export const writeCover: WriteDeskForm = () => ({ title: 'Cover', parts: [{ fields: [] }] });
/** Words of a form. */
export const writeRota: WriteDeskForm = () => ({ title: 'Rota', parts: [{ fields: [] }] });
