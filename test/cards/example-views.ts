import type { View } from '../../src/core/views.ts';
import { bulletinExamples } from './examples/bulletin-screens.ts';
import { caseChangedExamples } from './examples/case-changed.ts';
import { caseExamples } from './examples/cases.ts';
import { coverExamples } from './examples/cover.ts';
import { digestExamples } from './examples/digest-screens.ts';
import { dutyExamples } from './examples/duty-screens.ts';
import { filterExamples } from './examples/filter-screens.ts';
import { findingExamples } from './examples/finding.ts';
import { formExamples } from './examples/forms.ts';
import { listExamples } from './examples/lists.ts';
import { messageExamples } from './examples/messages.ts';
import { noticeExamples } from './examples/notices.ts';
import { policyExamples } from './examples/policy-screens.ts';
import { registerExamples } from './examples/register-screens.ts';
import { reporterExamples } from './examples/reporter.ts';
import { reviewExamples } from './examples/reviews.ts';
import { stepExamples } from './examples/steps.ts';
import { trainingExamples } from './examples/training-screens.ts';
import { workExamples } from './examples/work.ts';

/** One invented view and a name for its golden file. */
export interface ExampleView {
  name: string;
  view: View;
}

/** At least two invented views of every kind, the extremes among them: for golden files and the adapters' tests. */
export function everyExampleView(): ExampleView[] {
  return [
    ...formExamples(),
    ...caseExamples(),
    ...listExamples(),
    ...messageExamples(),
    ...noticeExamples(),
    ...reporterExamples(),
    ...reviewExamples(),
    ...workExamples(),
    ...stepExamples(),
    ...caseChangedExamples(),
    ...findingExamples(),
    ...coverExamples(),
    ...policyExamples(),
    ...trainingExamples(),
    ...bulletinExamples(),
    ...dutyExamples(),
    ...registerExamples(),
    ...filterExamples(),
    ...digestExamples(),
  ];
}
