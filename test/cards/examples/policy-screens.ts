import type { ExampleView } from '../example-views.ts';

/** Invented views of policy screens. */
export function policyExamples(): ExampleView[] {
  return [];
}
