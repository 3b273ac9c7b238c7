import { listField, of, type WriteDeskForm } from './desk-form-words.ts';

/** More to say about one's own report, or that it is taken back. */
export const writeAddToReport: WriteDeskForm = (view) => ({
  title: `Add${of(view, 'to')}`.replace(/^Add$/, 'Add to your report'),
  blocks: [
    { kind: 'text', text: 'If a child is at risk in another way than you reported, please send a new report instead.' },
  ],
  parts: [
    {
      fields: [
        listField('wish', 'What do you want to do?', [
          { value: 'add', label: 'Add something' },
          { value: 'withdraw', label: 'Take it back: a note, the record stays' },
        ]),
        {
          kind: 'longText',
          id: 'more',
          label: 'What do you want to say?',
          hint: 'Facts, in your own words. It cannot be changed afterwards. To take it back you may leave this empty.',
          maxLength: 10_000,
        },
      ],
    },
  ],
});
