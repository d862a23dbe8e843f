import type { Model, Queue } from './model.ts';
import { say } from './step.ts';

/** No lines wait. */
export const NO_QUEUE: Queue = { lines: [], stop: null };

/** The model in which no more of the lines that wait is run, for a reason that is told when the line of now is done. */
export function stopQueue(model: Model, why: string): Model {
  const { lines, stop } = model.queue;
  return lines.length === 0 || stop !== null ? model : { ...model, queue: { lines, stop: why } };
}

/** The model without the lines that waited, and word of how many were not run. */
export function dropQueue(model: Model, why: string): Model {
  const count = model.queue.lines.length;
  if (count === 0) return { ...model, queue: NO_QUEUE };
  const left = count === 1 ? '1 pasted line was not run' : `${count} pasted lines were not run`;
  return say({ ...model, queue: NO_QUEUE }, `stopped: ${why}; ${left}`, 'bad');
}
