import { useState } from 'react';

export interface Scrubber {
  /** Where it stands. */
  readonly at: number;
  readonly moveTo: (at: number) => void;
  /** Lets go of where it was put: what is shown is where the replay is. */
  readonly release: () => void;
}

/**
 * Stands where it was put until the replay is there, which may take a while: each press of an arrow goes on from the
 * one before, however quickly they come.
 */
export function useScrubber(done: number, goTo: (at: number) => void): Scrubber {
  const [wanted, setWanted] = useState<number | null>(null);
  if (wanted === done) setWanted(null);
  return {
    at: wanted ?? done,
    moveTo: (at) => {
      setWanted(at);
      goTo(at);
    },
    release: () => setWanted(null),
  };
}
