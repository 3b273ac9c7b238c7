/** The record of what the web filter reports. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export type FilterStore = Record<never, never>;
