import type { DeskFormView } from '../../src/core/form-views.ts';
import { ENTRY_WORDS, writeKnown } from '../words.ts';

/** The latest changes are named; the ones before are counted. */
const MOST_NAMED = 4;

/** Says who did what in the case while its form was open; nothing where nobody did anything. */
export function writeChanges({ about: { changes = [] } }: DeskFormView): Record<string, string> {
  if (changes.length === 0) return {};
  const left = changes.length - MOST_NAMED;
  const named = changes
    .slice(-MOST_NAMED)
    .map(({ actor, entry }) => `${actor}: ${writeKnown(ENTRY_WORDS, entry)}`)
    .join('; ');
  const before = left > 0 ? `${left} more before that; ` : '';
  return {
    changed: `The case has changed since you opened this. ${before}${named}. Look at it, then send again if it still holds.`,
  };
}
