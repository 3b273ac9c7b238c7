import type { AccessRequestView } from '../src/core/views.ts';
import type { Action, Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** Asks a holder of case access to confirm that another person gets it, or shows how that was decided. */
export function describeAccessRequest(view: AccessRequestView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: view.state === 'waiting' ? 'Should this person have access?' : 'Request for access',
    summary: SUMMARIES[view.state],
    ...writeOverline(view.school),
    blocks: [{ kind: 'facts', items: listFacts(view) }, ...describeState(view)],
    actions: view.state === 'waiting' ? listActions(view.requestId) : [],
  };
}

const SUMMARIES: Record<AccessRequestView['state'], string> = {
  waiting: 'A request for access waits for your answer',
  confirmed: 'A request for access was confirmed',
  refused: 'A request for access was refused',
};

function listFacts(view: AccessRequestView): { label: string; value: string }[] {
  return [
    { label: 'Person', value: view.person },
    { label: 'Request', value: view.what === 'rebind' ? 'To use another account' : 'To be given a role' },
    ...(view.roleTitle === null ? [] : [{ label: 'Role', value: view.roleTitle }]),
  ];
}

function describeState({ state, decidedBy }: AccessRequestView): Block[] {
  const by = decidedBy === null ? '' : ` by ${decidedBy}`;
  switch (state) {
    case 'waiting':
      return [
        {
          kind: 'notice',
          tone: 'warning',
          text: 'With it they can read cases. Speak to them first, in person or by phone, and confirm only what you expected. If in doubt, refuse.',
        },
      ];
    case 'confirmed':
      return [{ kind: 'notice', tone: 'good', text: `Confirmed${by}. If you did not expect this, tell the head now.` }];
    case 'refused':
      return [{ kind: 'notice', tone: 'neutral', text: `Refused${by}. Nothing was changed.` }];
  }
}

function listActions(requestId: string): Action[] {
  const data = { request: requestId };
  return [
    { kind: 'press', name: 'confirm-request', label: 'Confirm', style: 'primary', data },
    { kind: 'press', name: 'refuse-request', label: 'Refuse', style: 'destructive', data },
  ];
}
