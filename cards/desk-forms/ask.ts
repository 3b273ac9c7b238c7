import type { Field } from '../model.ts';
import { choicesFor, type WriteDeskForm } from './desk-form-words.ts';

/** A question to the e-safety co-ordinator. */
export const writeAsk: WriteDeskForm = (view) => {
  const schools = choicesFor(view, 'school');
  const school: Field[] =
    schools.length === 0
      ? []
      : [
          {
            kind: 'choice',
            id: 'school',
            label: 'Which school is it about?',
            required: true,
            options: schools,
            style: 'menu',
          },
        ];
  return {
    title: 'Ask the e-safety co-ordinator',
    blocks: [
      {
        kind: 'notice',
        tone: 'warning',
        title: 'If a child may be at risk, report it instead',
        text: 'Write “/esafety report”. The same holds for a worry about an adult here. A question opens no case, and nobody is made to answer it in time.',
      },
    ],
    parts: [
      {
        fields: [
          ...school,
          {
            kind: 'longText',
            id: 'question',
            label: 'Your question',
            hint: 'Such as: may my class use this app? Please name no child.',
            required: true,
            maxLength: 4_000,
          },
        ],
      },
    ],
  };
};
