import { createHash } from 'node:crypto';
import type { Bytes, EpochMs, Ports } from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';

/** A host's clock that stands until a test moves it. */
export class FixedClock {
  at: EpochMs = Date.UTC(2026, 0, 1);

  now(): EpochMs {
    return this.at;
  }
}

/** Node's ports with a clock that stands and a random source that gives the same bytes in every run. */
export function fixedPorts(seed = 'tests'): Ports & { readonly clock: FixedClock } {
  return { ...nodePorts(), clock: new FixedClock(), random: { bytes: fixedRandom(seed) } };
}

/** For tests only: a fixed source repeats itself from run to run, and a repeated IV breaks GCM. */
function fixedRandom(seed: string): (length: number) => Bytes {
  let drawn = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = createHash('sha256').update(`${seed}/${drawn++}`).digest();
      bytes.set(block.subarray(0, Math.min(32, length - at)), at);
    }
    return bytes;
  };
}
