/** What the bodies of all requests that are being answered may take together. */
export class Room {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** What one request takes of it. */
  share(): Share {
    let taken = 0;
    return {
      take: (bytes) => {
        if (bytes > this.#left) return false;
        this.#left -= bytes;
        taken += bytes;
        return true;
      },
      giveBack: () => {
        this.#left += taken;
        taken = 0;
      },
    };
  }
}

/** Room that a request holds until it lets it go. */
export interface Share {
  /** Whether there was so much left; it is taken then. */
  take(bytes: number): boolean;
  /** Gives back all that was taken. */
  giveBack(): void;
}
