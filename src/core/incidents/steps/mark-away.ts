import type { Choice } from '../../form-views.ts';
import type { StepContext } from './step.ts';

/** The same choices of people, where those who are away say so: whoever chooses one knows that it may wait. */
export function markAway(choices: readonly Choice[], { seat }: Pick<StepContext, 'seat'>): Choice[] {
  return choices.map(({ value, label }) => ({ value, label: seat.absent?.has(value) ? `${label}, away now` : label }));
}
