import type { PolicyBoardLine, PolicyBoardView, PolicyScreen } from '../src/core/policy-views.ts';
import { writeDate } from './dates.ts';
import type { Block, Card, Entry } from './model.ts';
import { draftPolicyButton, openPolicyButton, policyBoardButton } from './policy-buttons.ts';
import { describePolicyVersion } from './policy-version.ts';
import { writeOverline } from './school-line.ts';

/** What is shown of policies as they are worked on in the chat. */
export function describePolicyScreen(view: PolicyScreen): Card {
  return view.name === 'policy-board' ? describePolicyBoard(view) : describePolicyVersion(view);
}

const STATUS_WORDS: Record<PolicyBoardLine['status'], string> = {
  draft: 'Draft of a new version',
  slt: 'With the senior leaders',
  governors: 'With the governors',
  published: 'Published',
  superseded: 'Replaced',
  'not-evidenced': 'Not evidenced as approved',
};

function describePolicyBoard(view: PolicyBoardView): Card {
  const [only] = view.schools;
  const single = view.schools.length === 1 && only ? only : null;
  return {
    kind: 'card',
    name: view.name,
    title: 'Where the policies stand',
    summary: 'Where the policies stand',
    ...writeOverline(single?.school ?? null),
    blocks: [
      ...countOverdue(view.overdue),
      ...view.schools.flatMap(({ school, policies }): Block[] =>
        single ? listLines(policies) : [{ kind: 'section', title: school.name, blocks: listLines(policies) }],
      ),
    ],
    actions: [
      ...(view.next === null ? [] : [policyBoardButton('More policies', view.next)]),
      ...(view.mayDraftNew ? [draftPolicyButton(null, 'Draft a policy')] : []),
    ],
  };
}

function countOverdue(overdue: number): Block[] {
  if (overdue === 0) return [];
  const text = overdue === 1 ? 'One review is overdue.' : `${overdue} reviews are overdue.`;
  return [{ kind: 'notice', tone: 'warning', text }];
}

function listLines(policies: PolicyBoardLine[]): Block[] {
  if (policies.length === 0) return [{ kind: 'text', text: 'No policies have been entered yet.' }];
  return [{ kind: 'entries', items: policies.map(describeLine) }];
}

/** What is overdue is said in words and not in colour. */
function describeLine({ title, version, dueOn, overdue, status, action }: PolicyBoardLine): Entry {
  const due =
    dueOn === null ? 'No review date' : `${overdue ? 'Review overdue since' : 'Review due'} ${writeDate(dueOn)}`;
  return {
    title: overdue ? `${title} · overdue` : title,
    text: [version === null ? 'No version given' : `Version ${version}`, STATUS_WORDS[status], due].join('. '),
    ...(action?.kind === 'open' ? { action: openPolicyButton(action.versionId) } : {}),
    ...(action?.kind === 'draft' ? { action: draftPolicyButton(action.policyId, 'New version') } : {}),
  };
}
