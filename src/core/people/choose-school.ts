import type { Choice } from '../form-views.ts';
import type { SchoolSeat } from '../identify.ts';

/** The schools to choose from; none for somebody who works in one. */
export const schoolChoices = (seats: readonly SchoolSeat[]): Choice[] =>
  seats.length > 1 ? seats.map(({ profile }) => ({ value: profile.id, label: profile.name })) : [];

/** The school that was chosen, or the only one. */
export function chosenSeat(seats: readonly SchoolSeat[], chosen: string | undefined): SchoolSeat | null {
  return (seats.length === 1 ? seats[0] : seats.find(({ profile }) => profile.id === chosen)) ?? null;
}
