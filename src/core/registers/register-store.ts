/** The record of registers. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export type RegisterStore = Record<never, never>;
