import type { Identity, SchoolSeat } from '../identify.ts';
import type { Role } from '../school/roles.ts';

/** Functions that tell everybody something: the co-ordinator cascades what is new to the other staff (St Andrew's 3.2). */
const SENDERS: readonly Role[] = ['esafety_coordinator', 'dsl', 'head'];

/** The schools in which somebody may send bulletins and see who has read them. */
export const bulletinSeats = ({ seats }: Identity): SchoolSeat[] =>
  seats.filter(({ roles }) => roles.some((role) => SENDERS.includes(role)));
