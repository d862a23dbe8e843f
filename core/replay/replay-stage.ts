import { initialTransition, transition } from 'xstate';
import type { ActionOutcome, AnswerTo, LabAction, LabClient, LabEvent, LabQuery, Unsubscribe } from '../lab/client.ts';
import { EventRelay } from '../lab/event-relay.ts';
import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import type { Moment, Past } from '../lab/past.ts';
import type { ApiRequestInput, Outcome } from '../lab/request.ts';
import { Turns } from '../lab/turns.ts';
import type { Ports } from '../ports.ts';
import { ScenarioError } from '../scenarios/scenario-error.ts';
import { readingMs } from './reading-time.ts';
import { type ReplayEvent, replayMachine } from './replay-machine.ts';
import { type ContinuedFrom, NO_REPLAY, type ReplayState } from './replay-shapes.ts';
import { replayView } from './replay-view.ts';
import { openReplay, replaySummaries } from './shelf.ts';
import { nextSpeed } from './speeds.ts';
import { StepCount } from './step-count.ts';
import { markedSteps, type TimeLine } from './time-line.ts';
import type { Timer } from './timer.ts';

/** What a stage is made of. */
export interface StageParts {
  /** Ports with an empty store: for each replay, and each lab that is continued. */
  readonly ports: () => Ports;
  readonly timer: Timer;
  /** The lab behind the free client, whose own past can be replayed; null where it is in another process. */
  readonly lab: Lab | null;
}

/** The replay in hand. */
interface Showing {
  readonly timeLine: TimeLine;
  readonly past: Past;
  readonly machine: ReturnType<typeof initialTransition<typeof replayMachine>>[0];
}

interface Continued {
  readonly lab: Lab;
  readonly from: ContinuedFrom;
}

type ReplayAction = Extract<LabAction, { readonly type: 'replay' }>;

/**
 * A `LabClient` with replays. While one is on, everything that is asked is answered as of the moment that it shows, and
 * nothing can be done but with the replay itself; continued, that moment is a live lab in the place of the free one.
 */
export class ReplayStage implements LabClient {
  readonly #free: LabClient;
  readonly #parts: StageParts;
  readonly #turns = new Turns();
  readonly #counts = new WeakMap<Lab, StepCount>();
  readonly #relay = new EventRelay(() => this.#client);
  #showing: Showing | null = null;
  #continued: Continued | null = null;
  #cancelTimer: () => void = () => undefined;

  constructor(free: LabClient, parts: StageParts) {
    this.#free = free;
    this.#parts = parts;
  }

  /** Puts a replay on, at its beginning. */
  show(timeLine: TimeLine, speed = 1): void {
    this.#stopTimer();
    const [machine] = initialTransition(replayMachine, { count: timeLine.steps.length, speed });
    this.#showing = { timeLine, past: timeLine.lab.past(), machine };
  }

  /** Stops what plays by itself. The free lab is its owner's to close. */
  close(): void {
    this.#stopTimer();
    this.#relay.close();
  }

