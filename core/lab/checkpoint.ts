import { bindPrincipals, type CompiledPolicy, parsePolicy } from '../access/policy.ts';
import type { PolicyKind } from '../access/policy-document.ts';
import type { AccountId } from '../cloud/arn.ts';
import type { Organizations } from '../cloud/organizations.ts';
import { type VpcEndpointAtRest, vpcEndpointAtRest, vpcEndpointOf } from '../cloud/vpc-endpoint.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { EpochMs } from '../ports.ts';
import type { StoredItem } from '../services/dynamodb/table.ts';
import type { Bucket } from '../services/s3/bucket.ts';
import type { StoredObject } from '../services/s3/stored-object.ts';
import type { Secret } from '../services/secrets-manager/secret.ts';
import type { Message } from '../services/sqs/message.ts';
import type { Queue } from '../services/sqs/queue.ts';
import type { Effect } from './applied.ts';
import type { Directory } from './directory.ts';
import {
  type GroupAtRest,
  groupAtRest,
  groupOf,
  type IdentityAtRest,
  identityAtRest,
  identityOf,
  type ManagedPolicyAtRest,
  managedPolicyAtRest,
  managedPolicyOf,
} from './iam-at-rest.ts';
import { World } from './world.ts';

/** A world at one moment, in pieces of JSON: what a store keeps so that opening need not go through the whole journal. */
export interface Checkpoint {
  /** How many entries of the journal it amounts to. */
  readonly length: number;
  readonly chunks: Iterable<CheckpointChunk>;
}

/** Some items of one part of a world, as the text of a JSON array. Pieces, for the whole may be a hundred megabytes. */
export interface CheckpointChunk {
  readonly part: string;
  readonly json: string;
}

/** How one part of a world becomes plain JSON, item by item, and again what it was. */
interface Part {
  save(world: World): Iterable<unknown>;
  restore(world: World, item: unknown): void;
}

/** Everything in a world but its methods. */
type WorldPart = { [K in keyof World]: World[K] extends (...args: never[]) => unknown ? never : K }[keyof World];

/** Made from other parts when it is needed. */
const DERIVED = 'derived';

/** Every part of a world. A part that is added to `World` does not compile until it stands here. */
const PARTS = {
  now: single('now'),
  startedAt: single('startedAt'),
  grantDelayMs: single('grantDelayMs'),
  seed: single('seed'),
  openings: single('openings'),
  aheadOfHostMs: single('aheadOfHostMs'),
  trailLength: single('trailLength'),
  quotas: single('quotas'),
  accounts: map('accounts'),
  directory: {
    save: ({ directory }) => savedDirectory(directory),
    restore: (world, item) => restoreInDirectory(world.directory, item as SavedEntity, world.startedAt),
  },
  identities: DERIVED,
  organizations: {
    save: ({ organizations }) => savedOrganizations(organizations),
    restore({ organizations }, item) {
      const [part, key, value] = item as [OrganizationsPart, string, unknown];
      (organizations[part] as Map<string, unknown>).set(key, value);
    },
  },
  principals: DERIVED,
  surroundings: DERIVED,
  keys: {
    save: ({ keys }) => eachOf(keys.values(), savedKey),
    restore: (world, item) => world.addKey(restoredKey(item as SavedKey)),
  },
  aliases: map('aliases'),
  aliasesOfKey: map('aliasesOfKey'),
  grants: map('grants'),
  keyStores: map('keyStores'),
  cloudHsmClusters: map('cloudHsmClusters'),
  xksProxies: map('xksProxies'),
  volumes: map('volumes'),
  snapshots: map('snapshots'),
  attachments: map('attachments'),
  ebsDefaults: map('ebsDefaults'),
  ec2Tags: map('ec2Tags'),
  instances: map('instances'),
  databases: map('databases'),
  dbSnapshots: map('dbSnapshots'),
  functions: map('functions'),
  vpcEndpoints: {
    save: ({ vpcEndpoints }) => eachOf(vpcEndpoints.values(), vpcEndpointAtRest),
    restore({ vpcEndpoints }, item) {
      const endpoint = vpcEndpointOf(item as VpcEndpointAtRest);
      vpcEndpoints.set(endpoint.id, endpoint);
    },
  },
  buckets: {
    save: ({ buckets }) => eachOf(buckets.values(), savedBucket),
    restore({ buckets }, item) {
      const bucket = restoredBucket(item as SavedBucket);
      buckets.set(bucket.name, bucket);
    },
  },
  objects: {
    save: savedObjects,
    restore({ objects }, item) {
      const [bucket, object] = item as SavedObject;
      objects.set(bucket, (objects.get(bucket) ?? new Map()).set(object.key, object));
    },
  },
  uploads: map('uploads'),
  queues: {
    save: ({ queues }) => eachOf(queues.values(), (queue) => ({ ...queue, policy: savedPolicy(queue) })),
    restore({ queues }, item) {
      const saved = item as Omit<Queue, 'policy'> & { readonly policy: SavedPolicy };
      queues.set(saved.arn, { ...saved, policy: restoredPolicy(saved.policy, 'queue', saved.accountId) });
    },
  },
  messages: {
    save: ({ messages }) => eachOf(everyMessage(messages), (message) => message),
    restore({ messages }, item) {
      const message = item as Message;
      const { queueArn, messageId } = message;
      messages.set(queueArn, (messages.get(queueArn) ?? new Map()).set(messageId, message));
    },
  },
  deletedQueues: map('deletedQueues'),
  tables: map('tables'),
  items: {
    save: savedItems,
    restore({ items }, item) {
      const [tableArn, stored] = item as SavedItem;
      items.set(tableArn, (items.get(tableArn) ?? new Map()).set(stored.itemId, stored));
    },
  },
  parameters: map('parameters'),
  secrets: {
    save: ({ secrets }) => eachOf(secrets.values(), (secret) => ({ ...secret, policy: savedPolicy(secret) })),
    restore({ secrets }, item) {
      const saved = item as Omit<Secret, 'policy'> & { readonly policy: SavedPolicy };
      secrets.set(saved.arn, { ...saved, policy: restoredPolicy(saved.policy, 'secret', saved.accountId) });
    },
  },
  s3DataEvents: single('s3DataEvents'),
  agenda: {
    save: ({ agenda }) => agenda.inOrderOfSetting(),
    restore({ agenda }, item) {
      const { item: of, at } = item as { item: string; at: number };
      agenda.set(of, at);
    },
  },
  wanted: {
    save: ({ wanted }) => wanted,
    restore: ({ wanted }, item) => wanted.push(item as Effect),
  },
} as const satisfies Record<WorldPart, Part | typeof DERIVED>;

