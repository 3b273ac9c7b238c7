import type { SetupView } from '../src/core/views.ts';
import type { Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** The answer to the administrator who named the case channel: ready, or who stands in the way. */
export function describeSetup(view: SetupView): Card {
  const ready = view.strangers.length === 0 && !view.leaveYourself;
  const title = ready ? 'The case channel is ready' : 'The case channel is not ready yet';
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      ...(ready ? [describeReady(view.members)] : []),
      ...listStrangers(view.strangers),
      ...(view.leaveYourself ? [leaveYourself] : []),
      {
        kind: 'text',
        text: 'The list of members is read again before every post. Until the channel can be used, cases go to the safeguarding team one by one.',
        style: 'subtle',
      },
    ],
    actions: [],
  };
}

function describeReady(members: number): Block {
  const who = members === 1 ? 'Its one member' : `Each of its ${members} members`;
  return { kind: 'notice', tone: 'good', text: `New cases will be posted there. ${who} may know of cases.` };
}

function listStrangers(strangers: string[]): Block[] {
  if (strangers.length === 0) return [];
  return [
    {
      kind: 'notice',
      tone: 'warning',
      text: 'Nothing will be posted there while these people or apps are members. Please remove them:',
    },
    { kind: 'list', items: strangers },
  ];
}

const leaveYourself: Block = {
  kind: 'notice',
  tone: 'warning',
  title: 'Please leave the channel yourself',
  text: 'Administrators set things up but do not see cases. Nothing will be posted there while you are a member.',
};
