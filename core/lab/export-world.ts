import type { KeyArn } from '../cloud/arn.ts';
import { importAesKey } from '../crypto/aes-gcm.ts';
import { fromBase64, toBase64 } from '../crypto/bytes.ts';
import { checkRootKey, keepRootKeyCheck, ROOT_KEY_CHECK } from '../crypto/root-key-check.ts';
import { SealedMaterials } from '../crypto/sealed-materials.ts';
import type { Bytes, Ports } from '../ports.ts';
import { blocksInUse } from './blocks-in-use.ts';
import { isDestroyed } from './destroyed-material.ts';
import type { JournalEntry } from './journal.ts';
import { LabError } from './lab-error.ts';
import { MemoryStore } from './memory-store.ts';
import { reopen } from './rebuild.ts';
import type { SealedName, Store } from './store.ts';
import { WorldFiles } from './world-files.ts';

/** A line of an export: JSON, one thing a line. The first is `export`, the last `end`, which counts the others. */
type ExportLine =
  | { readonly export: 'kmslab world'; readonly version: number }
  | { readonly entry: JournalEntry }
  | { readonly sealed: SealedName & { readonly bytes: string } }
  | { readonly block: { readonly id: string; readonly bytes: string } }
  | { readonly file: { readonly name: string; readonly bytes: string } }
  | { readonly end: number };

/** What is written, and all that is read: version 1 has fewer kinds of facts. */
const VERSION = 2;

/**
 * A whole world as lines of JSON, with its materials and files sealed anew under `exportKey`, which stands nowhere in
 * it. What AWS would have destroyed is left out. The world's own root key is of no use for an export, nor the other way.
 * @throws {LabError} for another world's root key.
 */
export async function* exportWorld(ports: Ports, rootKey: Bytes, exportKey: Bytes): AsyncIterable<string> {
  const { store, subtle } = ports;
  const [from, to] = [await importAesKey(subtle, rootKey), await importAesKey(subtle, exportKey)];
  await checkRootKey(ports, from);
  const { world } = reopen(store);
  let lines = 0;
  const line = (of: ExportLine): string => {
    lines += 1;
    return `${JSON.stringify(of)}\n`;
  };
  yield line({ export: 'kmslab world', version: VERSION });
  for (const entry of store.journal()) yield line({ entry });

  const sealedAnew = { ...ports, store: new MemoryStore() };
  await keepRootKeyCheck(sealedAnew, to);
  const [materials, materialsAnew] = [new SealedMaterials(ports, from), new SealedMaterials(sealedAnew, to)];
  for (const item of store.sealed()) {
    if (item.keyArn === ROOT_KEY_CHECK.keyArn || isDestroyed(world, item)) continue;
    const raw = await materials.take(item.keyArn as KeyArn, item.keyMaterialId);
    await materialsAnew.put(item.keyArn as KeyArn, item.keyMaterialId, raw);
    raw.fill(0);
  }
  for (const { keyArn, keyMaterialId, sealed } of sealedAnew.store.sealed()) {
    yield line({ sealed: { keyArn, keyMaterialId, bytes: toBase64(sealed) } });
  }
  for (const id of blocksInUse(world)) {
    const bytes = store.getBlock(id);
    if (bytes !== undefined) yield line({ block: { id, bytes: toBase64(bytes) } });
  }
  const [files, filesAnew] = [new WorldFiles(ports, from), new WorldFiles(sealedAnew, to)];
  await files.load();
  for (const [name, bytes] of files.all) await filesAnew.write(name, bytes);
  for (const { name, sealed } of sealedAnew.store.files()) yield line({ file: { name, bytes: toBase64(sealed) } });
  yield line({ end: lines });
}

/**
 * Puts an export into an empty store. What was its key is the root key of the world that it becomes.
 * @throws {LabError} for lines that are no export, that end too early, or of a later version; the store is then not to
 * be used.
 */
export async function importWorld(store: Store, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  let count = 0;
  let isWhole = false;
  for await (const text of lines) {
    if (text === '') continue;
    const line = parseLine(text, count + 1);
    if (count === 0) checkHead(line);
    if (isWhole) throw new LabError('the export goes on behind its end');
    if ('entry' in line) store.append([line.entry]);
    else if ('sealed' in line) store.putSealed(line.sealed, fromBase64(line.sealed.bytes));
    else if ('block' in line) store.putBlock(line.block.id, fromBase64(line.block.bytes));
    else if ('file' in line) store.putFile(line.file.name, fromBase64(line.file.bytes));
    else if ('end' in line) isWhole = line.end === count;
    else if (count > 0) throw new LabError(`line ${count + 1} of the export is of no kind that this kmslab knows`);
    count += 1;
  }
  if (!isWhole) throw new LabError('the export is not whole: its end is missing');
  store.flush();
}

function parseLine(text: string, number: number): ExportLine {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === 'object' && line !== null) return line as ExportLine;
  } catch {
    // told of below
  }
  throw new LabError(`line ${number} of the export is not a JSON object`);
}

function checkHead(line: ExportLine): void {
  if (!('export' in line) || line.export !== 'kmslab world') throw new LabError('this is not a kmslab export');
  if (line.version > VERSION) {
    throw new LabError(`the export is of version ${line.version}; this kmslab reads versions up to ${VERSION}`);
  }
}
