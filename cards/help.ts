import type { Role } from '../src/core/school/roles.ts';
import type { HelpView } from '../src/core/views.ts';
import { askButton, contactsButton, myReportsButton, quickReportButton, reportButton } from './buttons.ts';
import { startWith999 } from './emergency-blocks.ts';
import type { Block, Card } from './model.ts';
import { moreButtons } from './more-buttons.ts';
import { writeOverline } from './school-line.ts';

const READS_CASES: readonly Role[] = [
  'dsl',
  'deputy_dsl',
  'head',
  'chair',
  'esafety_coordinator',
  'incident_lead',
  'trust_lead',
];
const LOOKS_AFTER_IT: readonly Role[] = ['ict_lead', 'network_manager'];

/** What a person can do here, first of all report a concern. */
export function describeHelp(view: HelpView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: 'What you can do here',
    summary: 'What you can do here',
    ...writeOverline(view.school),
    blocks: [
      ...startWith999(view.contacts, 'Do not wait for an answer here.'),
      ...(view.unknownWord ? [notUnderstood] : []),
      { kind: 'list', items: listAbilities(view.roles) },
      { kind: 'buttons', actions: moreButtons(view.roles) },
      {
        kind: 'text',
        text: 'You can press a button, or write after “/esafety”: report, mine, tasks, training, due, ask, contacts, policy, help. Please never write what happened into the chat itself.',
        style: 'subtle',
      },
    ],
    actions: [reportButton, quickReportButton, myReportsButton, contactsButton, askButton],
  };
}

const notUnderstood: Block = {
  kind: 'notice',
  tone: 'warning',
  title: 'We did not understand that',
  text: 'Nothing was recorded, and we did not keep what you wrote. If it was a concern, press “Report a concern”.',
};

function listAbilities(roles: readonly Role[]): string[] {
  const holds = (some: readonly Role[]) => roles.some((role) => some.includes(role));
  return [
    'Report a concern about a child or an adult.',
    'Report something seen on a screen, in three questions.',
    'See how your own reports stand, and add to them.',
    'Ask the e-safety co-ordinator something that is no report, and see whom to ring.',
    'Read the school’s policies, sign that you have read them, and see what is due.',
    ...(holds(READS_CASES)
      ? [
          'Cases you may read come to you here. “View detail” opens one for you alone, “Next step” shows what can be done.',
          'Below a case you can also write: assess, note, task, assign, refer, escalate, monitor, link, people, close, reopen.',
          '“/esafety cases” lists cases, “find” looks for one, “cover” says who is away, “export” takes the incident log out.',
        ]
      : []),
    ...(holds(LOOKS_AFTER_IT) ? ['Tasks for the web filter come to you here.'] : []),
    ...(holds(['administrator'])
      ? ['To choose the case channel, write “/esafety setup” in that channel. Setting up does not let you read cases.']
      : []),
  ];
}
