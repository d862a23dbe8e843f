/**
 * One after the other: what changes the world takes turns, so that nothing sees another's half-done work.
 * A turn that fails does not hold up the next.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
