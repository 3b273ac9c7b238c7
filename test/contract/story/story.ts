import type { Where, Who } from '../driver.ts';

/** One step of a story: somebody does something, or time passes, and what is then seen. Cases are called by their story names. */
export type Step =
  /** Types something and sees an answer that nobody else sees. */
  | { who: Who; types: string; where?: Where; sees: string[]; neverSees?: string[] }
  /** Opens the form by typing, fills it in and sends it. `about` chooses a member of staff. */
  | { who: Who; reports: string; where?: Where; values: Record<string, string>; about?: Who; sees: string[] }
  /** Presses a button in the case's thread, or on the own 1:1 message about it. */
  | { who: Who; presses: string; on: string; at: 'thread' | 'message'; sees: string[]; neverSees?: string[] }
  /** Adds a note from the case's thread or the own 1:1 message. */
  | { who: Who; notes: string; on: string; at: 'thread' | 'message' }
  /** Takes a step from the case's next steps; `people` chooses members of staff, and a second form follows where one is asked for. */
  | {
      who: Who;
      step: string;
      on: string;
      values: Record<string, string>;
      people?: Record<string, Who>;
      next?: Record<string, string>;
      sees: string[];
    }
  /** Settles whatever still waits in a case, one after the other. */
  | { who: Who; settles: string }
  /** Does the task that came last, from the own 1:1 chat. */
  | { who: Who; doesTask: string; sees: string[]; neverSees: string[] }
  /** The last event comes a second time. */
  | { again: true; casesStay: true }
  /** What a case's first message in the place says now, and the lines below it. */
  | { place: string; shows: string[]; lines: string[] }
  /** The case is in no place. */
  | { nowhere: string }
  /** Who, of everybody but the reporter, has been told 1:1 of a case so far. */
  | { told: string; people: Who[] }
  /** The last 1:1 message to somebody. */
  | { who: Who; isSent: string[]; neverSees?: string[] }
  | { minutesPass: number }
  /** Time passes until then, and whatever is due by then is done. */
  | { until: string }
  /** Signs the first document of the list that came by itself. */
  | { who: Who; signs: string; sees: string[] }
  /** Approves the governors’ digest that came by itself, with a note. */
  | { who: Who; approvesDigest: string; sees: string[] }
  /** Was sent one message 1:1 that begins so. */
  | { who: Who; isToldOnce: string; sees: string[]; neverSees: string[] };

/** Words of the stories: none may ever stand in a place, a notification or the log. */
export const STORY_WORDS = [
  'Pippa Nettlebank',
  'sea witch',
  'Barnaby Fennimore',
  'railway bridge',
  'Wilhelmina Okonkwo',
  'shouted at the twins',
  'Casimir Thistle',
  'chat room',
  'Rang her father',
  'heard of it for weeks',
  'with both families',
  'They offer a group',
  'Ring the father about Friday',
];

const PUPIL = { adult: 'no', date: '2026-11-10', danger: 'no' };

/** What stands below the nickname at its end: which steps were taken, and nothing else. */
const CLOSED_LINES = [
  'acknowledged',
  'note added',
  'assessed',
  'task given',
  'referral recorded',
  'task settled',
  ...['step settled', 'step settled', 'step settled'],
  'answer to a referral',
  'closed',
];

