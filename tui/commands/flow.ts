import type { FlowNode, FlowView } from '../../core/index.ts';
import { FLOW } from '../manual/flow.ts';
import { flowCallLines, flowPicture } from '../overlays/flow-lines.ts';
import { type Line, line, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import { askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { principalArnOf } from './principal-arn-of.ts';
import { printAnswer } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { regionOption } from './server-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab flow [ID]`: where the data of volumes, snapshots and databases is and how it came there, or that of one of them.
 * @throws {UsageError} for a bad option, or an id that isn't there
 */
export async function runFlow(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readCommandLine('flow', FLOW, argv);
  const asker = await askerFor(values);
  const view = await asker.ask({ type: 'view' });
  const as = principalArnOf(values.as, view);
  const region = regionOption(String(values.region ?? 'us-east-1'));
  const flow = await asker.ask({ type: 'flow', as, region });
  const [id] = positionals;
  const shown = id === undefined ? flow : about(id, flow);
  printAnswer(values, shown, (width, glyphs) => [
    ...flowPicture(shown, view, width, glyphs),
    ...nextLines(shown, width),
    line(''),
    ...flowCallLines(shown.calls, view, width, glyphs),
  ]);
  return EXIT.ok;
}

/** What came from the same as this, and the calls that name any of it. @throws {UsageError} for an id that isn't there */
function about(id: string, flow: FlowView): FlowView {
  const roots = flow.roots.filter((root) => namesIn(root).includes(id));
  if (roots.length === 0) {
    const known = flow.roots.flatMap(namesIn);
    throw new UsageError(`expected an id of ${known.length === 0 ? 'a volume' : known.join(', ')}, got "${id}"`);
  }
  const names = roots.flatMap(namesIn);
  const laneIds = roots.flatMap(laneIdsIn);
  return {
    lanes: flow.lanes.filter((lane) => laneIds.includes(lane.id)),
    roots,
    calls: flow.calls.filter(({ row }) => names.some((name) => JSON.stringify(row.record).includes(name))),
    next: flow.next,
    breaks: flow.breaks,
    tries: flow.tries,
  };
}

function namesIn({ name, next }: FlowNode): readonly string[] {
  return [...new Set([name, ...next.flatMap(({ node }) => namesIn(node))])];
}

function laneIdsIn({ laneId, next }: FlowNode): readonly string[] {
  return [laneId, ...next.flatMap(({ node }) => laneIdsIn(node))];
}

function nextLines({ next }: Pick<FlowView, 'next'>, width: number): readonly Line[] {
  if (next === null) return [];
  return [
    line(''),
    [span('next', 'accent'), span(` ${next.says}`)],
    ...(next.line === null ? [] : wrapLines(next.line, width, { tone: 'accent', indent: '  ' })),
  ];
}
