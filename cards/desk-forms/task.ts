import { TASK_KINDS } from '../../src/core/incidents/taxonomy.ts';
import { listOptions } from '../fields.ts';
import { TASK_WORDS } from '../words.ts';
import { choicesFor, listField, of, type WriteDeskForm } from './desk-form-words.ts';

/** Something for somebody to do. */
export const writeTask: WriteDeskForm = (view) => ({
  title: `Add a task${of(view, 'to')}`,
  parts: [
    {
      fields: [
        {
          kind: 'choice',
          id: 'kind',
          label: 'What kind of task?',
          style: 'menu',
          required: true,
          options: listOptions(TASK_KINDS, TASK_WORDS),
        },
        {
          kind: 'person',
          id: 'owner',
          label: 'Who does it?',
          hint: 'They get it in their own chat and see nothing else of the case.',
          required: true,
          options: choicesFor(view, 'owner'),
        },
        {
          kind: 'longText',
          id: 'text',
          label: 'What is to be done?',
          hint: 'The person sees only this. Name a child only if they have to know. For a web filter task leave it empty: they see the address and the device.',
          maxLength: 2_000,
        },
        { kind: 'date', id: 'due', label: 'By when?', hint: 'They are reminded on that day.', required: true },
      ],
    },
  ],
});

/** A task that is done. */
export const writeFinishTask: WriteDeskForm = (view) => ({
  title: `Finish a task${of(view)}`,
  parts: [
    {
      fields: [
        listField('state', 'How does it stand?', [
          { value: 'done', label: 'Done' },
          { value: 'not-needed', label: 'Not needed' },
        ]),
        {
          kind: 'longText',
          id: 'result',
          label: 'What was done, or why is it not needed?',
          hint: 'With dates and ticket numbers where there are any.',
          required: true,
          maxLength: 4_000,
        },
      ],
    },
  ],
});
