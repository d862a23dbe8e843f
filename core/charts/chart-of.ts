import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { KeyEvent } from '../keys/key-event.ts';
import { keyMachine } from '../keys/key-machine.ts';
import { applyKeyEvent, type KeySnapshot, keyCan, newKey } from '../keys/key-snapshot.ts';
import type { RotationKinds } from '../keys/rotation-kinds.ts';
import { snapshotCopyMachine } from '../services/ebs/snapshot-copy-machine.ts';
import type { Chart, ChartRegion, ChartTransition } from './key-chart.ts';

/** An instant after everything that a machine could wait for. */
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

/** One example of each event, to ask the machine what it would take. */
export const KEY_EVENT_EXAMPLES = {
  KeyMaterialCreated: { type: 'KeyMaterialCreated', keyMaterialId: '0'.repeat(64), at: 0 },
  KeyMaterialAwaited: { type: 'KeyMaterialAwaited' },
  EnableKey: { type: 'EnableKey' },
  DisableKey: { type: 'DisableKey' },
  ScheduleKeyDeletion: { type: 'ScheduleKeyDeletion', deletionDate: 0, pendingWindowInDays: 7, hasReplicas: false },
  CancelKeyDeletion: { type: 'CancelKeyDeletion' },
  LastReplicaDeleted: { type: 'LastReplicaDeleted', at: 0 },
  ImportKeyMaterial: {
    type: 'ImportKeyMaterial',
    keyMaterialId: '0'.repeat(64),
    at: 0,
    validTo: null,
    description: null,
  },
  DeleteImportedKeyMaterial: { type: 'DeleteImportedKeyMaterial', keyMaterialId: null },
  KeyStoreDisconnected: { type: 'KeyStoreDisconnected' },
  KeyStoreReconnected: { type: 'KeyStoreReconnected' },
  PrimaryRegionUpdateStarted: { type: 'PrimaryRegionUpdateStarted', becomesReplica: true, completionDate: 0 },
  PrimaryPropertiesCopied: {
    type: 'PrimaryPropertiesCopied',
    shared: {
      materials: [],
      rotationPeriodInDays: null,
      nextRotationDate: null,
      lastAutomaticRotationDate: null,
      onDemandStartDate: null,
      onDemandCount: 0,
      rotatesAutomatically: false,
    },
  },
  EnableKeyRotation: { type: 'EnableKeyRotation', rotationPeriodInDays: 365, at: 0 },
  DisableKeyRotation: { type: 'DisableKeyRotation' },
  RotateKeyOnDemand: { type: 'RotateKeyOnDemand', at: 0, completionDate: 0 },
  KeyMaterialRotated: { type: 'KeyMaterialRotated', keyMaterialId: '0'.repeat(64), rotationType: 'AUTOMATIC', at: 0 },
  OnDemandRotationCancelled: { type: 'OnDemandRotationCancelled' },
  TimePassed: { type: 'TimePassed', now: AFTER_ALL },
} as const satisfies { readonly [T in KeyEvent['type']]: Extract<KeyEvent, { type: T }> };

/** A key's machine as it stands, drawn from the machine itself, without what a key of its kind never comes to. */
export function keyChart(key: KeySnapshot, { rotates, keyManager }: KindOfKey): Chart {
  const next = (type: string) => {
    const example = KEY_EVENT_EXAMPLES[type as KeyEvent['type']];
    return !isRefused(type, key, keyManager) && keyCan(key, example) ? applyKeyEvent(key, example).key.value : null;
  };
  const chart = chartOf(keyMachine, key.value, next, closedGuards(key));
  const regions = chart.regions.filter(
    ({ name }) =>
      (name !== 'automaticRotation' || rotates.automatic) && (name !== 'onDemandRotation' || rotates.onDemand),
  );
  return { ...chart, regions, possibleEvents: eventsPossibleIn(regions) };
}

/** What a chart shows of a key beside its machine. */
interface KindOfKey {
  readonly rotates: RotationKinds;
  readonly keyManager: 'CUSTOMER' | 'AWS';
}

/**
 * What the operation refuses though the machine would take it: AWS alone manages its keys, and a replica follows the
 * rotation of its primary key. Source: KMS Developer Guide, "AWS managed keys", "Rotating multi-Region keys".
 */
function isRefused(
  type: string,
  { context: { isReplica, origin, pendingMaterial } }: KeySnapshot,
  keyManager: KindOfKey['keyManager'],
): boolean {
  if (keyManager === 'AWS' && OWNERS_CALLS.has(type)) return true;
  if (isReplica && ROTATION_CALLS.has(type)) return true;
  return type === 'RotateKeyOnDemand' && origin === 'EXTERNAL' && pendingMaterial === null;
}

const ROTATION_CALLS: ReadonlySet<string> = new Set(['EnableKeyRotation', 'DisableKeyRotation', 'RotateKeyOnDemand']);
const OWNERS_CALLS: ReadonlySet<string> = new Set([
  ...ROTATION_CALLS,
  'EnableKey',
  'DisableKey',
  'ScheduleKeyDeletion',
  'CancelKeyDeletion',
]);

