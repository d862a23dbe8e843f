import { useId } from 'react';
import { type ChartDrawing, type ChartEdge, type ChartNode, LABEL_LINE } from './chart-layout.ts';

type RegionDrawingProps = {
  readonly title: string;
  readonly drawing: ChartDrawing;
  /** Names of states that are marked as visited. */
  readonly visited: ReadonlySet<string>;
  readonly onEvent: (event: string) => void;
};

/** One region of a chart as SVG. A reader without eyes hears the live state; the table has the rest. */
export function RegionDrawing({ title, drawing, visited, onEvent }: RegionDrawingProps) {
  const id = useId();
  const live = drawing.nodes.find(({ isActive }) => isActive);
  return (
    <svg
      className="drawing"
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      style={{ maxWidth: `${drawing.width}px` }}
      role="img"
      aria-label={`${title}: ${live?.label ?? 'nothing'} is the live state`}
      data-live={live?.name}
    >
      <defs>
        {(['plain', 'possible'] as const).map((kind) => (
          <marker
            key={kind}
            id={`${id}${kind}`}
            className={`arrowhead arrowhead-${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0.8L7.200 4L0 7.200z" />
          </marker>
        ))}
      </defs>
      {drawing.edges.map((edge) => (
        <path
          key={`${edge.from} ${edge.to}`}
          className={`edge ${edge.isPossibleNow ? 'edge-possible' : ''} ${edge.isReachable ? '' : 'dim'}`}
          d={edge.path}
          markerEnd={`url(#${id}${edge.isPossibleNow ? 'possible' : 'plain'})`}
        />
      ))}
      {drawing.nodes.map((node) => (
        <Node key={node.name} node={node} isVisited={visited.has(node.name)} />
      ))}
      {drawing.edges
        .filter(({ isReachable, isPossibleNow }) => isReachable || isPossibleNow)
        .map((edge) => (
          <EdgeLabel key={`${edge.from} ${edge.to}`} edge={edge} onEvent={onEvent} />
        ))}
    </svg>
  );
}

type NodeProps = { readonly node: ChartNode; readonly isVisited: boolean };

function Node({ node, isVisited }: NodeProps) {
  const kind = node.isActive ? 'node-live' : node.isReachable ? '' : 'dim';
  return (
    <g className={`node ${kind}`} data-state={node.name} data-live={node.isActive || undefined}>
      <rect x={node.x} y={node.y} width={node.width} height={node.height} rx={node.isFinal ? 2 : 10} />
      {isVisited && !node.isActive && (
        <path
          className="node-visited"
          d={`M${node.x + node.width - 17} ${node.y + 9}l3.5 3.5l6 -7`}
          data-visited={node.name}
        />
      )}
      {node.isActive && <circle cx={node.x + 15} cy={node.y + node.height / 2} r="4" />}
      <text x={node.x + node.width / 2 + (node.isActive ? 6 : 0)} y={node.y + node.height / 2}>
        {node.label}
      </text>
    </g>
  );
}

type EdgeLabelProps = { readonly edge: ChartEdge; readonly onEvent: (event: string) => void };

/** The arrow's events, a line each; the pointer may use those that are possible. The keyboard has the buttons above. */
function EdgeLabel({ edge, onEvent }: EdgeLabelProps) {
  return (
    <g>
      {edge.events.map((event, line) => {
        const isPossible = edge.possibleEvents.includes(event);
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the buttons above are for everyone
          <text
            key={event}
            className={`edge-label ${isPossible ? 'edge-label-possible' : ''}`}
            x={edge.labelX}
            y={edge.labelTop + line * LABEL_LINE}
            onClick={isPossible ? () => onEvent(event) : undefined}
          >
            {event}
          </text>
        );
      })}
    </g>
  );
}
