import type { RegisterName, RegisterState, RegisterStepName } from '../src/core/registers/register-names.ts';

/** What each register is called, and the title of the form that adds a line. */
export const REGISTER_WORDS: Record<RegisterName, { title: string; add: string }> = {
  technology: { title: 'New technology', add: 'Ask for new technology' },
  'equipment-loan': { title: 'Equipment loans', add: 'Ask for a loan' },
  disposal: { title: 'Disposal of equipment', add: 'List for disposal' },
  'image-permission': { title: 'Pictures of pupils', add: 'Ask for a permission' },
  'social-media': { title: 'Use of social media', add: 'Ask for a permission' },
  unblock: { title: 'Unblock requests', add: 'Ask to unblock a page' },
  'filter-report': { title: 'Reports from the filter', add: 'Ask for a report' },
  'filter-check': { title: 'Checks of the filter', add: 'Log a check' },
};

/** How a line stands. */
export const STATE_WORDS: Record<RegisterState, string> = {
  asked: 'Asked for',
  assessed: 'Risk assessed, not tested yet',
  tested: 'Tested, not in use yet',
  live: 'In use',
  refused: 'Refused',
  approved: 'Approved',
  issued: 'On loan',
  returned: 'Returned',
  listed: 'Not disposed of yet',
  disposed: 'Disposed of',
  blocked: 'Blocked again',
  received: 'Received',
  logged: 'Logged',
  ended: 'Ended',
  withdrawn: 'Withdrawn',
};

/** What a step's button says. */
export const STEP_WORDS: Record<RegisterStepName, string> = {
  assess: 'Risk assessed',
  test: 'Tested',
  'go-live': 'Begin to use it',
  approve: 'Approve',
  refuse: 'Refuse',
  issue: 'Hand it out',
  return: 'It is back',
  dispose: 'Disposed of',
  'block-again': 'Blocked again',
  receive: 'It has arrived',
  extend: 'Extend it',
  end: 'End it',
  withdraw: 'Withdraw',
};

/** What a step is called once it was taken. */
export const EVENT_WORDS: Record<RegisterStepName, string> = {
  assess: 'Risk assessed',
  test: 'Tested',
  'go-live': 'Put into use',
  approve: 'Approved',
  refuse: 'Refused',
  issue: 'Handed out',
  return: 'Given back',
  dispose: 'Disposed of',
  'block-again': 'Blocked again',
  receive: 'Received',
  extend: 'Extended',
  end: 'Ended',
  withdraw: 'Withdrawn',
};

/** How a check of the filter came out, as the choice of its form. */
export const RESULT_WORDS: Record<string, string> = {
  blocked: 'All of it was blocked',
  'not-blocked': 'Some of it was not blocked',
  'too-much-blocked': 'Useful pages were blocked',
};

/** What a field is called, what helps to answer it, and what its answer is called. */
interface FieldWords {
  label: string;
  hint?: string;
  answer: string;
}

/** The words of every field of a line or a step. */
const FIELD_WORDS: Record<string, FieldWords> = {
  name: { answer: 'Name', label: 'What is it?', hint: 'The app, website or device, such as a quiz app for year 4.' },
  item: { answer: 'Item', label: 'What is it?', hint: 'Such as: laptop, and its number if there is one.' },
  purpose: { answer: 'Purpose', label: 'What is it for?', hint: 'Please name no child.' },
  until: { answer: 'Last day', label: 'Until when?', hint: 'The last day.' },
  data: {
    answer: 'Data on it',
    label: 'What is on it, and how is it wiped?',
    hint: 'Write “nothing” if it never held any data.',
  },
  place: {
    answer: 'Place',
    label: 'Where will the picture be used?',
    hint: 'Such as: the school website, a display in the hall.',
  },
  child: {
    answer: 'Who is in it',
    label: 'Whom does it show?',
    hint: 'Initials and class are enough. It is kept encrypted and stands in no list.',
  },
  service: {
    answer: 'Service and account',
    label: 'Which service and account?',
    hint: 'Such as: the account of the class on a blog.',
  },
  address: { answer: 'Address', label: 'Address of the page', hint: 'It is kept so that nobody opens it by accident.' },
  about: {
    answer: 'What it should cover',
    label: 'What should the report cover?',
    hint: 'Such as: searches in the last week. Please name no child.',
  },
  checkedOn: { answer: 'Checked on', label: 'When was it checked?' },
  device: { answer: 'Device', label: 'On which device?' },
  account: {
    answer: 'Account',
    label: 'With which account?',
    hint: 'Such as: the test account for year 6. Please name no child.',
  },
  tried: { answer: 'What was tried', label: 'What was tried?' },
  result: { answer: 'Result', label: 'How did the filter do?' },
  action: {
    answer: 'What was done',
    label: 'What was done about it?',
    hint: 'Write “nothing” if nothing had to be done.',
  },
  assessment: { answer: 'Risk assessment', label: 'Reference of the risk assessment', hint: 'Where it can be found.' },
  dpia: {
    answer: 'Impact assessment',
    label: 'Data protection impact assessment',
    hint: 'Its reference, or why none is needed. Where people’s data is kept, the data protection officer approves it first.',
  },
  testedOn: { answer: 'Tested on', label: 'When was it tested?' },
  outcome: { answer: 'What came out', label: 'What came out?' },
  tag: { answer: 'Number of the device', label: 'Number of the device' },
  agency: { answer: 'Taken by', label: 'Who took it?', hint: 'The firm or agency.' },
  receipt: {
    answer: 'Receipt',
    label: 'Reference of the written receipt',
    hint: 'It counts as disposed of only with the receipt.',
  },
  goneOn: { answer: 'Gone on', label: 'When did it go?' },
  answeredOn: { answer: 'Answered on', label: 'When did the parents answer?' },
  receivedOn: { answer: 'Received on', label: 'When did it arrive?' },
  kept: { answer: 'Where it is kept', label: 'Where is it kept?' },
  note: { answer: 'Note', label: 'Is there anything to add?' },
};

/** What a field says where it differs from its usual words. */
const OWN_WORDS: Record<string, FieldWords> = {
  'image-permission/purpose': {
    answer: 'Purpose',
    label: 'Why is the picture taken?',
    hint: 'Please name no child here.',
  },
  'filter-report/purpose': { answer: 'Why', label: 'Why is it needed?', hint: 'Please name no child.' },
  'equipment-loan/until': { answer: 'Due back', label: 'When will it be back?' },
  refuse: { answer: 'Why not', label: 'Why not?' },
};

/** The words of one field in one register. */
export function fieldWords(register: string, field: string, required = false): FieldWords {
  const own = field === 'note' && required ? OWN_WORDS.refuse : OWN_WORDS[`${register}/${field}`];
  return own ?? FIELD_WORDS[field] ?? { label: 'Please explain', answer: 'Note' };
}
