import type { ExampleView } from '../example-views.ts';

/** Invented views of duty screens. */
export function dutyExamples(): ExampleView[] {
  return [];
}