/** Guards that stay closed for a key all its life, for they ask what was decided at its creation. */
function closedGuards({ context: { origin, multiRegion } }: KeySnapshot): ReadonlySet<string> {
  const closed = new Set<string>();
  if (origin !== 'EXTERNAL') for (const guard of OF_IMPORTED_MATERIAL) closed.add(guard);
  if (origin !== 'AWS_CLOUDHSM' && origin !== 'EXTERNAL_KEY_STORE') closed.add('isInKeyStore');
  if (!multiRegion) for (const guard of OF_MULTI_REGION_KEYS) closed.add(guard);
  return closed;
}

const OF_MULTI_REGION_KEYS = [
  'isMultiRegion',
  'hasReplicas',
  'isDone',
  'isDoneAndWasDisabled',
  'isReplica',
  'isReplicaOfImported',
  'primaryRotates',
  'copyLeavesGap',
] as const;

const OF_IMPORTED_MATERIAL = [
  'takesImportedMaterial',
  'awaitsMaterial',
  'completesMaterial',
  'deletionLeavesGap',
  'expiryLeavesGap',
  'copyLeavesGap',
  'materialExpired',
] as const;

/** A machine at its start, for a picture of the whole. */
export function machineChart(machine: 'key' | 'snapshot'): Chart {
  return machine === 'key'
    ? keyChart(newKey({ origin: 'AWS_KMS', multiRegion: false }), {
        rotates: { automatic: true, onDemand: true },
        keyManager: 'CUSTOMER',
      })
    : chartOf(snapshotCopyMachine, 'accepted', () => null, new Set());
}

/** The value that the machine would have after an event; null when it has no transition for it. */
type Next = (event: string) => unknown;

function chartOf(machine: AnyStateMachine, value: unknown, next: Next, closed: ReadonlySet<string>): Chart {
  const { root } = machine;
  const regions =
    root.type === 'parallel'
      ? Object.values(root.states).map((node) =>
          regionOf(node, activeIn(value, node.key), (event) => inRegion(next(event), node.key), closed),
        )
      : [regionOf(root, String(value), (event) => asState(next(event)), closed)];
  return { machine: machine.id, regions, possibleEvents: eventsPossibleIn(regions) };
}

function eventsPossibleIn(regions: readonly ChartRegion[]): readonly string[] {
  return [
    ...new Set(regions.flatMap(({ transitions }) => transitions.filter((t) => t.isPossibleNow).map((t) => t.event))),
  ];
}

function inRegion(value: unknown, region: string): string | null {
  return value === null ? null : activeIn(value, region);
}

function asState(value: unknown): string | null {
  return value === null ? null : String(value);
}

function activeIn(value: unknown, region: string): string {
  return typeof value === 'object' && value !== null
    ? String((value as Readonly<Record<string, unknown>>)[region])
    : '';
}

function regionOf(
  node: AnyStateNode,
  active: string,
  next: (event: string) => string | null,
  closed: ReadonlySet<string>,
): ChartRegion {
  const nodes = Object.values(node.states);
  // A transition of the region itself starts in each of its states.
  const open = nodes
    .flatMap((state) => [
      ...transitionsFrom(state, state.key, state.key === active, next),
      ...(state.type === 'final' ? [] : transitionsFrom(node, state.key, state.key === active, next)),
    ])
    .filter(({ guard }) => guard === null || !closed.has(guard));
  const initial = node.initial.target?.[0]?.key ?? '';
  const possible = reachableFrom(initial, open);
  const transitions = open.filter(({ from }) => possible.has(from));
  const reachable = reachableFrom(active, transitions);
  return {
    name: node.key,
    initial,
    states: nodes
      .filter(({ key }) => possible.has(key))
      .map((state) => ({
        name: state.key,
        isActive: state.key === active,
        isReachable: reachable.has(state.key),
        isFinal: state.type === 'final',
      })),
    transitions,
  };
}

function transitionsFrom(
  node: AnyStateNode,
  from: string,
  isActive: boolean,
  next: (event: string) => string | null,
): readonly ChartTransition[] {
  return [...node.transitions.values()].flat().map((transition) => {
    const to = transition.target?.[0]?.key ?? from;
    return {
      from,
      to,
      event: transition.eventType,
      guard: guardName(transition.guard),
      isPossibleNow: isActive && next(transition.eventType) === to,
    };
  });
}

/** A guard's name; of several together, the names of those that have one. */
function guardName(guard: unknown): string | null {
  if (guard === undefined || guard === null) return null;
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'object' && 'type' in guard) return String(guard.type);
  if (typeof guard === 'function') {
    const { guards, stateValue } = guard as { guards?: readonly unknown[]; stateValue?: object };
    if (guards !== undefined)
      return guards
        .map(guardName)
        .filter((name) => name !== null)
        .join(' and ');
    if (stateValue !== undefined) return `while ${Object.values(stateValue).join(', ')}`;
  }
  return null;
}

function reachableFrom(active: string, transitions: readonly ChartTransition[]): ReadonlySet<string> {
  const reached = new Set([active]);
  for (const state of reached) {
    for (const { from, to } of transitions) if (from === state) reached.add(to);
  }
  return reached;
}
