import type { EpochMs } from '../ports.ts';
import type { DatabaseStep } from '../services/rds/database-machine.ts';
import type { DbSnapshotStep } from '../services/rds/db-snapshot-machine.ts';
import type { Effect } from './applied.ts';
import { applyFact } from './apply-fact.ts';
import type { Fact } from './facts.ts';
import type { Change } from './trace.ts';
import type { World } from './world.ts';

/**
 * Makes a fact true, and keeps account of the work that machines want done: what the fact answers is wanted no more,
 * what its machine asks for is. A world that was left in the middle of such work still wants it when it is rebuilt.
 */
export function makeTrue(world: World, at: EpochMs, fact: Fact): Change | null {
  const { change, effects } = applyFact(world, at, fact);
  if (world.wanted.length > 0) {
    const answered = world.wanted.findIndex((effect) => answers(fact, effect));
    if (answered !== -1) world.wanted.splice(answered, 1);
  }
  world.wanted.push(...effects);
  return change;
}

type Answers = {
  readonly [T in Effect['type']]: (fact: Fact, effect: Extract<Effect, { readonly type: T }>) => boolean;
};

/** The fact by which each kind of work is done, however it went; where none comes of it, the engine says `workEnded`. */
const ANSWERS: Answers = {
  makeKeyMaterial: (fact, { keyArn, rotationType }) =>
    fact.type === 'keyChanged' &&
    fact.keyArn === keyArn &&
    ((fact.event.type === 'KeyMaterialRotated' && fact.event.rotationType === rotationType) ||
      fact.event.type === 'OnDemandRotationCancelled'),
  makeReplica: (fact, { keyArn }) =>
    fact.type === 'keyChanged' && fact.keyArn === keyArn && fact.event.type === 'PrimaryPropertiesCopied',
  synchronizeReplicas: () => false, // there may be none: `workEnded` says that it is done
  tryToConnect: (fact, { keyStoreId }) =>
    fact.type === 'keyStoreChanged' &&
    fact.keyStoreId === keyStoreId &&
    (fact.event.type === 'ConnectionMade' || fact.event.type === 'ConnectionFailed'),
  prepareVolume: (fact, { volumeId }) =>
    fact.type === 'volumeChanged' &&
    fact.volumeId === volumeId &&
    (fact.event.type === 'DataPrepared' || fact.event.type === 'KmsRefused'),
  checkTableKey: (fact, { tableArn }) =>
    fact.type === 'tableChanged' &&
    fact.tableArn === tableArn &&
    (fact.event.type === 'KeyUsable' || fact.event.type === 'KeyUnusable'),
  takeCopyStep: (fact, { snapshotId }) =>
    fact.type === 'snapshotChanged' &&
    fact.snapshotId === snapshotId &&
    fact.event.type !== 'TimePassed' &&
    fact.event.type !== 'DeleteSnapshot',
  changeAttachment: (fact, { volumeId }) =>
    fact.type === 'attachmentChanged' &&
    fact.volumeId === volumeId &&
    fact.event.type !== 'TimePassed' &&
    fact.event.type !== 'DetachVolume',
  changeInstance: (fact, { instanceId }) =>
    fact.type === 'instanceChanged' &&
    fact.instanceId === instanceId &&
    ['Started', 'LaunchFailed', 'Stopped', 'Terminated'].includes(fact.event.type),
  takeDatabaseStep: (fact, { arn, step }) =>
    fact.type === 'databaseChanged' && fact.arn === arn && isAnswer(DATABASE_ANSWERS[step], fact.event.type),
  takeDbSnapshotStep: (fact, { arn, step }) =>
    fact.type === 'dbSnapshotChanged' && fact.arn === arn && isAnswer(DB_SNAPSHOT_ANSWERS[step], fact.event.type),
};

/** Steps of RDS of which no event comes: `workEnded` says that they are done. */
const DATABASE_ANSWERS = {
  openStorage: ['StorageOpened', 'KeyRefused'],
  checkKey: ['KeyFound', 'KeyRefused'],
  forgetKey: [],
  closeStorage: [],
} as const satisfies Record<DatabaseStep, readonly string[]>;

const DB_SNAPSHOT_ANSWERS = {
  makeDataKey: ['DataKeyMade', 'KeyRefused'],
  copyBlocks: ['BlocksCopied', 'KeyRefused'],
} as const satisfies Record<DbSnapshotStep, readonly string[]>;

function isAnswer(answers: readonly string[], event: string): boolean {
  return answers.includes(event);
}

function answers(fact: Fact, effect: Effect): boolean {
  // The table pairs each kind with its rule; TypeScript can't follow the pairing through a union.
  const rule = ANSWERS[effect.type] as (fact: Fact, effect: Effect) => boolean;
  return rule(fact, effect);
}
