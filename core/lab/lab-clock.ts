import type { EpochMs } from '../ports.ts';
import type { Happening, LabEvent } from './client.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { RealTime } from './real-time.ts';

/** A lab's clock: what falls due on its way happens, and whoever listens is told. Only `isUpToDate` may be called outside a turn. */
export class LabClock {
  readonly #engine: Engine;
  readonly #realTime: RealTime;
  readonly #tell: (event: LabEvent) => void;

  constructor(engine: Engine, tell: (event: LabEvent) => void) {
    this.#engine = engine;
    this.#realTime = new RealTime(engine);
    this.#tell = tell;
  }

  /** See `RealTime`. */
  isUpToDate(): boolean {
    return this.#realTime.isUpToDate();
  }

  /** See `RealTime`. */
  set(clock: 'standing' | 'following'): void {
    this.#realTime.set(clock);
  }

  /** @throws {LabError} for what is no instant, or one that has passed */
  async advanceTo(at: EpochMs): Promise<readonly Happening[]> {
    if (!Number.isFinite(at)) throw new LabError(`expected an instant, got ${at}`);
    const { world } = this.#engine;
    const happened = await this.#engine.advanceTo(at);
    if (world.now > this.#realTime.now) this.#realTime.set('following');
    this.#tell({ type: 'timePassed', now: world.now, happened });
    return happened;
  }

  /** Moves on by so many milliseconds from now. */
  advanceBy(ms: number): Promise<readonly Happening[]> {
    return this.advanceTo(this.#engine.world.now + ms);
  }

  /** Comes up to real time, where it follows it. */
  async catchUp(): Promise<readonly Happening[]> {
    return this.isUpToDate() ? [] : this.advanceTo(Math.max(this.#engine.world.now, this.#realTime.now));
  }
}
