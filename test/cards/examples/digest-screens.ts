import { deskForm } from '../../../src/core/desk-form.ts';
import type { DigestRecipient } from '../../../src/core/digest-views.ts';
import { combineSchools } from '../../../src/core/digests/combine-schools.ts';
import type { DigestContent } from '../../../src/core/digests/digest-content.ts';
import { sampleContent, sampleDigest } from '../../support/sample-digest.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, liveSchool } from './ingredients.ts';

const DRAFT_ID = '0d16e570-1111-4111-8111-000000000002';
const CHARTS = [
  { name: 'category' as const, url: 'https://esafety.school.example/chart?t=puddlebrook.1.category.mark' },
  { name: 'trend' as const, url: 'https://esafety.school.example/chart?t=puddlebrook.1.trend.mark' },
];

const recipients: DigestRecipient[] = [
  {
    personId: 'p-1',
    name: 'Dilys Featherstonehaugh',
    address: 'd.featherstonehaugh@puddlebrook.example',
    mail: 'sent',
  },
  { personId: 'p-4', name: 'Tobias Marmaduke', address: 'tobias@elsewhere.example', mail: 'refused' },
];

/** A term in which hardly anything was recorded. */
function quietContent(): DigestContent {
  const none = { total: { kind: 'count', value: 0 }, tables: {} } as const;
  return {
    ...sampleContent(),
    concerns: { total: { kind: 'fewer' }, tables: {} },
    referrals: none,
    medianBand: null,
    trend: [],
    training: [],
    acknowledgements: [],
    policies: [],
    duties: [],
    lessons: [],
    filteringChecks: { done: 0, expected: 0 },
  };
}

/** Invented views of digest screens. */
export function digestExamples(): ExampleView[] {
  const content = sampleContent();
  const approval = {
    form: 'approve-digest' as const,
    formKey: 'form-approve-digest',
    contacts: allContacts,
    data: { digest: DRAFT_ID },
    about: {
      digest: {
        label: 'Autumn term 2026',
        version: 1,
        meetingOn: '2026-12-15',
        lessons: ['Ask about games as well as about messages.', 'Tell parents early, by telephone.'],
        recipients,
      },
    },
  };
  return [
    { name: 'digest', view: sampleDigest({ school: liveSchool, charts: CHARTS }) },
    {
      name: 'digest-draft',
      view: sampleDigest({
        school: demoSchool,
        digestId: DRAFT_ID,
        state: 'draft',
        mayApprove: true,
        recipients,
        charts: CHARTS,
        content: { ...content, lessons: [] },
      }),
    },
    {
      name: 'digest-corrected',
      view: sampleDigest({
        school: liveSchool,
        version: 2,
        meetingOn: null,
        content: {
          ...content,
          version: 2,
          correction: { ofVersion: 1, ofDay: '2026-12-08', totalKept: true },
        },
      }),
    },
    { name: 'digest-quiet-term', view: sampleDigest({ school: liveSchool, content: quietContent() }) },
    {
      name: 'digests',
      view: {
        name: 'digests',
        schools: [
          {
            school: liveSchool,
            digests: [
              { digestId: DRAFT_ID, label: 'Autumn term 2026', version: 2, state: 'draft' },
              {
                digestId: '0d16e570-1111-4111-8111-000000000001',
                label: 'Autumn term 2026',
                version: 1,
                state: 'approved',
              },
            ],
          },
        ],
        trust: [],
      },
    },
    {
      name: 'digests-of-trust',
      view: {
        name: 'digests',
        schools: [
          {
            school: liveSchool,
            digests: [{ digestId: DRAFT_ID, label: 'Autumn term 2026', version: 1, state: 'approved' }],
          },
          { school: demoSchool, digests: [] },
        ],
        trust: [
          {
            digest: combineSchools([content, { ...content, schoolId: 'puddlebrook' }]),
            schools: [liveSchool.name, demoSchool.name],
          },
        ],
      },
    },
    { name: 'form-approve-digest', view: deskForm(approval) },
    {
      name: 'form-approve-digest-with-errors',
      view: deskForm({
        ...approval,
        values: { lesson1: 'yes', note: 'Barnaby Quillfeather has done well.' },
        errors: { note: 'This names somebody. Governors read it: please write it without any name.' },
        problem: 'check-fields',
        about: { digest: { ...approval.about.digest, meetingOn: null, lessons: [], recipients: [] } },
      }),
    },
    {
      name: 'export-ready-digest',
      view: {
        name: 'export-ready',
        school: liveSchool,
        reference: null,
        file: 'governors-digest',
        url: 'https://esafety.school.example/download?t=k7Qz9Xb2mR4tV8wY1cE5gH3jL6nP0sU9aD2fK4hM7qB',
        code: 'K7QZ-9XBM',
        expiresAt: '2026-12-09T09:40:00Z',
      },
    },
  ];
}
