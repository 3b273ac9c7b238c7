import type { DeskFormView } from '../../src/core/form-views.ts';
import { writeDate } from '../dates.ts';
import { linkFact } from '../link-fact.ts';
import type { Block, Field, FormPart } from '../model.ts';
import { shorten } from '../shorten.ts';
import { choicesFor, isAsked, listField, type WriteDeskForm } from './desk-form-words.ts';

type PolicyForm = 'policy-draft' | 'policy-decide';

/** Slack's menus carry no longer line. */
const MOST_CHARACTERS = 74;

const writeDraft: WriteDeskForm = (view) => ({
  title: view.data.version === undefined ? 'Draft a policy' : 'Change the draft',
  blocks: aboutVersion(view),
  parts: [...(view.data.version === undefined ? [whichPolicy(view)] : []), draftFields],
  submitLabel: 'Save',
});

function whichPolicy(view: DeskFormView): FormPart {
  const policies = choicesFor(view, 'policy').map(({ value, label }) => ({
    value,
    label: shorten(label, MOST_CHARACTERS),
  }));
  const schools = choicesFor(view, 'school');
  const school: Field = {
    kind: 'choice',
    id: 'school',
    label: 'For which school?',
    hint: 'Only for a new policy.',
    options: schools,
    style: 'menu',
  };
  const title: Field = {
    kind: 'text',
    id: 'title',
    label: 'Title, if it is a new one',
    hint: 'Leave it empty for a policy you chose above.',
    maxLength: 120,
  };
  return {
    fields: [
      { kind: 'choice', id: 'policy', label: 'Which policy?', required: true, options: policies, style: 'menu' },
      ...(isAsked(view, 'title') ? [title] : []),
      ...(schools.length > 0 ? [school] : []),
    ],
  };
}

const draftFields: FormPart = {
  fields: [
    {
      kind: 'text',
      id: 'version',
      label: 'Number of this version',
      hint: 'Such as 4.0 or 2027.',
      required: true,
      maxLength: 40,
    },
    listField('send', 'What happens next?', [
      { value: 'draft', label: 'Keep it as a draft' },
      { value: 'slt', label: 'Send it to the senior leaders' },
    ]),
    {
      kind: 'text',
      id: 'url',
      label: 'Where to read it',
      hint: 'The address of the text. Leave it empty if it stays where it was.',
      maxLength: 500,
    },
    {
      kind: 'date',
      id: 'nextReview',
      label: 'Next review',
      hint: 'Left empty: as long from today as the policy says, else a year.',
    },
    {
      kind: 'longText',
      id: 'clause',
      label: 'What it says about monitoring',
      hint: 'Shown to everybody before they say that they have read it. Left empty: as before.',
      maxLength: 1_500,
    },
  ],
};

const writeDecide: WriteDeskForm = (view) => {
  const isGovernors = view.data.kind === 'governors';
  const met: Field = { kind: 'date', id: 'metOn', label: 'Day of the meeting', hint: 'Needed for an approval.' };
  return {
    title: isGovernors ? 'What did the governors decide?' : 'Decide about this policy',
    blocks: aboutVersion(view),
    parts: [
      {
        fields: [
          listField('decision', isGovernors ? 'The governing body' : 'Your decision', [
            { value: 'passed', label: isGovernors ? 'Approved it: publish it now' : 'Agreed: on to the governors' },
            { value: 'returned', label: isGovernors ? 'Asked for changes: back to draft' : 'Back to draft' },
          ]),
          ...(isGovernors ? [met] : []),
          {
            kind: 'longText',
            id: 'reason',
            label: 'What should be changed?',
            hint: 'Needed where it goes back to draft. Please name no child.',
            maxLength: 2_000,
          },
        ],
      },
    ],
  };
};

/** The words of the forms of policies as they are worked on in the chat. */
export const writePolicyForms: Record<PolicyForm, WriteDeskForm> = {
  'policy-draft': writeDraft,
  'policy-decide': writeDecide,
};

function aboutVersion({ about: { policyVersion } }: DeskFormView): Block[] {
  if (!policyVersion) return [];
  const { title, version, url, nextReviewOn } = policyVersion;
  return [
    {
      kind: 'facts',
      items: [
        { label: 'Policy', value: title },
        { label: 'Version', value: version },
        ...(url === null ? [] : [linkFact(url, '')]),
        { label: 'Next review', value: writeDate(nextReviewOn) },
      ],
    },
  ];
}
