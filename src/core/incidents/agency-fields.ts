import type { Agency } from './taxonomy.ts';

/** What an agency asks for beyond what every referral holds, by the id of its field; `required` fields must be filled in. */
export const AGENCY_FIELDS: Partial<Record<Agency, { id: string; required: boolean }[]>> = {
  childrens_social_care: [
    { id: 'consent', required: true },
    { id: 'childSeen', required: false },
  ],
  police: [
    { id: 'line', required: true },
    { id: 'evidence', required: false },
  ],
  lado: [
    { id: 'adultTold', required: true },
    { id: 'childSafe', required: true },
  ],
  prevent: [
    { id: 'vulnerability', required: true },
    { id: 'consent', required: true },
    { id: 'advice', required: false },
  ],
  iwf: [{ id: 'address', required: true }],
  report_remove: [{ id: 'whoReported', required: true }],
  ico: [
    { id: 'peopleAffected', required: true },
    { id: 'risk', required: true },
  ],
  filter_provider: [{ id: 'address', required: true }],
  next_school: [{ id: 'school', required: true }],
};

/**
 * Working days within which an answer is expected, as a first suggestion that the person who refers changes: social care says
 * what it does within one working day, a transferred file is confirmed within five (KCSIE). The rest is general practice.
 */
export const RESPONSE_WORKING_DAYS: Partial<Record<Agency, number>> = {
  childrens_social_care: 1,
  lado: 1,
  early_help: 5,
  prevent: 5,
  filter_provider: 2,
  next_school: 5,
};
