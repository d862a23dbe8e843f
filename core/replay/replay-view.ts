import { principals } from '../lab/views/world-view.ts';
import type { World } from '../lab/world.ts';
import type { ReplayContext } from './replay-machine.ts';
import type { ReplayView } from './replay-shapes.ts';
import { markedSteps, type TimeLine } from './time-line.ts';

/** A replay at the moment that it shows; `world` is the world of then. */
export function replayView(
  { name, title, summary, of, ok, steps }: TimeLine,
  { status, done, count, speed }: ReplayContext & Pick<ReplayView, 'status'>,
  world: World,
): ReplayView {
  const acting = steps.slice(0, Math.max(1, done)).findLast(({ as }) => as !== null);
  const known = principals(world).find(({ arn, label }) => label === acting?.as || arn === acting?.as);
  return {
    name,
    title,
    summary,
    of,
    ok,
    status,
    done,
    count,
    speed,
    step: steps[done - 1] ?? null,
    marks: markedSteps(steps),
    as: known?.arn ?? null,
    region: acting?.region ?? null,
  };
}
