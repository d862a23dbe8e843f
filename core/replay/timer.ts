/** The wait between two steps of a replay: a port, so that a test moves it and nothing in core waits by itself. */
export interface Timer {
  /** Calls `then` once, so many milliseconds from now; the function that it gives takes that back. */
  after(ms: number, then: () => void): () => void;
}
