import { existsSync, statSync } from 'node:fs';
import { LabError } from '../../lab/lab-error.ts';
import { SqliteDatabase, SqliteFailure } from './database.ts';
import { SqliteStore } from './sqlite-store.ts';
import { EMPTY, type FormatStep, formatOf, raiseFormat, WORLD_FORMAT } from './world-format.ts';
import { lockForWriting } from './writer-lock.ts';

/** An open world file. */
export interface OpenStore {
  readonly store: SqliteStore;
  /** The file holds nothing yet: whoever opened it makes a world in it, and calls `made`. */
  readonly isNew: boolean;
  /** Where the file is kept as it was, when it had to be brought to a newer format. */
  readonly copyOfOlder: string | null;
}

/**
 * Opens a world file for writing, or makes an empty one. A world of an older format is brought to the newest, and the
 * file is kept as it was beside it.
 * @throws {LabError} for a file that is no world, of a later version, or open in another process.
 */
export function openStore(path: string, steps?: readonly FormatStep[]): OpenStore {
  refuseFolder(path);
  const release = lockForWriting(path);
  let database: SqliteDatabase | null = null;
  try {
    database = new SqliteDatabase(path);
    const newest = steps?.length ?? WORLD_FORMAT;
    const format = formatOf(database, path, newest);
    database.rows('PRAGMA journal_mode = WAL');
    // Every commit is on the disk when it returns. Source: SQLite, "PRAGMA synchronous".
    database.exec('PRAGMA synchronous = FULL');
    if (format === EMPTY) {
      database.exec('BEGIN IMMEDIATE');
      raiseFormat(database, format, steps);
      const store = new SqliteStore(database, release, 'making');
      return { store, isNew: true, copyOfOlder: null };
    }
    const copyOfOlder = format < newest ? raise(database, path, format, steps) : null;
    return { store: new SqliteStore(database, release), isNew: false, copyOfOlder };
  } catch (error) {
    database?.close();
    release();
    if (error instanceof SqliteFailure)
      throw new LabError(`${path} can't be opened: ${error.message}`, { cause: error });
    throw error;
  }
}

/** @throws {LabError} for a folder, where a world's file was asked for. */
export function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new LabError(`${path} is a folder; a world is in a file`);
  }
}

/** @returns where the copy is. */
function raise(database: SqliteDatabase, path: string, format: number, steps?: readonly FormatStep[]): string {
  const copy = `${path}.format-${format}`;
  if (existsSync(copy)) throw new LabError(`${path} is of format ${format}, and its copy would overwrite ${copy}`);
  database.run('VACUUM INTO ?', copy);
  database.transaction(() => raiseFormat(database, format, steps));
  return copy;
}
