import type { Flow, FlowNode, Passage } from '../../core/index.ts';
import type { KeyNames } from '../lab/key-names.ts';
import { cardBox, edgeBox, FLOW, type FlowCell, layoutFlow } from './flow-layout.ts';

type FlowDrawingProps = {
  readonly flow: Flow;
  readonly names: KeyNames;
  /** The id of the node that is looked at. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

const CAME = {
  snapshot: 'snapshot of it',
  copy: 'copied',
  volume: 'volume made of it',
  share: 'shared with this account',
  restore: 'restored from it',
  replica: 'read replica of it',
  promoted: 'read replica of it, until it was promoted',
} as const satisfies Record<Passage, string>;

/** A lane for each account and Region, and in it what lies there, under which key, and where it came from. */
export function FlowDrawing({ flow, names, chosen, onChoose }: FlowDrawingProps) {
  const cells = layoutFlow(flow);
  const lanes = flow.lanes.length;
  return (
    <div className="flow-scroller">
      <div className="flow" style={{ minWidth: lanes * 240 }}>
        <ol className="flow-lanes" aria-label="Lanes">
          {flow.lanes.map(({ id, accountId, region }) => (
            <li key={id}>
              <strong>{names.account(accountId)}</strong> {region}
            </li>
          ))}
        </ol>
        <ol className="flow-cells" aria-label="Stored data" style={{ height: cells.length * FLOW.row }}>
          {cells.map((cell) => (
            <li key={cell.node.id}>
              <Edge cell={cell} lanes={lanes} />
              <button
                type="button"
                className="flow-card"
                aria-pressed={cell.node.id === chosen}
                data-seen={cell.node.keyArn === undefined}
                data-broken={cell.node.isBroken}
                style={cardBox(cell, lanes)}
                onClick={() => onChoose(cell.node.id)}
              >
                <span className="flow-name">{cell.node.name}</span>
                <span className="flow-state">{cell.node.state}</span>
                <span className="flow-key">{wrapping(cell.node, names)}</span>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

/** Which key has wrapped the data key. */
export function wrapping({ keyArn }: FlowNode, names: KeyNames): string {
  if (keyArn === undefined) return 'no data key here';
  return keyArn === null ? 'in the clear' : `data key wrapped by ${names.key(keyArn)}`;
}

function Edge({ cell, lanes }: { readonly cell: FlowCell; readonly lanes: number }) {
  const box = edgeBox(cell, lanes);
  if (box === null || cell.from === null) return null;
  const { goes, ...place } = box;
  return (
    <span className="flow-edge" data-goes={goes} data-how={cell.from.how} style={place}>
      <span>{CAME[cell.from.how]}</span>
    </span>
  );
}