/** A Tuesday in November at the demo school, from ten in the morning, and what follows to the end of term. */
export const SCHOOL_DAY: Step[] = [
  // A new teaching assistant hears something and types where she happens to be.
  { who: 'Nia', types: '/esafety help', sees: ['What you can do here', 'ring 999'] },
  {
    who: 'Nia',
    reports: 'the nickname',
    where: 'staffroom',
    values: {
      ...PUPIL,
      what: 'Pippa Nettlebank cried at break. Others call her sea witch in a group chat.',
      category: 'conduct',
      type: 'cyberbullying',
      who: 'Pippa Nettlebank, Year 6',
      childWords: 'They all say sea witch.',
    },
    sees: ['Recorded as ES-2026-', 'Designated safeguarding lead', 'They are being told now.'],
  },
  { told: 'the nickname', people: ['Dana'] },
  { place: 'the nickname', shows: ['New', 'Not yet assessed'], lines: [] },
  { who: 'Nia', types: '/esafety mine', sees: ['Recorded'], neverSees: ['Pippa'] },

  // The safeguarding lead takes it.
  { who: 'Dana', presses: 'Acknowledge', on: 'the nickname', at: 'thread', sees: [] },
  { place: 'the nickname', shows: ['Acknowledged', 'Dana Lead (DSL)'], lines: ['acknowledged'] },
  { who: 'Nia', isSent: ['seen by a person'], neverSees: ['Pippa'] },
  {
    who: 'Dana',
    presses: 'View detail',
    on: 'the nickname',
    at: 'thread',
    sees: ['Pippa Nettlebank, Year 6', 'They all say sea witch.', 'Nia Newstart', 'Bullying online'],
  },
  { who: 'Dana', notes: 'Rang her father, who comes in tomorrow.', on: 'the nickname', at: 'message' },
  { place: 'the nickname', shows: ['Acknowledged'], lines: ['acknowledged', 'note added'] },
  {
    who: 'Dev',
    presses: 'View detail',
    on: 'the nickname',
    at: 'thread',
    sees: ['Rang her father, who comes in tomorrow.', 'sea witch'],
  },
  {
    who: 'Nia',
    presses: 'View detail',
    on: 'the nickname',
    at: 'thread',
    sees: ['no such case'],
    neverSees: ['Pippa'],
  },

  // A colleague heard the same; the platform delivers her report twice.
  { minutesPass: 15 },
  {
    who: 'Tess',
    reports: 'the nickname again',
    values: { ...PUPIL, what: 'Pippa Nettlebank is called sea witch.', category: 'conduct', who: 'Pippa Nettlebank' },
    sees: ['Recorded as ES-2026-'],
  },
  { again: true, casesStay: true },
  { told: 'the nickname again', people: ['Dana'] },

  // The office reports a child in danger: the three who can act are told at once, and the deputy is first.
  {
    who: 'Olive',
    reports: 'the bridge',
    values: {
      ...PUPIL,
      danger: 'yes',
      what: 'Barnaby Fennimore rang from the railway bridge.',
      category: 'contact',
      who: 'Barnaby Fennimore, Year 6',
      time: '10:10',
    },
    sees: ['Recorded as ES-2026-', 'ring 999', 'They are being messaged now'],
  },
  { told: 'the bridge', people: ['Dana', 'Dev', 'Hope'] },
  { place: 'the bridge', shows: ['Urgent'], lines: [] },
  { who: 'Dev', presses: 'Acknowledge', on: 'the bridge', at: 'message', sees: ['Acknowledged'] },
  { place: 'the bridge', shows: ['Acknowledged', 'Dev Deputy (deputy DSL)'], lines: ['acknowledged'] },
  { who: 'Dana', presses: 'Acknowledge', on: 'the bridge', at: 'message', sees: ['Dev Deputy (deputy DSL)'] },
  { place: 'the bridge', shows: ['Dev Deputy (deputy DSL)'], lines: ['acknowledged'] },

  // A concern about a colleague: the head alone, and the colleague sees nothing of it.
  {
    who: 'Ike',
    reports: 'the shouting',
    about: 'Tess',
    values: {
      ...PUPIL,
      adult: 'yes',
      what: 'She shouted at the twins.',
      category: 'conduct',
      who: 'Wilhelmina Okonkwo',
    },
    sees: ['Recorded as ES-R-', 'Headteacher', 'The safeguarding lead is not told.'],
  },
  { told: 'the shouting', people: ['Hope'] },
  { nowhere: 'the shouting' },
  { who: 'Tess', types: '/esafety mine', sees: ['My reports'], neverSees: ['ES-R-'] },
  { who: 'Dana', types: '/esafety cases', sees: ['Open cases'], neverSees: ['ES-R-'] },
  { who: 'Hope', types: '/esafety cases', sees: ['ES-R-'], neverSees: ['twins'] },
  {
    who: 'Hope',
    presses: 'View detail',
    on: 'the shouting',
    at: 'message',
    sees: ['She shouted at the twins.', 'Tess Teacher', 'Only people named for this case'],
  },
  { who: 'Hope', presses: 'Acknowledge', on: 'the shouting', at: 'message', sees: ['Acknowledged'] },
  { who: 'Ike', isSent: ['seen by a person'], neverSees: ['Tess', 'Hope'] },

  // Something passed the filter: a task for the computing lead, without the child.
  {
    who: 'Tess',
    reports: 'the site',
    values: {
      ...PUPIL,
      what: 'Casimir Thistle found a chat room with strangers.',
      category: 'contact',
      type: 'filter_failure',
      who: 'Casimir Thistle, Year 4',
      urls: 'https://strangers.example/room',
      device: 'Laptop 14',
    },
    sees: ['Recorded as ES-2026-'],
  },
  {
    who: 'Ike',
    isSent: ['Please check the web filter', 'strangers[.]example', 'Laptop 14'],
    neverSees: ['Casimir', 'chat room', 'ES-2026-'],
  },
  { told: 'the site', people: ['Dana', 'Dev'] },

  // Nobody gets round to the colleague's report: an hour later the deputy has it too.
  { minutesPass: 61 },
  { told: 'the nickname again', people: ['Dana', 'Dev'] },
  { place: 'the nickname again', shows: ['New'], lines: ['not yet acknowledged, passed on'] },
  { who: 'Dev', presses: 'Acknowledge', on: 'the nickname again', at: 'thread', sees: [] },
  { who: 'Tess', types: '/esafety mine', sees: ['Seen by a person', 'Recorded'], neverSees: ['Pippa', 'Casimir'] },

  // Who copies what the head's buttons send learns nothing: not the lead, not the colleague it is about.
  { who: 'Dana', presses: 'View detail', on: 'the shouting', at: 'message', sees: ['no such case'] },
  { who: 'Tess', presses: 'View detail', on: 'the shouting', at: 'message', sees: ['no such case'] },

  // The lead works the nickname to its end: what it is, what is to be done, who helps, and what was learnt.
  {
    who: 'Dana',
    step: 'Assess',
    on: 'the nickname',
    values: {
      severity: 'significant',
      category: 'conduct',
      type: 'cyberbullying',
      reason: 'Two colleagues have heard of it for weeks.',
    },
    sees: ['It is part of the case.'],
  },
  {
    who: 'Dana',
    step: 'Add task',
    on: 'the nickname',
    values: { kind: 'office', text: 'Ring the father about Friday.', due: '2026-11-12' },
    people: { owner: 'Olive' },
    sees: ['It is part of the case.'],
  },
  {
    who: 'Dana',
    step: 'Refer',
    on: 'the nickname',
    values: { agency: 'early_help' },
    next: { person: 'Early help desk', shared: 'They offer a group.', purpose: 'Support.' },
    sees: ['It is part of the case.'],
  },
  { who: 'Nia', isSent: ['being handled'], neverSees: ['Pippa'] },
  {
    who: 'Olive',
    doesTask: 'He comes at nine.',
    sees: ['Ring the father about Friday.'],
    neverSees: ['Pippa', 'sea witch', 'ES-2026-'],
  },
  {
    who: 'Dana',
    step: 'Close case',
    on: 'the nickname',
    values: {
      outcome: 'support_in_school',
      rationale: 'It has stopped, agreed with both families.',
      parents: 'yes',
      place: 'both',
      evaluation: 'Tell the class teachers sooner.',
    },
    sees: ['It cannot be closed yet', 'agreed with both families'],
  },
  { who: 'Dana', settles: 'the nickname' },
  {
    who: 'Dana',
    step: 'Close case',
    on: 'the nickname',
    values: {
      outcome: 'support_in_school',
      rationale: 'It has stopped, agreed with both families.',
      parents: 'yes',
      place: 'both',
      evaluation: 'Tell the class teachers sooner.',
    },
    sees: ['It is part of the case.'],
  },
  { again: true, casesStay: true },
  { place: 'the nickname', shows: ['Closed', 'High'], lines: CLOSED_LINES },
  { who: 'Nia', isSent: ['has been dealt with and is closed'], neverSees: ['Pippa'] },
  { who: 'Nia', types: '/esafety mine', sees: ['Closed'], neverSees: ['Pippa'] },

  // The next morning the new assistant is reminded of what is still to be read; she signs a document on the card.
  { until: '2026-11-11T10:00:00Z' },
  {
    who: 'Nia',
    isToldOnce: 'Welcome: your first reading and training',
    sees: ['Your induction: 0 of', 'Code of conduct'],
    neverSees: ['ES-2026-'],
  },
  { who: 'Nia', signs: 'Code of conduct', sees: ['Your induction: 1 of'] },
  { again: true, casesStay: true },

  // On the last day of term the lead gets what governors are to know; the chair reads it once she has approved it.
  { until: '2026-12-18T10:00:00Z' },
  { who: 'Dana', approvesDigest: 'A calm term.', sees: ['Autumn term 2026'] },
  { again: true, casesStay: true },
  {
    who: 'Cora',
    isToldOnce: 'Governors’ digest: Autumn term 2026',
    sees: ['Concerns recorded', 'A calm term.'],
    neverSees: ['ES-', 'Pippa', 'Tess', 'Approve and send'],
  },
];
