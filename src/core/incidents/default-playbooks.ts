import type { ProfilePlaybook } from '../school/profile.ts';

/** What a child-protection flag adds to any case (Wessex 19.2, Milverton: child protection procedures). */
export const CHILD_PROTECTION_PLAYBOOK: ProfilePlaybook = {
  name: 'Child protection',
  types: ['other'],
  in_order: false,
  steps: [
    { text: 'Ring 999 if a child is in danger now', kind: 'plain' },
    { text: 'Follow the child protection procedures', kind: 'plain' },
    { text: 'Decide whether to refer to children’s social care', kind: 'evaluation' },
    { text: 'Put a copy in the child protection file', kind: 'plain' },
  ],
};

/**
 * Playbooks for the kinds of concern for which a school's profile has none. They follow national guidance (KCSIE, UKCIS 2024,
 * Prevent duty, UK GDPR article 33); a school's own playbook takes their place.
 */
export const DEFAULT_PLAYBOOKS: readonly ProfilePlaybook[] = [
  {
    name: 'Unsuitable material passed the filter',
    types: ['filter_failure', 'pornography'],
    in_order: false,
    steps: [
      { text: 'Note the address and any address linked to it', kind: 'plain' },
      { text: 'Tell the ICT lead and the head', kind: 'told' },
      { text: 'Log the incident', kind: 'logged' },
      { text: 'Ask the filter’s provider to block it', kind: 'ticket' },
      { text: 'Discuss it with the pupil', kind: 'talk' },
      { text: 'Tell the parents where that is necessary', kind: 'parents' },
      { text: 'Evaluate how it got through', kind: 'evaluation' },
    ],
  },
  {
    name: 'Online bullying',
    types: ['cyberbullying', 'offensive_message', 'hate'],
    in_order: false,
    steps: [
      { text: 'Make sure the child is safe and has somebody to talk to', kind: 'plain' },
      { text: 'Meet the pupils and their parents', kind: 'meeting' },
      { text: 'Agree what happens next, and when to look again', kind: 'evaluation' },
    ],
  },
  {
    name: 'Nude or semi-nude images',
    types: ['nudes', 'sextortion', 'suspected_illegal'],
    in_order: false,
    steps: [
      { text: 'Do not look at, copy, print, share, keep or delete the image', kind: 'plain' },
      { text: 'Take the device out of use, switched off', kind: 'plain' },
      { text: 'Tell the police at once if an adult is involved or a child is in danger', kind: 'plain' },
      { text: 'Follow the advice on sharing nudes and semi-nudes (UKCIS)', kind: 'plain' },
      { text: 'Show the child Report Remove, so that the image can be taken down', kind: 'talk' },
      { text: 'Tell the parents, unless that puts the child at risk', kind: 'parents' },
    ],
  },
  {
    name: 'Radicalisation',
    types: ['radicalisation'],
    in_order: false,
    steps: [
      { text: 'Ring 999 if somebody is in danger now', kind: 'plain' },
      { text: 'Write down what was seen and heard, and assess the risk', kind: 'evaluation' },
      { text: 'Ask the local Prevent team for advice, and refer where it is needed', kind: 'plain' },
      { text: 'Tell the parents, unless that puts the child at risk', kind: 'parents' },
    ],
  },
  {
    name: 'Use of another person’s account',
    types: ['account_misuse', 'hacking', 'impersonation'],
    in_order: false,
    steps: [
      { text: 'Reset the passwords concerned', kind: 'plain' },
      { text: 'Note what was reached or posted in the person’s name', kind: 'plain' },
      { text: 'Explain to those concerned why passwords are not shared', kind: 'talk' },
    ],
  },
  {
    name: 'Phone or device used against the rules',
    types: ['device_breach'],
    in_order: false,
    steps: [
      { text: 'Keep the device at the office, switched off', kind: 'plain' },
      { text: 'Do not look through it', kind: 'plain' },
      { text: 'Tell the parents when it can be collected', kind: 'parents' },
    ],
  },
  {
    name: 'Personal data lost or shared',
    types: ['data_breach', 'security'],
    in_order: false,
    steps: [
      { text: 'Stop it: change passwords, call back messages, get the device', kind: 'plain' },
      { text: 'Ask the data protection officer whether it has to be reported within 72 hours', kind: 'talk' },
      { text: 'Report it to the Information Commissioner’s Office, or write down why not', kind: 'ticket' },
      { text: 'Tell the people concerned where the risk to them is high', kind: 'plain' },
      { text: 'Evaluate how it happened', kind: 'evaluation' },
    ],
  },
  {
    name: 'A parent’s defamatory post',
    types: ['parent_defamation'],
    in_order: true,
    steps: [
      { text: 'Meet the parents and ask for the post to be taken down', kind: 'meeting' },
      { text: 'Report the post to the website’s host', kind: 'ticket' },
      { text: 'Consider a ban from the site', kind: 'plain' },
      { text: 'In a serious case take legal advice', kind: 'plain' },
    ],
  },
  {
    name: 'Complaint',
    types: ['complaint'],
    in_order: false,
    steps: [
      { text: 'Answer promptly that the complaint has arrived, with the complaints procedure', kind: 'talk' },
      { text: 'Investigate it', kind: 'plain' },
      { text: 'Tell the outcome to whoever complained', kind: 'talk' },
    ],
  },
];
