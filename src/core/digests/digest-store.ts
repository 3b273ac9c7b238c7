/** The record of governors’ digests. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export type DigestStore = Record<never, never>;
