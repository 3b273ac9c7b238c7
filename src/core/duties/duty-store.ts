/** The record of recurring duties. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export type DutyStore = Record<never, never>;
