import { createReadStream, createWriteStream, existsSync, rmSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AnswerTo, LabQuery } from '../lab/client.ts';
import { type Compacted, compactWorld } from '../lab/compact-world.ts';
import { exportWorld, importWorld } from '../lab/export-world.ts';
import { History } from '../lab/history.ts';
import { LabError } from '../lab/lab-error.ts';
import { openLab } from '../lab/make-lab.ts';
import { answerQuery } from '../lab/queries.ts';
import { reopen } from '../lab/rebuild.ts';
import { type Finding, verifyWorld } from '../lab/verify-world.ts';
import { summarise, type WorldSummary } from '../lab/world-summary.ts';
import { nodePorts } from './node-ports.ts';
import { readKeyFile, readRootKey, rootKeyFile, writePrivately } from './root-key.ts';
import { SqliteDatabase, SqliteFailure } from './sqlite/database.ts';
import { openStore, refuseFolder } from './sqlite/open-store.ts';
import { SqliteStore } from './sqlite/sqlite-store.ts';
import { EMPTY, formatOf, WORLD_FORMAT } from './sqlite/world-format.ts';
import { noWorld } from './world-file.ts';

/** A world file in numbers. */
export interface WorldFileInfo extends WorldSummary {
  readonly file: string;
  readonly format: number;
  readonly sizeBytes: number;
}

/** Sums up a world file, which may be open elsewhere. @throws {LabError} for a file that is no world of this format. */
export function infoOf(path: string): WorldFileInfo {
  return reading(path, ({ store, format }) => ({
    file: path,
    format,
    sizeBytes: statSync(path).size,
    ...summarise(store),
  }));
}

/**
 * Asks a world file, which may be open elsewhere: nothing is opened for writing, nothing recorded. It is asked as it was
 * left; where its clock follows real time, as it is this moment, unless something falls due before.
 * @throws {LabError} for a file that is no world of this format, or a query that the lab can't answer.
 */
export function askFile<Q extends LabQuery>(path: string, query: Q): AnswerTo<Q> {
  return reading(path, ({ store }) => {
    const { world } = reopen(store);
    const due = world.agenda.first();
    const now = world.aheadOfHostMs === null ? world.now : nodePorts().clock.now() + world.aheadOfHostMs;
    if (now > world.now && (due === null || due.at > now)) world.now = now;
    const clock = world.aheadOfHostMs === null ? 'standing' : 'following';
    return answerQuery(query, { world, files: new Map(), history: new History(), clock, store });
  });
}

/** Looks through a whole world file. @throws {LabError} where it can't be opened at all. */
export async function verifyFile(path: string): Promise<readonly Finding[]> {
  const file = verifyPages(existing(path));
  if (file.wrong.length > 0) return [file];
  return withStore(path, async (store) => [file, ...(await verifyWorld({ ...nodePorts(), store }, readRootKey(path)))]);
}

/** Forgets for good what AWS would have destroyed, and gives the room back to the disk. @throws {LabError} */
export function compactFile(
  path: string,
): Promise<Compacted & { readonly bytesBefore: number; readonly bytes: number }> {
  return withStore(path, async (store) => {
    store.flush();
    const bytesBefore = statSync(path).size;
    const compacted = compactWorld(store);
    store.shrink();
    return { ...compacted, bytesBefore, bytes: statSync(path).size };
  });
}

/**
 * Writes a world as lines of JSON, and beside them the key under which their secrets are sealed.
 * @returns where the key is.
 * @throws {LabError} where either is there already.
 */
export function exportFile(path: string, to: string): Promise<string> {
  return withStore(path, async (store) => {
    const ports = { ...nodePorts(), store };
    const exportKey = ports.random.bytes(32);
    const rootKey = readRootKey(path);
    if (existsSync(to)) throw new LabError(`${to} is there already`);
    const keyFile = rootKeyFile(to);
    writePrivately(keyFile, exportKey);
    await pipeline(Readable.from(exportWorld(ports, rootKey, exportKey)), createWriteStream(to, { flags: 'wx' }));
    return keyFile;
  });
}

/**
 * Makes a world file of an export; the export's key becomes its root key.
 * @throws {LabError} for a file that is no whole export, a key that isn't its own, or a world that is there already.
 */
export async function importFile(from: string, path: string): Promise<void> {
  if (!existsSync(from)) throw new LabError(`there is no export ${from}`);
  if (existsSync(path)) throw new LabError(`${path} is there already`);
  const key = readKeyFile(rootKeyFile(from));
  const { store } = openStore(path);
  try {
    await importWorld(store, createInterface({ input: createReadStream(from), crlfDelay: Number.POSITIVE_INFINITY }));
    const lab = await openLab({ ...nodePorts(), store }, key); // finds out whether the key is its own
    writePrivately(rootKeyFile(path), key);
    store.made();
    await lab.close();
  } catch (error) {
    store.close();
    for (const end of ['', '-wal', '-shm', '-lock']) rmSync(`${path}${end}`, { force: true });
    throw error;
  }
}

/** SQLite's own look at the file. */
function verifyPages(path: string): Finding {
  const database = new SqliteDatabase(path);
  try {
    formatOf(database, path);
    const said = database.rows('PRAGMA integrity_check').map(([text]) => String(text));
    return { what: 'SQLite file', count: 1, wrong: said.filter((text) => text !== 'ok') };
  } catch (error) {
    if (!(error instanceof SqliteFailure)) throw error;
    return { what: 'SQLite file', count: 1, wrong: [error.message] };
  } finally {
    database.close();
  }
}

/** A store to read from only, whoever writes to it meanwhile. */
function reading<T>(path: string, work: (opened: { readonly store: SqliteStore; readonly format: number }) => T): T {
  const database = new SqliteDatabase(existing(path));
  try {
    const format = formatOf(database, path);
    if (format === EMPTY) throw noWorld(path);
    if (format < WORLD_FORMAT)
      throw new LabError(`${path} is of format ${format}: open it once to bring it up to date`);
    return work({ store: new SqliteStore(database, () => undefined), format });
  } finally {
    database.close();
  }
}

async function withStore<T>(path: string, work: (store: SqliteStore) => Promise<T>): Promise<T> {
  const { store, isNew } = openStore(existing(path));
  try {
    if (isNew) throw noWorld(path);
    return await work(store);
  } finally {
    store.close();
  }
}

function existing(path: string): string {
  if (!existsSync(path)) throw noWorld(path);
  refuseFolder(path);
  return path;
}
