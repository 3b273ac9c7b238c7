import { writeDate } from '../dates.ts';
import { writeRecipient } from '../digest-screens.ts';
import type { Block, Field } from '../model.ts';
import { listField, type WriteDeskForm } from './desk-form-words.ts';

type DigestForm = 'approve-digest';

/** Approves a governors' digest: what the school learned, and a look at who gets it. */
const writeApproval: WriteDeskForm = ({ about: { digest }, values }) => {
  const lessons = digest?.lessons ?? [];
  const recipients = digest?.recipients ?? [];
  const meeting: Block[] = digest?.meetingOn
    ? [{ kind: 'text', text: `For the meeting on ${writeDate(digest.meetingOn)}.` }]
    : [];
  const learned: Block[] =
    lessons.length === 0
      ? []
      : [
          {
            kind: 'section',
            title: 'What was written down as a lesson this term',
            blocks: [{ kind: 'list', ordered: true, items: lessons }],
          },
        ];
  // Where the record is out of reach, the lessons are not known: what was chosen stays all the same.
  const ids = digest
    ? lessons.map((_, at) => `lesson${at + 1}`)
    : Object.keys(values).filter((id) => /^lesson\d+$/.test(id));
  const choices = ids.map(
    (id): Field =>
      listField(
        id,
        `Lesson ${id.slice('lesson'.length)}: does it go in?`,
        [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ],
        { required: false },
      ),
  );
  return {
    title: 'Approve the governors’ digest',
    blocks: [
      ...(digest ? [{ kind: 'text' as const, text: digest.label, style: 'strong' as const }] : []),
      ...meeting,
      {
        kind: 'section',
        title: 'Who gets it',
        blocks:
          recipients.length === 0
            ? [
                {
                  kind: 'text',
                  text: 'Nobody on the staff list is a governor yet. You can fetch the PDF and hand it over.',
                },
              ]
            : [{ kind: 'list', items: recipients.map(writeRecipient) }],
      },
      ...learned,
    ],
    parts: [
      {
        fields: [
          ...choices,
          {
            kind: 'longText',
            id: 'note',
            label: 'A note to the governors',
            hint: 'You need not write one. Please name nobody, and describe no single case.',
            maxLength: 600,
          },
        ],
      },
    ],
    submitLabel: 'Approve and send',
  };
};

/** The words of the forms of governors’ digests. */
export const writeDigestForms: Record<DigestForm, WriteDeskForm> = {
  'approve-digest': writeApproval,
};