const ITEMS_IN_A_CHUNK = 500;

/** Takes a checkpoint of a world that `length` entries of the journal have made. */
export function checkpointOf(world: World, length: number): Checkpoint {
  return { length, chunks: chunks(world) };
}

function* chunks(world: World): Iterable<CheckpointChunk> {
  for (const [part, how] of Object.entries(PARTS)) {
    if (how === DERIVED) continue;
    let items: unknown[] = [];
    for (const item of how.save(world)) {
      items.push(item);
      if (items.length < ITEMS_IN_A_CHUNK) continue;
      yield { part, json: JSON.stringify(items) };
      items = [];
    }
    if (items.length > 0) yield { part, json: JSON.stringify(items) };
  }
}

/** The world of a checkpoint. @throws {Error} for a part that this version does not know. */
export function worldOf({ chunks }: Checkpoint): World {
  const world = new World();
  for (const { part, json } of chunks) {
    const how: Part | typeof DERIVED | undefined = Object.hasOwn(PARTS, part)
      ? PARTS[part as keyof typeof PARTS]
      : undefined;
    if (how === undefined || how === DERIVED) throw new Error(`a checkpoint has a part '${part}'`);
    for (const item of JSON.parse(json) as readonly unknown[]) how.restore(world, item);
  }
  return world;
}

type SinglePart =
  | 'now'
  | 'startedAt'
  | 'grantDelayMs'
  | 'seed'
  | 'openings'
  | 'aheadOfHostMs'
  | 'trailLength'
  | 'quotas'
  | 's3DataEvents';

function single<K extends SinglePart>(name: K): Part {
  return {
    save: (world) => [world[name]],
    restore(world, item) {
      world[name] = item as World[K];
    },
  };
}

/** A map whose values are plain JSON by themselves. */
function map(
  name:
    | 'accounts'
    | 'aliases'
    | 'aliasesOfKey'
    | 'grants'
    | 'keyStores'
    | 'cloudHsmClusters'
    | 'xksProxies'
    | 'volumes'
    | 'snapshots'
    | 'attachments'
    | 'ebsDefaults'
    | 'ec2Tags'
    | 'instances'
    | 'uploads'
    | 'deletedQueues'
    | 'tables'
    | 'parameters'
    | 'databases'
    | 'dbSnapshots'
    | 'functions',
): Part {
  return {
    save: (world) => world[name] as ReadonlyMap<unknown, unknown>,
    restore(world, item) {
      const [key, value] = item as [unknown, unknown];
      (world[name] as Map<unknown, unknown>).set(key, value);
    },
  };
}

