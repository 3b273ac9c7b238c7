import { STAFF_GROUPS } from '../../src/core/people/staff-row.ts';
import { GROUP_WORDS } from '../group-words.ts';
import type { Field } from '../model.ts';
import { choicesFor, type WriteDeskForm } from './desk-form-words.ts';

/** What the co-ordinator tells everybody. */
export const writeBulletin: WriteDeskForm = (view) => {
  const schools = choicesFor(view, 'school');
  const school: Field[] =
    schools.length === 0
      ? []
      : [{ kind: 'choice', id: 'school', label: 'Which school?', required: true, options: schools, style: 'menu' }];
  return {
    title: 'Tell the staff what is new',
    blocks: [
      {
        kind: 'notice',
        tone: 'warning',
        title: 'Nothing about a child or a case',
        text: 'This goes to many people and stays in their chats. Please name no child, no family and nothing that happened. A concern goes through “/esafety report”.',
      },
    ],
    parts: [
      {
        fields: [
          ...school,
          { kind: 'text', id: 'title', label: 'Title', required: true, maxLength: 80 },
          {
            kind: 'longText',
            id: 'text',
            label: 'What should people know?',
            hint: 'Such as a new risk, a change of the rules, or where to learn more.',
            required: true,
            maxLength: 2_000,
          },
          {
            kind: 'choice',
            id: 'group',
            label: 'For whom?',
            required: true,
            options: [
              { value: 'everybody', label: 'Everybody who works or volunteers here' },
              ...STAFF_GROUPS.map((value) => ({ value, label: GROUP_WORDS[value] })),
            ],
            style: 'menu',
          },
        ],
      },
    ],
  };
};
