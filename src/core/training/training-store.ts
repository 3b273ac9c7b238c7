/** The record of what people have read and learned. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export type TrainingStore = Record<never, never>;
