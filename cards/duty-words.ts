import type { DutyKind } from '../src/core/duties/duty-kinds.ts';
import type { DutyStatus } from '../src/core/duties/duty-status.ts';
import type { DutyLine } from '../src/core/duty-views.ts';
import { writeDate } from './dates.ts';

/** What each recurring duty is called, and what there is to do. */
export const DUTY_WORDS: Record<DutyKind, { title: string; todo: string }> = {
  newsletter: {
    title: 'Newsletter to parents',
    todo: 'Put a few lines on online safety into the school’s newsletter. You can copy the text below and change it.',
  },
  website: {
    title: 'Online safety on the website',
    todo: 'Look through the online safety page of the school’s website: do the links work, and does it name whom to turn to?',
  },
  workshop: {
    title: 'Workshop for parents',
    todo: 'Hold a workshop or an information evening for parents. You can copy the invitation below and change it.',
  },
  parent_briefing: {
    title: 'Weekly briefing for parents',
    todo: 'Pass this week’s online safety briefing on to parents. You can copy the text below; put in what it is about.',
  },
  pupil_reminder: {
    title: 'Remind pupils of their responsibilities',
    todo: 'Talk with the class about what everybody is responsible for online, and how to stay safe.',
  },
  pupil_notice: {
    title: 'Tell pupils about monitoring',
    todo: 'Tell pupils that what is done on the school’s network and on the internet here can be monitored, and why.',
  },
  pupil_rules: {
    title: 'Go through the rules with pupils',
    todo: 'Go through the rules for the internet with pupils again, and check that they hang by the computers.',
  },
  agreement_campaign: {
    title: 'Collect signed agreements',
    todo: 'Send the agreements on the use of computers to pupils and parents, and count by class who has signed.',
  },
  security_review: {
    title: 'Review of security',
    todo: 'Review how the school’s systems are kept secure: passwords, updates, virus protection, backups and who has access. Write down what you found.',
  },
  filtering_review: {
    title: 'Yearly review of filtering and monitoring',
    todo: 'Review whether filtering and monitoring do what the school needs of them. Write down what changes.',
  },
  filter_check: {
    title: 'Check of the web filter',
    todo: 'Try what the filter should stop, on devices and accounts that pupils use. A check logged under “/esafety filter” settles this.',
  },
  it_audit: {
    title: 'Audit of IT provision',
    todo: 'Find out whether the policy is adequate and is carried out as it should be. Say where the report of the audit is kept.',
  },
  risk_review: {
    title: 'Review of online risks',
    todo: 'Go through how online risks are identified, assessed and made smaller, and write down what changes.',
  },
  accreditation: {
    title: 'Renew an accreditation',
    todo: 'Renew it in time. What was done this year, and where the evidence is kept, stands under “What is due”.',
  },
  prevent_risk_assessment: {
    title: 'Prevent: risk assessment',
    todo: 'Look through the assessment of how pupils could be drawn into terrorism, and bring it up to date.',
  },
  prevent_partnership: {
    title: 'Prevent: working in partnership',
    todo: 'Check that the contacts at the local authority and the police are right, and that staff know whom to ask.',
  },
  prevent_training: {
    title: 'Prevent: staff training',
    todo: 'Check that staff have had their Prevent training, and arrange what is missing.',
  },
  prevent_it_policies: {
    title: 'Prevent: IT policies',
    todo: 'Check that the policies and the filter keep children safe from terrorist and extremist material.',
  },
};

/** How a duty stands. */
export const DUTY_STATES: Record<DutyStatus['state'], string> = {
  coming: 'Has not begun',
  open: 'To do',
  'waits-for-second': 'Waits for the second signature',
  done: 'Done',
  'not-needed': 'Not needed this time',
  lapsed: 'Not done',
};

/** What a duty is called with the class or accreditation it is about. */
export function nameDuty({ kind, subject }: { kind: DutyKind; subject: string }): string {
  const { title } = DUTY_WORDS[kind];
  return subject === '' ? title : `${title}: ${subject}`;
}

/** How one line of a list stands, and until when. */
export function writeDutyState({ state, overdue, dueOn, classes }: Omit<DutyLine, 'owner'>): string {
  const how = classes === null ? DUTY_STATES[state] : `${classes.settled} of ${classes.of} classes settled`;
  const isOver = state === 'done' || state === 'not-needed' || state === 'lapsed';
  if (isOver) return classes === null ? `${how}. Was due ${writeDate(dueOn)}` : how;
  return `${how}. ${overdue ? 'Overdue since' : 'Due'} ${writeDate(dueOn)}`;
}
