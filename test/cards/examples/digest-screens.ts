import type { ExampleView } from '../example-views.ts';

/** Invented views of digest screens. */
export function digestExamples(): ExampleView[] {
  return [];
}
