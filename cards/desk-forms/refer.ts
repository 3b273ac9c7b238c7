import { AGENCY_FIELDS } from '../../src/core/incidents/agency-fields.ts';
import { AGENCIES } from '../../src/core/incidents/taxonomy.ts';
import { listOptions } from '../fields.ts';
import type { Block, Field } from '../model.ts';
import { AGENCY_WORDS } from '../words.ts';
import { listField, named, of, type WriteDeskForm } from './desk-form-words.ts';

/** What each agency asks for, in words. */
const OWN_FIELDS: Record<string, { label: string; hint: string }> = {
  consent: {
    label: 'Do parents or carers agree?',
    hint: 'Yes, no, or why they were not asked: never where asking puts a child at risk.',
  },
  childSeen: { label: 'Who has seen the child, and when?', hint: 'Such as: DSL, today 10:15, in school.' },
  line: { label: '999, 101 or online?', hint: 'And the incident number you were given.' },
  evidence: { label: 'Where is the evidence kept?', hint: 'Such as: phone in the office safe, switched off.' },
  adultTold: { label: 'Has the adult been told?', hint: 'Only as the LADO advises.' },
  childSafe: { label: 'How is the child kept safe now?', hint: 'Such as: not alone with the adult.' },
  vulnerability: { label: 'What makes the person vulnerable?', hint: 'What was seen and heard, in plain words.' },
  advice: { label: 'What did the Prevent team advise?', hint: 'If you have spoken with them already.' },
  address: { label: 'Which address was reported?', hint: 'Write it with [.] in place of the dots.' },
  whoReported: {
    label: 'Who used Report Remove?',
    hint: 'The child does it, with help; Childline and the IWF take it from there.',
  },
  peopleAffected: { label: 'How many people does it concern?', hint: 'An estimate is enough.' },
  risk: { label: 'What could happen to them?', hint: 'And what was done against it.' },
  school: { label: 'Which school?', hint: 'And who there takes the file: its head or DSL.' },
};

const DIRECT: Block = {
  kind: 'text',
  text: 'This writes down a referral. It sends nothing: ring them or use their form. Anybody may refer directly, without asking.',
  style: 'subtle',
};

/** To which agency; then what that agency asks for. */
export const writeRefer: WriteDeskForm = (view) => {
  // The button says it too: with the record out of reach, the fields of the agency stay on the form.
  const agency = view.about.agency ?? AGENCIES.find((known) => known === view.data.agency);
  if (!agency)
    return {
      title: `Refer${named(view)}`,
      blocks: [DIRECT],
      parts: [
        {
          fields: [
            {
              kind: 'choice',
              id: 'agency',
              label: 'To whom?',
              style: 'menu',
              required: true,
              options: listOptions(AGENCIES, AGENCY_WORDS),
            },
          ],
        },
      ],
      submitLabel: 'Next',
    };
  return {
    title: `Referral${of(view)}`,
    blocks: [{ kind: 'text', text: AGENCY_WORDS[agency], style: 'strong' }, DIRECT],
    parts: [
      {
        fields: [
          {
            kind: 'text',
            id: 'person',
            label: 'Whom did you speak with?',
            hint: 'Name or team, or “online form”.',
            required: true,
            maxLength: 200,
          },
          { kind: 'date', id: 'day', label: 'On which day?', required: true },
          {
            kind: 'text',
            id: 'theirReference',
            label: 'Their reference',
            hint: 'If they gave you one.',
            maxLength: 200,
          },
          {
            kind: 'longText',
            id: 'shared',
            label: 'What did you pass on?',
            hint: 'What they were told or given, and about whom.',
            required: true,
            maxLength: 4_000,
          },
          {
            kind: 'longText',
            id: 'purpose',
            label: 'Why, and on what basis?',
            hint: 'Such as: risk of significant harm, safeguarding duty.',
            required: true,
            maxLength: 4_000,
          },
          ...(AGENCY_FIELDS[agency] ?? []).map(
            ({ id, required }): Field => ({
              kind: 'longText',
              id,
              ...(OWN_FIELDS[id] ?? { label: id, hint: '' }),
              required,
              maxLength: 4_000,
            }),
          ),
          {
            kind: 'date',
            id: 'responseDue',
            label: 'When is their answer due?',
            hint: 'You are reminded on that day. Leave it empty if none is expected.',
          },
        ],
      },
    ],
  };
};

/** What an agency answered. */
export const writeAnswer: WriteDeskForm = (view) => ({
  title: `Answer to a referral${of(view)}`,
  blocks: view.about.agency ? [{ kind: 'text', text: AGENCY_WORDS[view.about.agency], style: 'strong' }] : [],
  parts: [
    {
      fields: [
        listField('came', 'How does it stand?', [
          { value: 'answered', label: 'They have answered' },
          { value: 'not-expected', label: 'No answer is expected any more' },
        ]),
        {
          kind: 'longText',
          id: 'answer',
          label: 'What did they answer, or why is none expected?',
          hint: 'Who, when, what they decided, what they ask of you.',
          required: true,
          maxLength: 4_000,
        },
        { kind: 'text', id: 'theirReference', label: 'Their reference', maxLength: 200 },
      ],
    },
  ],
});
