import type { WriteDeskForm } from './desk-form-words.ts';

type FilterForm = 'filter-check';

/** The words of the forms of what the web filter reports. */
export const writeFilterForms: Record<FilterForm, WriteDeskForm> = {
  'filter-check': () => ({ title: 'filter-check', parts: [] }),
};
