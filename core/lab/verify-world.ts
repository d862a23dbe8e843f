import { type TrailCount, TrailTally } from '../audit/trail-tally.ts';
import type { KeyArn } from '../cloud/arn.ts';
import { importAesKey } from '../crypto/aes-gcm.ts';
import { checkRootKey, ROOT_KEY_CHECK } from '../crypto/root-key-check.ts';
import { SealedMaterials } from '../crypto/sealed-materials.ts';
import type { Bytes, Ports } from '../ports.ts';
import { blocksInUse } from './blocks-in-use.ts';
import { checkpointOf } from './checkpoint.ts';
import { isDestroyed } from './destroyed-material.ts';
import { LabError } from './lab-error.ts';
import { rebuild, reopen } from './rebuild.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';
import { WorldFiles } from './world-files.ts';

/** One thing that must hold in a kept world, and what is wrong where it doesn't. */
export interface Finding {
  readonly what: string;
  readonly count: number;
  readonly wrong: readonly string[];
}

/** Looks through everything that a store keeps. @throws {LabError} for another world's root key. */
export async function verifyWorld(ports: Ports, rootKey: Bytes): Promise<readonly Finding[]> {
  const { store, subtle } = ports;
  const key = await importAesKey(subtle, rootKey);
  await checkRootKey(ports, key);
  const journal = verifyJournal(store);
  if (journal.wrong.length > 0) return [journal];
  const { world } = reopen(store);
  return [
    journal,
    verifyCheckpoint(store, world),
    verifyCounts(store),
    await verifyMaterials(ports, key, world),
    verifyBlocks(store, world),
    await verifyFiles(ports, key),
  ];
}

function verifyJournal(store: Store): Finding {
  const wrong: string[] = [];
  let count = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (const { seq, at } of store.journal()) {
    if (seq !== count) wrong.push(`entry ${count} is missing`);
    if (at < before) wrong.push(`entry ${seq} is older than the one before it`);
    if (wrong.length > 0) break;
    before = at;
    count += 1;
  }
  return { what: 'entries of the journal, without a gap', count, wrong };
}

/** What is charged is what stands in the trail. */
function verifyCounts(store: Store): Finding {
  const tally = new TrailTally();
  for (const { fact } of store.journal()) if (fact.type === 'recorded') tally.add(fact.row);
  const texts = (counts: Iterable<TrailCount>) => new Set([...counts].map((count) => JSON.stringify(count)));
  const [kept, counted] = [texts(store.trailCounts({})), texts(tally.counts)];
  const wrong = [...counted].filter((text) => !kept.has(text)).map((text) => `not so: ${text}`);
  if (kept.size !== counted.size) wrong.push(`${kept.size} counts, where the trail comes to ${counted.size}`);
  return { what: 'counts of alike rows of CloudTrail', count: kept.size, wrong };
}

/** What the checkpoint says, the journal says too. */
function verifyCheckpoint(store: Store, world: World): Finding {
  const what = 'checkpoint that agrees with the journal';
  const checkpoint = store.checkpoint();
  if (checkpoint === null) return { what, count: 0, wrong: [] };
  const texts = (of: World): ReadonlyMap<string, readonly string[]> => {
    const parts = new Map<string, readonly string[]>();
    for (const { part, json } of checkpointOf(of, 0).chunks) parts.set(part, [...(parts.get(part) ?? []), json]);
    return parts;
  };
  const [kept, rebuilt] = [texts(world), texts(rebuild(store.journal()))];
  const names = new Set([...kept.keys(), ...rebuilt.keys()]);
  const wrong = [...names].filter((name) => !isSameJson(kept.get(name), rebuilt.get(name)));
  return { what, count: 1, wrong: wrong.map((name) => `${name} differ from what the journal comes to`) };
}

function isSameJson(texts: readonly string[] = [], others: readonly string[] = []): boolean {
  return (
    texts.length === others.length && texts.every((text, i) => text === others[i] || sorted(text) === sorted(others[i]))
  );
}

/** The same JSON with its objects' members in the order of their names. */
function sorted(json = ''): string {
  return JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

async function verifyMaterials(ports: Ports, rootKey: CryptoKey, world: World): Promise<Finding> {
  const materials = new SealedMaterials(ports, rootKey);
  const wrong: string[] = [];
  const found = new Set<string>();
  for (const item of ports.store.sealed()) {
    const { keyArn, keyMaterialId } = item;
    if (keyArn === ROOT_KEY_CHECK.keyArn || isDestroyed(world, item)) continue;
    found.add(`${keyArn} ${keyMaterialId}`);
    await materials.take(keyArn as KeyArn, keyMaterialId).then(
      (raw) => raw.fill(0),
      () => wrong.push(`material ${keyMaterialId} of ${keyArn} does not open`),
    );
  }
  for (const { arn, origin, machine } of world.keys.values()) {
    if (origin !== 'AWS_KMS' && origin !== 'EXTERNAL') continue; // others' is elsewhere
    for (const { keyMaterialId, imported } of machine.context.materials) {
      if (imported?.isPresent === false) continue;
      if (!found.has(`${arn} ${keyMaterialId}`)) wrong.push(`material ${keyMaterialId} of ${arn} is missing`);
    }
  }
  return { what: 'key materials, which open under the root key', count: found.size, wrong };
}

function verifyBlocks(store: Store, world: World): Finding {
  const inUse = blocksInUse(world);
  const kept = new Set(store.blockIds());
  const wrong = [...inUse].filter((id) => !kept.has(id)).map((id) => `${id} is missing`);
  return { what: 'blocks of volumes, snapshots and objects', count: inUse.size, wrong };
}

async function verifyFiles(ports: Ports, rootKey: CryptoKey): Promise<Finding> {
  const files = new WorldFiles(ports, rootKey);
  const what = 'files of the world’s own';
  try {
    await files.load();
    return { what, count: files.all.size, wrong: [] };
  } catch (error) {
    if (error instanceof LabError) throw error;
    return { what, count: files.all.size, wrong: ['a file does not open'] };
  }
}
