import { STAFF_GROUPS } from '../../src/core/people/staff-row.ts';
import { listOptions } from '../fields.ts';
import { GROUP_WORDS } from '../group-words.ts';
import { linkFact } from '../link-fact.ts';
import type { Block, Field } from '../model.ts';
import { choicesFor, listField, type WriteDeskForm, whichSchool } from './desk-form-words.ts';

type TrainingForm = 'acknowledge-document' | 'induct' | 'record-training' | 'class-count' | 'certificate';

/** A document: what it is, where it stands, what it says of monitoring, and then the signature (Wessex 21.2). */
const writeAcknowledge: WriteDeskForm = ({ about: { reading } }) => ({
  title: 'Read and sign',
  blocks: reading
    ? [
        {
          kind: 'facts',
          items: [
            { label: 'Document', value: reading.document },
            { label: 'Version', value: reading.version ?? 'None given' },
            linkFact(reading.url, 'No link given yet. Please ask the office for it.'),
          ],
        },
        ...writeClause(reading.monitoringClause),
      ]
    : [],
  parts: [
    {
      fields: [
        listField('understood', 'Your signature', [{ value: 'yes', label: 'I have read and understood it' }], {
          hint: 'Your name, the version and the time are kept with it.',
        }),
      ],
    },
  ],
  submitLabel: 'Sign',
});

function writeClause(clause: string | null): Block[] {
  return clause === null ? [] : [{ kind: 'notice', tone: 'info', title: 'What it says of monitoring', text: clause }];
}

const writeInduct: WriteDeskForm = (view) => ({
  title: 'Begin an induction',
  blocks: [
    {
      kind: 'text',
      text: 'The documents and the training of new staff are sent to the person at once. Whoever is new on the staff list gets them by himself on the first day.',
    },
  ],
  parts: [
    {
      fields: [
        ...whichSchool(choicesFor(view, 'school')),
        { kind: 'person', id: 'person', label: 'For whom?', required: true, options: choicesFor(view, 'person') },
      ],
    },
  ],
});

const writeCertificate: WriteDeskForm = (view) => ({
  title: 'Make a certificate',
  blocks: [{ kind: 'text', text: 'One page with what somebody has read and done in this school year.' }],
  parts: [
    {
      fields: [
        ...whichSchool(choicesFor(view, 'school')),
        { kind: 'person', id: 'person', label: 'Whose?', required: true, options: choicesFor(view, 'person') },
      ],
    },
  ],
});

/** Who has done it stands before the fold: a part in which nothing is required is folded away on Teams. */
const writeRecord: WriteDeskForm = (view) => {
  const person = (id: string, label: string, hint?: string): Field => {
    const options = choicesFor({ ...view, choices: { [id]: view.choices.person ?? [] } }, id);
    return { kind: 'person', id, label, ...(hint ? { hint } : {}), options };
  };
  return {
    title: 'Record training',
    parts: [
      {
        fields: [
          ...whichSchool(choicesFor(view, 'school')),
          {
            kind: 'choice',
            id: 'course',
            label: 'Which course or event?',
            required: true,
            options: choicesFor(view, 'course'),
            style: 'menu',
          },
          person('person', 'Who has done it?', 'Up to three people, or a whole group.'),
          {
            kind: 'choice',
            id: 'group',
            label: 'Or a whole group',
            hint: 'Everybody of it who is on the staff list today.',
            options: listOptions(STAFF_GROUPS, GROUP_WORDS),
            style: 'menu',
          },
          { kind: 'date', id: 'day', label: 'On which day?', required: true },
        ],
      },
      {
        title: 'More people, certificate',
        fields: [
          person('person2', 'Second person'),
          person('person3', 'Third person'),
          {
            kind: 'text',
            id: 'certificate',
            label: 'Certificate',
            hint: 'Its number, or where it is kept. Leave it empty if there is none.',
            maxLength: 100,
          },
        ],
      },
    ],
  };
};

const writeClassCount: WriteDeskForm = (view) => {
  const classes = choicesFor(view, 'class');
  const className: Field =
    classes.length === 0
      ? { kind: 'text', id: 'class', label: 'Which class?', required: true, maxLength: 40 }
      : { kind: 'choice', id: 'class', label: 'Which class?', required: true, options: classes, style: 'menu' };
  return {
    title: 'How many have signed?',
    blocks: [{ kind: 'text', text: 'Only numbers are kept. Please write no names of pupils or parents.' }],
    parts: [
      {
        fields: [
          ...whichSchool(choicesFor(view, 'school')),
          {
            kind: 'choice',
            id: 'document',
            label: 'What was signed?',
            required: true,
            options: choicesFor(view, 'document'),
            style: 'menu',
          },
          listField('audience', 'Who signed?', [
            { value: 'pupils', label: 'Pupils' },
            { value: 'parents', label: 'Parents or carers' },
          ]),
          className,
          { kind: 'text', id: 'signed', label: 'How many have signed?', required: true, maxLength: 3 },
          { kind: 'text', id: 'total', label: 'How many are there in all?', required: true, maxLength: 3 },
        ],
      },
    ],
  };
};

/** The words of the forms of what people have read and learned. */
export const writeTrainingForms: Record<TrainingForm, WriteDeskForm> = {
  'acknowledge-document': writeAcknowledge,
  induct: writeInduct,
  'record-training': writeRecord,
  'class-count': writeClassCount,
  certificate: writeCertificate,
};
