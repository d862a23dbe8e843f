/** A numbered piece of a stream, and how many of the other side's have arrived. */
export interface DataFrame<Body = unknown> {
  readonly type: 'data';
  /** 1, 2, 3 … */
  readonly n: number;
  readonly arrived: number;
  readonly body: Body;
}
/** Only how many have arrived, where there is nothing to say for a while. */
export interface ArrivedFrame {
  readonly type: 'arrived';
  readonly arrived: number;
}
/** All that goes over the line between two ends of a stream. */
export type StreamFrame<Body = unknown> = DataFrame<Body> | ArrivedFrame;

/** After so many pieces that were not answered by any, the other side is told that they have arrived. */
const ARRIVED_EVERY = 16;

/** More than so many pieces are not kept for somebody who doesn't come back for them. */
const MOST_KEPT = 10_000;

/** The other side left too much unfetched, or sent what can't follow on what it sent before. */
export class BrokenStreamError extends Error {
  override readonly name = 'BrokenStreamError';
}

/**
 * One end of a stream of messages whose connection may break and be made again: nothing is lost, nothing comes twice,
 * everything comes in order. What is sent is kept until the other side says that it has arrived.
 */
export class StreamEnd<Sent, Received> {
  #transmit: ((frame: StreamFrame<Sent>) => void) | null = null;
  #sent = 0;
  #arrived = 0;
  #arrivedUntold = 0;
  readonly #kept: { readonly n: number; readonly body: Sent }[] = [];

  /** How many of the other side's pieces have arrived. */
  get arrived(): number {
    return this.#arrived;
  }

  /** @throws {BrokenStreamError} where too much is kept already */
  send(body: Sent): void {
    if (this.#kept.length >= MOST_KEPT) throw new BrokenStreamError(`more than ${MOST_KEPT} messages wait`);
    this.#sent += 1;
    const piece = { n: this.#sent, body };
    this.#kept.push(piece);
    this.#transmitPiece(piece);
  }

  /** Goes on over a new connection. The other side has `arrived` of what was sent; the rest is sent again. */
  connect(transmit: (frame: StreamFrame<Sent>) => void, arrived: number): void {
    this.#forget(arrived);
    this.#transmit = transmit;
    for (const piece of this.#kept) this.#transmitPiece(piece);
  }

  disconnect(): void {
    this.#transmit = null;
  }

  /**
   * Takes a frame in; what it brings, or null where that came before or is nothing.
   * @throws {BrokenStreamError} for a piece with another before it that never came
   */
  take(frame: StreamFrame<Received>): { readonly body: Received } | null {
    this.#forget(frame.arrived);
    if (frame.type === 'arrived' || frame.n <= this.#arrived) return null;
    if (frame.n !== this.#arrived + 1) throw new BrokenStreamError(`message ${frame.n} came after ${this.#arrived}`);
    this.#arrived = frame.n;
    this.#arrivedUntold += 1;
    if (this.#arrivedUntold >= ARRIVED_EVERY) this.#tellArrived();
    return { body: frame.body };
  }

  #transmitPiece({ n, body }: { readonly n: number; readonly body: Sent }): void {
    if (this.#transmit === null) return;
    this.#arrivedUntold = 0;
    this.#transmit({ type: 'data', n, arrived: this.#arrived, body });
  }

  #tellArrived(): void {
    if (this.#transmit === null) return;
    this.#arrivedUntold = 0;
    this.#transmit({ type: 'arrived', arrived: this.#arrived });
  }

  #forget(arrived: number): void {
    if (arrived > this.#sent) throw new BrokenStreamError(`${arrived} messages arrived of ${this.#sent}`);
    const first = this.#kept.findIndex(({ n }) => n > arrived);
    this.#kept.splice(0, first < 0 ? this.#kept.length : first);
  }
}
