import { ROOT_KEY_CHECK } from '../crypto/root-key-check.ts';
import { keyStateOf } from '../keys/key-record.ts';
import type { EpochMs } from '../ports.ts';
import { isDestroyed } from './destroyed-material.ts';
import { reopen } from './rebuild.ts';
import type { Store } from './store.ts';

/** A kept world in numbers. */
export interface WorldSummary {
  readonly startedAt: EpochMs;
  readonly now: EpochMs;
  readonly clock: 'standing' | 'following';
  /** How often it was opened since it was made. */
  readonly openings: number;
  readonly accounts: readonly { readonly accountId: string; readonly name: string }[];
  readonly principals: number;
  /** By their state. */
  readonly keys: Readonly<Record<string, number>>;
  readonly aliases: number;
  readonly grants: number;
  readonly volumes: number;
  readonly snapshots: number;
  readonly buckets: number;
  readonly objects: number;
  readonly queues: number;
  readonly messages: number;
  readonly tables: number;
  readonly items: number;
  readonly files: readonly string[];
  readonly journal: { readonly entries: number; readonly trailRows: number; readonly sinceCheckpoint: number };
  readonly materials: { readonly kept: number; readonly destroyed: number };
}

/** Sums up what a store keeps, without opening anything that is sealed. */
export function summarise(store: Store): WorldSummary {
  const { world, changes } = reopen(store);
  const keys: Record<string, number> = {};
  for (const key of world.keys.values()) keys[keyStateOf(key)] = (keys[keyStateOf(key)] ?? 0) + 1;
  const sealed = [...store.sealed()].filter(({ keyArn }) => keyArn !== ROOT_KEY_CHECK.keyArn);
  const destroyed = sealed.filter((item) => isDestroyed(world, item)).length;
  return {
    startedAt: world.startedAt,
    now: world.now,
    clock: world.aheadOfHostMs === null ? 'standing' : 'following',
    openings: world.openings,
    accounts: [...world.accounts.values()].map(({ accountId, name }) => ({ accountId, name })),
    principals: world.identities.size,
    keys,
    aliases: world.aliases.size,
    grants: [...world.grants.values()].reduce((sum, grants) => sum + grants.length, 0),
    volumes: world.volumes.size,
    snapshots: world.snapshots.size,
    buckets: world.buckets.size,
    objects: sizesOf(world.objects),
    queues: world.queues.size,
    messages: sizesOf(world.messages),
    tables: world.tables.size,
    items: sizesOf(world.items),
    files: [...store.files()].map(({ name }) => name),
    journal: { entries: store.length, trailRows: world.trailLength, sinceCheckpoint: changes },
    materials: { kept: sealed.length - destroyed, destroyed },
  };
}

function sizesOf(maps: ReadonlyMap<string, { readonly size: number }>): number {
  return [...maps.values()].reduce((sum, { size }) => sum + size, 0);
}
