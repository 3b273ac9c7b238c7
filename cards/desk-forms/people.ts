import { choicesFor, listField, of, reasonField, type WriteDeskForm } from './desk-form-words.ts';

/** Who is in a case, and who may read it. */
export const writePeople: WriteDeskForm = (view) => {
  const pupils = choicesFor(view, 'named');
  return {
    title: `People${of(view)}`,
    parts: [
      {
        fields: [
          {
            ...listField('what', 'What do you want to do?', [
              { value: 'give', label: 'Let a colleague read this case' },
              { value: 'end', label: 'End a colleague’s access' },
              { value: 'pupil', label: 'Add a pupil' },
              ...(pupils.length > 0 ? [{ value: 'not-involved', label: 'A pupil is not involved after all' }] : []),
              { value: 'adult', label: 'It is about a colleague: they lose all sight of it' },
            ]),
          },
          {
            kind: 'person',
            id: 'person',
            label: 'Which colleague?',
            hint: 'Not needed for a pupil.',
            options: choicesFor(view, 'person'),
          },
          {
            kind: 'text',
            id: 'pupil',
            label: 'Pupil’s full name',
            hint: 'Only to add a pupil. It is kept encrypted.',
            maxLength: 200,
          },
          { kind: 'text', id: 'details', label: 'Class or year', maxLength: 200 },
          { kind: 'date', id: 'birthDate', label: 'Date of birth' },
          { kind: 'text', id: 'pupilId', label: 'Pupil number (UPN)', maxLength: 40 },
          ...(pupils.length > 0
            ? [listField('named', 'Which pupil is not involved?', pupils, { required: false })]
            : []),
          reasonField('Such as: form tutor, keeps an eye on her.'),
        ],
      },
    ],
  };
};
