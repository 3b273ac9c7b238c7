import type { PolicyVersionView } from '../src/core/policy-views.ts';
import type { PolicyStage } from '../src/core/reviews/policy-version.ts';
import { writeDate } from './dates.ts';
import { linkFact } from './link-fact.ts';
import type { Action, Block, Card } from './model.ts';
import { policyBoardButton } from './policy-buttons.ts';
import { writeOverline } from './school-line.ts';

type Decision = PolicyVersionView['decisions'][number];

/** One version of a policy: what it is, who decided what, and whom it waits for. */
export function describePolicyVersion(view: PolicyVersionView): Card {
  const title = writeTitle(view);
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      ...writeAnswer(view),
      {
        kind: 'facts',
        items: [
          { label: 'Policy', value: view.title },
          { label: 'Version', value: view.version },
          linkFact(view.url, 'No link given yet'),
          { label: 'Next review', value: writeDate(view.nextReviewOn) },
          { label: 'Drafted by', value: view.author },
          ...(view.monitoringClause ? [{ label: 'On monitoring', value: view.monitoringClause }] : []),
        ],
      },
      ...(view.decisions.length === 0
        ? []
        : [{ kind: 'section' as const, title: 'So far', blocks: listDecisions(view.decisions) }]),
      { kind: 'text', text: writeWhere(view) },
    ],
    actions: [...listOwn(view), policyBoardButton('All policies')],
  };
}

function writeTitle({ stage, may, decisions }: PolicyVersionView): string {
  if (may === 'decide') return stage === 'slt' ? 'A policy waits for you' : 'A policy waits for the governors';
  if (stage === 'published') return 'A policy is published';
  if (stage === 'draft')
    return decisions.at(-1)?.decision === 'returned' ? 'A policy came back' : 'A draft of a policy';
  return stage === 'superseded' ? 'An earlier policy' : 'A policy on its way';
}

function writeAnswer({ answer, stage }: PolicyVersionView): Block[] {
  if (answer === 'saved')
    return [{ kind: 'notice', tone: 'good', text: stage === 'published' ? 'Saved. It is published.' : 'Saved.' }];
  if (answer === 'not-changed')
    return [
      {
        kind: 'notice',
        tone: 'warning',
        title: 'Nothing was changed',
        text: 'It is no longer where it was when you opened it, or it is not yours to decide. This is how it stands now.',
      },
    ];
  return [];
}

const PASSED: Record<PolicyStage, string> = {
  draft: 'Sent to the senior leaders',
  slt: 'Agreed by the senior leaders',
  governors: 'Approved by the governing body',
  published: 'Published',
  superseded: 'Replaced',
};
const RETURNED: Partial<Record<PolicyStage, string>> = {
  slt: 'Sent back by the senior leaders',
  governors: 'Sent back by the governing body',
};

const listDecisions = (decisions: Decision[]): Block[] => [
  { kind: 'list', ordered: true, items: decisions.map(writeDecision) },
];

function writeDecision({ stage, decision, by, at, reason, metOn }: Decision): string {
  const what = decision === 'passed' ? PASSED[stage] : (RETURNED[stage] ?? 'Sent back');
  const met = metOn === null ? '' : ` at its meeting on ${writeDate(metOn)}`;
  const recorded = stage === 'governors' ? 'recorded by ' : '';
  return `${what}${met}: ${recorded}${by}, ${writeDate(at)}${reason === null ? '' : `. ${reason}`}`;
}

function writeWhere({ stage, waitsFor, isAcknowledged }: PolicyVersionView): string {
  const asked = isAcknowledged ? ' Everybody who has to read it is asked to read this version.' : '';
  switch (stage) {
    case 'draft':
      return 'It is a draft. Nobody else is asked before it is sent to the senior leaders.';
    case 'slt':
      return `It waits for ${writeNames(waitsFor)}. After the senior leaders it goes to the governors.`;
    case 'governors':
      return `It waits for ${writeNames(waitsFor)} to record what the governing body decided. It is published then.${asked}`;
    case 'published':
      return `It holds now, in place of the version before.${asked}`;
    case 'superseded':
      return 'A later version holds now.';
  }
}

function writeNames(names: string[]): string {
  if (names.length === 0) return 'somebody with the function, and nobody on the staff list has it';
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function listOwn({ may, stage, versionId }: PolicyVersionView): Action[] {
  if (may === null) return [];
  const label = may === 'change' ? 'Change or send it' : stage === 'slt' ? 'Decide' : 'Record the decision';
  return [
    {
      kind: 'open',
      name: may === 'change' ? 'policy-draft' : 'policy-decide',
      label,
      style: 'primary',
      data: { version: versionId },
      private: true,
    },
  ];
}
