/** One series of requests for the load generator. */
export interface LoadOrder {
  port: number;
  /** Whole HTTP requests, each sent once. */
  requests: Uint8Array[];
  /** Connections in use; each sends its next request when the last was answered. */
  connections: number;
  /** Sends this many a second whatever the answers do, instead of one after another. */
  perSecond?: number;
  /** A regular expression that every answer's body must match. */
  expected: string;
}

/** What the load generator measured. */
export interface LoadResult {
  seconds: number;
  /** From the moment a request was due to the end of its answer, in milliseconds, in ascending order. */
  milliseconds: Float64Array;
  /** Answers that were not 200 or had another body. */
  wrong: number;
  /** The first of them, for the person who has to find out why. */
  firstWrong: string;
}
