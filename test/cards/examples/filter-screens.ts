import type { ExampleView } from '../example-views.ts';

/** Invented views of filter screens. */
export function filterExamples(): ExampleView[] {
  return [];
}
