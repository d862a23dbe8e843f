import { initialTransition, transition } from 'xstate';
import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import { createLab } from '../lab/make-lab.ts';
import type { Bytes, Ports } from '../ports.ts';
import type { PlayedStep, Replay } from './played-step.ts';
import { type PlayerEvent, playerMachine } from './player-machine.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Scenario } from './schema.ts';
import { StepRunner } from './step-runner.ts';
import { toWorldSpec } from './to-world-spec.ts';

/** How a scenario is played. */
export interface PlayerOptions {
  /** What it is called: a bundled name, or a file's. */
  readonly name: string;
  /** Ports for a new lab; called again when the replay starts over. */
  readonly ports: () => Ports;
  readonly seed?: number;
  readonly speed?: number;
  /** See `createLab`; random where left out. */
  readonly rootKey?: Bytes;
}

/** Where a replay stands. */
export interface PlayerState {
  readonly status: 'paused' | 'stepping' | 'playing' | 'jumping' | 'finished' | 'failed';
  readonly done: number;
  readonly count: number;
  readonly speed: number;
  /** Marks and the number of the step that they stand at, from 0. */
  readonly marks: Readonly<Record<string, number>>;
}

/** Plays a scenario on a lab of its own, step by step, through the same door as everybody. */
export class ScenarioPlayer {
  readonly scenario: Scenario;
  readonly #options: PlayerOptions;
  #machine = initialTransition(playerMachine, { count: 1, speed: 1 })[0];
  #runner: StepRunner;
  #played: PlayedStep[] = [];

  /** @throws {ScenarioError} when its world can't be made */
  static async open(scenario: Scenario, options: PlayerOptions): Promise<ScenarioPlayer> {
    return new ScenarioPlayer(scenario, options, await newLab(scenario, options));
  }

  private constructor(scenario: Scenario, options: PlayerOptions, lab: Lab) {
    this.scenario = scenario;
    this.#options = options;
    this.#runner = new StepRunner(lab);
    const input = { count: scenario.steps.length, speed: options.speed ?? 1 };
    this.#machine = initialTransition(playerMachine, input)[0];
  }

  /** The lab that it plays on. */
  get lab(): Lab {
    return this.#runner.lab;
  }

  get state(): PlayerState {
    const { done, count, speed } = this.#machine.context;
    const marks = Object.fromEntries(
      this.scenario.steps.flatMap(({ mark }, n) => (mark === undefined ? [] : [[mark, n]])),
    );
    return { status: this.#machine.value, done, count, speed, marks };
  }

  /** All that was played so far. */
  get replay(): Replay {
    const pairs = this.#played.filter(({ n }) => this.scenario.steps[n - 1]?.expect?.sameBytes !== undefined);
    const isDone = this.#machine.value === 'finished';
    return {
      scenario: this.#options.name,
      title: this.scenario.title,
      seed: this.#seed,
      ok: isDone,
      ...(pairs.length === 0 ? {} : { bytesEqual: pairs.every(({ expect }) => expect?.held === true) }),
      steps: this.#played,
    };
  }

  /** Takes one step; null when there is none left. */
  async step(): Promise<PlayedStep | null> {
    if (!this.#machine.can({ type: 'Step' })) return null;
    this.#send({ type: 'Step' });
    return this.#takeStep();
  }

  /** Plays on until it is paused, ends or fails. `pace` waits before a step, as long as the speed asks. */
  async play(
    onStep: (step: PlayedStep) => void = () => undefined,
    pace: (speed: number) => Promise<void> = async () => undefined,
  ): Promise<void> {
    if (!this.#machine.can({ type: 'Play' })) return;
    this.#send({ type: 'Play' });
    while (this.#machine.value === 'playing') {
      const { speed, done } = this.#machine.context;
      if (speed > 0 && done > 0) await pace(speed);
      if (this.#machine.value === 'playing') onStep(await this.#takeStep());
    }
  }

  /** Stops playing after the step that is under way. */
  pause(): void {
    this.#send({ type: 'Pause' });
  }

  setSpeed(speed: number): void {
    this.#send({ type: 'SetSpeed', speed });
  }

  /** Goes to a mark without pacing; back by starting over. @throws {ScenarioError} for a mark that isn't there */
  async jumpTo(mark: string, onStep: (step: PlayedStep) => void = () => undefined): Promise<void> {
    const step = this.state.marks[mark];
    if (step === undefined) {
      throw new ScenarioError(
        `no mark '${mark}'; the marks are: ${Object.keys(this.state.marks).join(', ') || 'none'}`,
      );
    }
    const before = this.#machine.context.done;
    this.#send({ type: 'JumpTo', step });
    if (this.#machine.context.done < before) await this.#startOver();
    while (this.#machine.value === 'jumping') onStep(await this.#takeStep());
  }

  get #seed(): number {
    return this.#options.seed ?? 1;
  }

  async #startOver(): Promise<void> {
    this.#runner = new StepRunner(await newLab(this.scenario, this.#options));
    this.#played = [];
  }

  #send(event: PlayerEvent): void {
    this.#machine = transition(playerMachine, this.#machine, event)[0];
  }

  async #takeStep(): Promise<PlayedStep> {
    const { done } = this.#machine.context;
    const step = this.scenario.steps[done];
    if (step === undefined) throw new Error(`the scenario has no step ${done + 1}`);
    const played = await this.#runner.take(step, done + 1);
    this.#played.push(played);
    this.#send({ type: played.expect?.held === false ? 'StepFailed' : 'StepDone' });
    return played;
  }
}

async function newLab(scenario: Scenario, { name, ports, seed, rootKey }: PlayerOptions): Promise<Lab> {
  try {
    return await createLab(ports(), toWorldSpec(scenario), seed, rootKey);
  } catch (error) {
    if (error instanceof LabError) throw new ScenarioError(`${name}: world: ${error.message}`, { cause: error });
    throw error;
  }
}
