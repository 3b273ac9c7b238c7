/** The record of policies as they are worked on in the chat. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export type PolicyStore = Record<never, never>;
