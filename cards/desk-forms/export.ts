import type { DeskFormView } from '../../src/core/form-views.ts';
import type { Block, Field } from '../model.ts';
import { choicesFor, listField, named, type WriteDeskForm } from './desk-form-words.ts';

const HOW: Block = {
  kind: 'text',
  text: 'You get a link and a code, for you alone. They open the file once, within ten minutes.',
  style: 'subtle',
};
const forWhom = [
  {
    kind: 'text',
    id: 'recipient',
    label: 'For whom is it?',
    hint: 'Such as: police, or the next school.',
    required: true,
    maxLength: 200,
  },
  {
    kind: 'longText',
    id: 'purpose',
    label: 'Why, and on what basis?',
    hint: 'It becomes part of the record.',
    required: true,
    maxLength: 4_000,
  },
] as const;

/** A case as a file. */
export const writeExport: WriteDeskForm = (view) => ({
  title: `Export${named(view)}`,
  blocks: [HOW],
  parts: [
    {
      fields: [
        listField('kind', 'What do you need?', [
          { value: 'case-file', label: 'Case file to read or print (PDF)' },
          { value: 'transfer-pack', label: 'Transfer pack for the next school, with a receipt (ZIP)' },
          { value: 'case-data', label: 'All data for another program (JSON)' },
        ]),
        ...forWhom,
      ],
    },
  ],
});

const WITH_RESTRICTED = listField('restricted', 'Which cases?', [
  { value: 'no', label: 'Without the restricted cases' },
  { value: 'yes', label: 'With the restricted cases I may know of' },
]);

/** The incident log as a file. */
export const writeExportLog: WriteDeskForm = (view) => ({
  title: 'Export the incident log',
  blocks: [
    { kind: 'text', text: 'Number, time, action and by whom, of the cases you may know of. Nothing of what happened.' },
    HOW,
  ],
  parts: [{ fields: [...whichSchool(view), WITH_RESTRICTED, ...forWhom] }],
});

/** Asked only of somebody who leads cases in several schools. */
function whichSchool(view: DeskFormView): Field[] {
  const options = choicesFor(view, 'school');
  return options.length === 0
    ? []
    : [{ kind: 'choice', id: 'school', label: 'Which school?', style: 'menu', required: true, options }];
}
