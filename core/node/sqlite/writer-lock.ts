import { LabError } from '../../lab/lab-error.ts';
import { SqliteDatabase, SqliteFailure } from './database.ts';

/**
 * Makes this process the one that writes the world in `path`, until it lets go or ends, in whatever way. The lock is an
 * exclusive transaction on an empty database beside the world, which nothing is ever written to.
 * @returns lets go.
 * @throws {LabError} when another process, or this one, has the world open.
 */
export function lockForWriting(path: string): () => void {
  const lock = openLock(`${path}-lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof SqliteFailure) || error.code !== 'SQLITE_BUSY') throw error;
    throw new LabError(`${path} is open in another process: one process at a time writes a world`, { cause: error });
  }
  return () => lock.close();
}

function openLock(path: string): SqliteDatabase {
  try {
    return new SqliteDatabase(path);
  } catch (error) {
    if (!(error instanceof SqliteFailure)) throw error;
    throw new LabError(`cannot write ${path}: is its folder there, and yours to write in?`, { cause: error });
  }
}
