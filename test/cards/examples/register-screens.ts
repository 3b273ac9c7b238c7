import type { ExampleView } from '../example-views.ts';

/** Invented views of register screens. */
export function registerExamples(): ExampleView[] {
  return [];
}