/** The maps of `Organizations`, whose values are plain JSON by themselves. */
const ORGANIZATIONS_PARTS = [
  'all',
  'units',
  'accounts',
  'policies',
  'attachments',
  'tags',
  'handshakes',
  'accountCreations',
] as const satisfies readonly (keyof Organizations)[];
type OrganizationsPart = (typeof ORGANIZATIONS_PARTS)[number];

function* savedOrganizations(organizations: Organizations): Iterable<readonly [OrganizationsPart, string, unknown]> {
  for (const part of ORGANIZATIONS_PARTS) {
    for (const [key, value] of organizations[part]) yield [part, key, value];
  }
}

type SavedEntity = IdentityAtRest | GroupAtRest | (ManagedPolicyAtRest & { readonly type: 'policy' });

function* savedDirectory({ identities, groups, policies }: Directory): Iterable<SavedEntity> {
  for (const identity of identities.values()) yield identityAtRest(identity);
  for (const group of groups.values()) yield groupAtRest(group);
  for (const policy of policies.values()) yield { ...managedPolicyAtRest(policy), type: 'policy' };
}

/** All that was saved has its date and its ids with it. */
function restoreInDirectory(directory: Directory, saved: SavedEntity, at: EpochMs): void {
  if (saved.type === 'policy') {
    const { type: _, ...policy } = saved;
    directory.putPolicy(managedPolicyOf(policy, undefined));
  } else if (saved.type === 'group') {
    directory.putGroup(groupOf(saved, { at, before: undefined }));
  } else {
    directory.putIdentity(identityOf(saved, { at, idOf: () => undefined, before: undefined }));
  }
}

type SavedKey = Omit<KeyRecord, 'policy'> & {
  readonly policy: Pick<CompiledPolicy, 'text' | 'principalIds'>;
  readonly accountId: AccountId;
};

function savedKey(key: KeyRecord): SavedKey {
  const { text, principalIds } = key.policy;
  return { ...key, policy: { text, principalIds } };
}

function restoredKey(saved: SavedKey): KeyRecord {
  const { accountId } = saved;
  const { text, principalIds } = saved.policy;
  // Written where it was read, not into a copy: a hundred thousand copies take time.
  const key = saved as unknown as KeyRecord;
  key.policy = bindPrincipals(parsePolicy(text, { kind: 'key', accountId }), (arn) => principalIds[arn]);
  return key;
}

/** The policy of a resource that need have none. */
type SavedPolicy = Pick<CompiledPolicy, 'text' | 'principalIds'> | null;

function savedPolicy({ policy }: { readonly policy: CompiledPolicy | null }): SavedPolicy {
  return policy === null ? null : { text: policy.text, principalIds: policy.principalIds };
}

function restoredPolicy(saved: SavedPolicy, kind: PolicyKind, accountId: AccountId): CompiledPolicy | null {
  if (saved === null) return null;
  return bindPrincipals(parsePolicy(saved.text, { kind, accountId }), (arn) => saved.principalIds[arn]);
}

type SavedBucket = Omit<Bucket, 'policy'> & { readonly policy: SavedPolicy };

function savedBucket(bucket: Bucket): SavedBucket {
  return { ...bucket, policy: savedPolicy(bucket) };
}

function restoredBucket(saved: SavedBucket): Bucket {
  return { ...saved, policy: restoredPolicy(saved.policy, 'bucket', saved.accountId) };
}

/** An item of DynamoDB's, and its table's ARN. */
type SavedItem = readonly [tableArn: string, item: StoredItem];

function* savedItems({ items }: World): Iterable<SavedItem> {
  for (const [tableArn, inIt] of items) for (const item of inIt.values()) yield [tableArn, item];
}

function* everyMessage(messages: World['messages']): Iterable<Message> {
  for (const inIt of messages.values()) yield* inIt.values();
}

/** An object, and its bucket's name. */
type SavedObject = readonly [bucket: string, object: StoredObject];

function* savedObjects({ objects }: World): Iterable<SavedObject> {
  for (const [bucket, inIt] of objects) for (const object of inIt.values()) yield [bucket, object];
}

function* eachOf<T>(values: Iterable<T>, save: (value: T) => unknown): Iterable<unknown> {
  for (const value of values) yield save(value);
}
