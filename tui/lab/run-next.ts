import type { Model } from './model.ts';
import { runLine } from './press-command.ts';
import { dropQueue, NO_QUEUE } from './queue.ts';
import { type Step, step } from './step.ts';

/** Runs the first of the lines that wait. Where they are not to be run, or one asks for more, none of them ever is. */
export function runNext(model: Model): Step {
  const { lines, stop } = model.queue;
  if (stop !== null) return step(dropQueue(model, stop));
  const [line, ...rest] = lines;
  if (line === undefined) return step({ ...model, queue: NO_QUEUE });
  const begun = runLine({ ...model, queue: { lines: rest, stop: null } }, line);
  return begun.model.busy === null
    ? step(dropQueue(begun.model, `"${line}" can't be run in one go`), ...begun.effects)
    : begun;
}