  async call(request: ApiRequestInput): Promise<Outcome> {
    if (this.#showing !== null) throw new LabError(PAST);
    return this.#client.call(request);
  }

  async ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>> {
    // The union pairs each query with its answer; TypeScript can't follow the pairing through a condition.
    if (query.type === 'replay') return this.#state() as AnswerTo<Q>;
    if (query.type === 'replaySteps') return (this.#showing?.timeLine.steps ?? []) as AnswerTo<Q>;
    if (query.type === 'replays') return (await replaySummaries(this.#doneSoFar())) as AnswerTo<Q>;
    const { past, moment } = this.#now();
    return past === null ? this.#client.ask(query) : past.ask(query, moment);
  }

  async act(action: LabAction): Promise<ActionOutcome> {
    try {
      if (action.type === 'replay') {
        await this.#turns.take(() => this.#do(action));
        this.#relay.tell({ type: 'acted', action: 'replay' });
        return { ok: true, replay: this.#state() };
      }
      if (this.#showing === null) return await this.#client.act(action);
      if (action.type === 'getFile') return this.#fileOfThen(action.name);
      throw new LabError(PAST);
    } catch (error) {
      if (!(error instanceof LabError || error instanceof ScenarioError)) throw error;
      return { ok: false, error: { name: 'LabError', message: error.message } };
    }
  }

  subscribe(listener: (event: LabEvent) => void): Unsubscribe {
    return this.#relay.subscribe(listener);
  }

  get #client(): LabClient {
    return this.#continued?.lab ?? this.#free;
  }

  /** The live lab, also while a replay is on: the free one, or what was continued. Null where it is in another process. */
  get liveLab(): Lab | null {
    return this.#continued?.lab ?? this.#parts.lab;
  }

  /** How many steps the live lab's own past has. */
  #doneSoFar(): number {
    const lab = this.liveLab;
    if (lab === null) return 0;
    const count = this.#counts.get(lab) ?? new StepCount();
    this.#counts.set(lab, count);
    return count.of(lab);
  }

  #now(): { readonly past: Past; readonly moment: Moment } | { readonly past: null; readonly moment: null } {
    if (this.#showing === null) return { past: null, moment: null };
    const { past, timeLine, machine } = this.#showing;
    return { past, moment: momentOf(timeLine, machine.context.done) };
  }

  #state(): ReplayState {
    const continued = this.#continued?.from ?? null;
    if (this.#showing === null) return { ...NO_REPLAY, continued };
    const { timeLine, past, machine } = this.#showing;
    const world = past.worldAt(momentOf(timeLine, machine.context.done).length);
    return { on: replayView(timeLine, { status: machine.value, ...machine.context }, world), continued };
  }

  #fileOfThen(name: string): ActionOutcome {
    const bytes = this.#now().moment?.files.get(name);
    if (bytes === undefined) throw new LabError(`this world has no file '${name}' at this moment`);
    return { ok: true, bytes };
  }

  async #do({ does, name, at }: ReplayAction): Promise<void> {
    if (does === 'open') return this.show(await openReplay(name ?? '', this.liveLab, this.#parts.ports));
    if (does === 'leave') return this.#leave();
    const showing = this.#showing;
    if (showing === null) throw new LabError('no replay is on: open one first');
    const { done, speed } = showing.machine.context;
    switch (does) {
      case 'play':
        return this.#send({ type: 'Play' });
      case 'pause':
        return this.#send({ type: 'Pause' });
      case 'forward':
        return this.#send({ type: 'GoTo', done: done + 1 });
      case 'back':
        return this.#send({ type: 'GoTo', done: done - 1 });
      case 'goTo':
        if (at === undefined) throw new LabError('expected the number of a step to go to');
        return this.#send({ type: 'GoTo', done: at });
      case 'nextMark':
      case 'previousMark':
        return this.#send({ type: 'GoTo', done: markFrom(showing, does) });
      case 'faster':
      case 'slower':
        return this.#send({ type: 'SetSpeed', speed: nextSpeed(speed, does) });
      case 'continue':
        return this.#continueFrom(showing);
      case 'close':
        return this.#putAway();
    }
  }

  #send(event: ReplayEvent): void {
    if (this.#showing === null) return;
    const [machine] = transition(replayMachine, this.#showing.machine, event);
    this.#showing = { ...this.#showing, machine };
    this.#stopTimer();
    const step = this.#showing.timeLine.steps[machine.context.done - 1];
    if (machine.value !== 'playing' || step === undefined) return;
    this.#cancelTimer = this.#parts.timer.after(readingMs(step) / machine.context.speed, () => {
      this.#send({ type: 'StepRead' });
      this.#relay.tell({ type: 'acted', action: 'replay' });
    });
  }

  async #continueFrom({ timeLine, machine }: Showing): Promise<void> {
    const { done } = machine.context;
    const lab = await timeLine.lab.fork(this.#parts.ports(), momentOf(timeLine, done));
    this.#continued = { lab, from: { name: timeLine.name, title: timeLine.title, step: done } };
    this.#putAway();
  }

  #leave(): void {
    this.#continued = null;
    this.#putAway();
  }

  /** Back to the live lab. */
  #putAway(): void {
    this.#stopTimer();
    this.#showing = null;
    this.#relay.follow();
  }

  #stopTimer(): void {
    this.#cancelTimer();
    this.#cancelTimer = () => undefined;
  }
}

const PAST = 'this is the past, and nothing can be done in it: continue from here first';

function momentOf({ moments }: TimeLine, done: number): Moment {
  const moment = moments[done];
  if (moment === undefined) throw new Error(`a replay of ${moments.length - 1} steps has no moment ${done}`);
  return moment;
}

/** The number of the next marked step in that way; where there is none, the end or the beginning. */
function markFrom({ timeLine, machine }: Showing, way: 'nextMark' | 'previousMark'): number {
  const { done, count } = machine.context;
  const marks = markedSteps(timeLine.steps);
  return way === 'nextMark' ? (marks.find((n) => n > done) ?? count) : (marks.findLast((n) => n < done) ?? 0);
}
