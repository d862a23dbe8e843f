import type { Model } from './model.ts';
import { isReplaying } from './places.ts';
import { type Step, say, step } from './step.ts';

/** What is said where something would change a world of the past. */
export const PAST = 'this is the past: c continues from here, in a lab of your own';

/** What `change` makes of a live lab. In a past moment of a replay nothing is done: the screen says how to go on from there. */
export function ifLive(model: Model, change: () => Step): Step {
  return isReplaying(model) ? step(say(model, PAST)) : change();
}
