import type { PoliciesView } from '../src/core/views.ts';
import { helpButton, reportButton } from './buttons.ts';
import { writeDate } from './dates.ts';
import { linkFact } from './link-fact.ts';
import type { Action, Block, Card } from './model.ts';
import { policyBoardButton } from './policy-buttons.ts';
import { writeOverline } from './school-line.ts';

type SchoolPolicies = PoliciesView['schools'][number];
type Policy = SchoolPolicies['policies'][number];

/** The school's policies with what a reader needs first: where the text is, and whether it still holds. */
export function describePolicies(view: PoliciesView): Card {
  const [only] = view.schools;
  const single = view.schools.length === 1 && only ? only : null;
  return {
    kind: 'card',
    name: view.name,
    title: 'Policies',
    summary: 'Policies',
    ...writeOverline(single?.school ?? null),
    blocks: single ? listPolicies(single) : view.schools.map(describeSchool),
    actions: [
      ...(view.next === null ? [] : [turnButton(view.next)]),
      ...(view.board ? [policyBoardButton('Where each one stands')] : []),
      reportButton,
      helpButton,
    ],
  };
}

const turnButton = (next: number): Action => ({
  kind: 'press',
  name: 'policies',
  label: 'More policies',
  data: { n: String(next) },
  private: true,
});

function describeSchool(item: SchoolPolicies): Block {
  return { kind: 'section', title: item.school.name, blocks: listPolicies(item) };
}

function listPolicies({ policies }: SchoolPolicies): Block[] {
  if (policies.length === 0)
    return [{ kind: 'text', text: 'No policies have been entered yet. Please ask the office.' }];
  return policies.flatMap((policy): Block[] => [
    { kind: 'text', text: policy.title, style: 'strong' },
    { kind: 'facts', items: listFacts(policy) },
  ]);
}

function listFacts(policy: Policy): { label: string; value: string }[] {
  return [
    linkFact(policy.url, 'No link given yet. Please ask the office.'),
    { label: 'Version', value: policy.version ?? 'None given' },
    { label: 'Next review', value: writeReview(policy) },
    { label: 'Approval', value: policy.approval === 'approved' ? 'Approved' : 'Not evidenced' },
    ...(policy.linked.length > 0 ? [{ label: 'Belongs with', value: policy.linked.join(', ') }] : []),
  ];
}

function writeReview({ nextReview, overdue }: Policy): string {
  if (nextReview === null) return 'No date given';
  return overdue ? `Overdue since ${writeDate(nextReview)}` : writeDate(nextReview);
}
