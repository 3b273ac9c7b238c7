import type { ExampleView } from '../example-views.ts';

/** Invented views of training screens. */
export function trainingExamples(): ExampleView[] {
  return [];
}
