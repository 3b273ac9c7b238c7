import { CATEGORIES, STATUSES } from '../../src/core/incidents/taxonomy.ts';
import { listOptions } from '../fields.ts';
import { CATEGORY_NAMES, STATUS_WORDS } from '../words.ts';
import type { WriteDeskForm } from './desk-form-words.ts';

/** Looking for cases. */
export const writeFind: WriteDeskForm = () => ({
  title: 'Find cases',
  blocks: [{ kind: 'text', text: 'Fill in what you know. A case has to fit all of it.' }],
  parts: [
    {
      fields: [
        {
          kind: 'text',
          id: 'pupil',
          label: 'Pupil’s full name',
          hint: 'First and last name as in the report. For a part of a name use the next line.',
          maxLength: 200,
        },
        {
          kind: 'text',
          id: 'text',
          label: 'Words in the report or an entry',
          hint: 'All of them have to be there. That you search in texts is recorded, your words are not.',
          maxLength: 200,
        },
        { kind: 'choice', id: 'status', label: 'Status', options: listOptions(STATUSES, STATUS_WORDS), style: 'menu' },
        {
          kind: 'choice',
          id: 'category',
          label: 'Category',
          options: listOptions(CATEGORIES, CATEGORY_NAMES),
          style: 'menu',
        },
        { kind: 'date', id: 'before', label: 'Reported before' },
      ],
    },
  ],
  submitLabel: 'Search',
});
