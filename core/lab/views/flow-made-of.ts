import type { FlowNode, Passage } from '../flow-shapes.ts';

/** Something that was made of a snapshot, and by whom. */
export interface Made {
  readonly how: Passage;
  readonly accountId: string;
  readonly node: FlowNode;
}

/** A snapshot as it can be seen by others. */
interface Shared {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly sharedWith: readonly string[];
}

/** What came of a snapshot: in its own account, and behind it as each other account sees it, or did. */
export function madeOf({ name, accountId, region, sharedWith }: Shared, made: readonly Made[]): FlowNode['next'] {
  const by = (id: string): FlowNode['next'] =>
    made.filter((one) => one.accountId === id).map(({ how, node }) => ({ how, node }));
  const others = new Set([...sharedWith.filter((id) => id !== 'all'), ...made.map((one) => one.accountId)]);
  others.delete(accountId);
  return [
    ...by(accountId),
    ...[...others].map((id) => ({
      how: 'share' as const,
      node: seen(name, `${id} ${region}`, sharedWith.includes(id), by(id)),
    })),
  ];
}

function seen(name: string, laneId: string, isShared: boolean, next: FlowNode['next']): FlowNode {
  return {
    id: `${name} ${laneId}`,
    name,
    laneId,
    keyArn: undefined,
    state: isShared ? 'visible' : 'not shared any more',
    isBroken: false,
    failure: null,
    next,
  };
}
