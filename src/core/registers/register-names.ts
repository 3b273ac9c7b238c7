/** The registers a school keeps. */
export const REGISTER_NAMES = [
  'technology',
  'equipment-loan',
  'disposal',
  'image-permission',
  'social-media',
  'unblock',
  'filter-report',
  'filter-check',
] as const;
/** One register. */
export type RegisterName = (typeof REGISTER_NAMES)[number];

/** How a line of a register can stand. */
export const REGISTER_STATES = [
  'asked',
  'assessed',
  'tested',
  'live',
  'refused',
  'approved',
  'issued',
  'returned',
  'listed',
  'disposed',
  'blocked',
  'received',
  'logged',
  'ended',
  'withdrawn',
] as const;
/** How one line of a register stands. */
export type RegisterState = (typeof REGISTER_STATES)[number];

/** What can be done with a line of a register; `add` begins it. */
export const REGISTER_STEPS = [
  'assess',
  'test',
  'go-live',
  'approve',
  'refuse',
  'issue',
  'return',
  'dispose',
  'block-again',
  'receive',
  'extend',
  'end',
  'withdraw',
] as const;
/** One thing that can be done with a line of a register. */
export type RegisterStepName = (typeof REGISTER_STEPS)[number];
