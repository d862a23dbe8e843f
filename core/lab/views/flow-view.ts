import type { Flow, FlowNode, FlowView, Lane } from '../flow-shapes.ts';
import { trailItems } from '../trail-items.ts';
import type { TrailRow } from '../trail-row.ts';
import type { LabView } from '../world-shapes.ts';
import { breaksInFlow } from './flow-breaks.ts';
import { storageCalls } from './flow-calls.ts';
import { ebsRoots } from './flow-ebs.ts';
import { nextInFlow } from './flow-next.ts';
import { rdsRoots } from './flow-rds.ts';
import { triesInFlow } from './flow-tries.ts';

/** Where data is, how it came there, and what `here` could do next, or break. */
export function flowView(
  view: LabView,
  trail: readonly TrailRow[],
  here: { readonly as: string; readonly region: string },
): FlowView {
  return {
    ...flowOf(view),
    calls: storageCalls(trailItems(trail)),
    next: nextInFlow(view, here),
    breaks: breaksInFlow(view, here),
    tries: triesInFlow(view, here),
  };
}

/** Where the data of volumes and databases is, and how it came there, worked out from what the lab's view has. */
export function flowOf(view: LabView): Flow {
  const roots = [...ebsRoots(view), ...rdsRoots(view)];
  const lanes: Lane[] = [];
  const visit = (node: FlowNode): void => {
    const [accountId = '', region = ''] = node.laneId.split(' ');
    if (!lanes.some(({ id }) => id === node.laneId)) lanes.push({ id: node.laneId, accountId, region });
    for (const { node: after } of node.next) visit(after);
  };
  roots.forEach(visit);
  return { lanes, roots };
}
