import type { PlayedStep } from '../scenarios/played-step.ts';

/**
 * What somebody does with a replay: `open` makes one ready at its beginning, `play` goes on by itself and `pause` rests,
 * `forward` and `back` take one step, `goTo` goes to the moment after step `at` (0 is the beginning), `nextMark` and
 * `previousMark` go to the marks and refusals, `faster` and `slower` set the pace, `continue` makes a lab of the moment
 * that is shown, `close` goes back to the lab as it was before, and `leave` also from one that was continued.
 */
export const REPLAY_DEEDS = [
  'open',
  'play',
  'pause',
  'forward',
  'back',
  'goTo',
  'nextMark',
  'previousMark',
  'faster',
  'slower',
  'continue',
  'close',
  'leave',
] as const;
/** One of `REPLAY_DEEDS`. */
export type ReplayDeed = (typeof REPLAY_DEEDS)[number];

/** What there is to replay. */
export interface ReplaySummary {
  readonly name: string;
  readonly title: string;
  readonly summary: string | null;
  readonly of: 'scenario' | 'world';
  readonly steps: number;
}

/** The replay that is on, at the moment that it shows. What is asked of the lab meanwhile is answered as of then. */
export interface ReplayView {
  readonly name: string;
  readonly title: string;
  readonly summary: string | null;
  readonly of: 'scenario' | 'world';
  /** False where an expectation did not hold: the last step is then the one that failed. */
  readonly ok: boolean;
  readonly status: 'idle' | 'playing' | 'paused' | 'ended';
  /** How many steps are done. */
  readonly done: number;
  readonly count: number;
  readonly speed: number;
  /** The step that was done last; null at the beginning. */
  readonly step: PlayedStep | null;
  /** Numbers of the steps with a mark or a refusal. */
  readonly marks: readonly number[];
  /** Who acts at this moment, by ARN, and where; null where no step has said so yet. */
  readonly as: string | null;
  readonly region: string | null;
}

/** Where a lab comes from that goes on from a moment of a replay. */
export interface ContinuedFrom {
  readonly name: string;
  readonly title: string;
  /** The number of the step after which it goes on; 0 is the beginning. */
  readonly step: number;
}

/** What is on of replays. */
export interface ReplayState {
  /** Null where the lab is live. */
  readonly on: ReplayView | null;
  /** Null where the lab is the one that there was at first. */
  readonly continued: ContinuedFrom | null;
}

/** No replay is on. */
export const NO_REPLAY: ReplayState = { on: null, continued: null };
