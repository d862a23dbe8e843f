import type { EpochMs, Ports } from '../ports.ts';
import type { Fact } from './facts.ts';
import type { World } from './world.ts';

/** What following real time needs of the works. */
interface Works {
  readonly world: World;
  readonly ports: Pick<Ports, 'clock'>;
  commit(facts: readonly Fact[]): unknown;
  /** Moves the clock to an instant where nothing is due until then; false where something is. */
  followTo(at: EpochMs): boolean;
}

/** How a lab's clock stands to the host's: it stands still, or is some time ahead of it. */
export class RealTime {
  readonly #works: Works;

  constructor(works: Works) {
    this.#works = works;
  }

  /** What the lab's clock shows, or should, where it follows real time. */
  get now(): EpochMs {
    const { world, ports } = this.#works;
    return world.aheadOfHostMs === null ? world.now : ports.clock.now() + world.aheadOfHostMs;
  }

  /** Whether the clock shows what it should. Where nothing is due in between, following real time is no more than that. */
  isUpToDate(): boolean {
    return this.#works.world.aheadOfHostMs === null || this.#works.followTo(this.now);
  }

  /** From the lab's instant of now. */
  set(clock: 'standing' | 'following'): void {
    const { world, ports } = this.#works;
    const aheadOfHostMs = clock === 'standing' ? null : world.now - ports.clock.now();
    this.#works.commit([{ type: 'clockSet', aheadOfHostMs }]);
  }
}
