import { LabError } from '../../lab/lab-error.ts';
import { type SqliteDatabase, SqliteFailure } from './database.ts';
import { makeTrailCounts } from './trail-count-sql.ts';

/** `kmsl`: what marks a SQLite file as a world of ours. Source: SQLite, "PRAGMA application_id". */
const APPLICATION_ID = 0x6b6d736c;

/** How one format of the file becomes the next; the first step makes an empty file a world of format 1. */
export type FormatStep = (database: SqliteDatabase) => void;

const FORMATS: readonly FormatStep[] = [
  (database) =>
    database.exec(`
      -- Facts, but for rows of CloudTrail: those have a table of their own, in the same count.
      CREATE TABLE journal (seq INTEGER PRIMARY KEY, at NUMERIC NOT NULL, fact TEXT NOT NULL);
      CREATE TABLE trail (
        seq INTEGER PRIMARY KEY, at NUMERIC NOT NULL,
        account_id TEXT NOT NULL, region TEXT NOT NULL, event_name TEXT NOT NULL,
        request_id TEXT NOT NULL, event_id TEXT NOT NULL, used_keys TEXT, entry TEXT NOT NULL
      );
      CREATE INDEX trail_by_account ON trail (account_id, at);
      CREATE INDEX trail_by_event ON trail (event_name, at);
      CREATE TABLE trail_resource (arn TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (arn, seq)) WITHOUT ROWID;
      CREATE TABLE checkpoint (n INTEGER PRIMARY KEY, part TEXT NOT NULL, json TEXT NOT NULL);
      -- One row: how many entries of the journal the checkpoint amounts to.
      CREATE TABLE checkpoint_length (length INTEGER NOT NULL);
      -- is_destroyed is read no more, and 0: the world tells which materials are destroyed.
      CREATE TABLE sealed (
        key_arn TEXT NOT NULL, key_material_id TEXT NOT NULL, sealed BLOB NOT NULL, is_destroyed INTEGER NOT NULL,
        PRIMARY KEY (key_arn, key_material_id)
      );
      CREATE TABLE block (id TEXT PRIMARY KEY, bytes BLOB NOT NULL);
      CREATE TABLE file (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sealed BLOB NOT NULL);
    `),
  // Format 2 knows managed policies, groups and organizations: a checkpoint from before has users and roles in a form
  // that is no more, and the journal, which any version reads, makes it anew. It counts the trail's rows; and those say
  // beside their record what that leaves out of the request, and are looked up by their request.
  (database) => {
    database.exec('DELETE FROM checkpoint; DELETE FROM checkpoint_length');
    makeTrailCounts(database);
    database.exec('CREATE INDEX trail_by_request ON trail (request_id)');
  },
  // Format 3 knows attachments of volumes, and RDS, SSM, SQS, DynamoDB and Lambda.
  (database) => database.exec('DELETE FROM checkpoint; DELETE FROM checkpoint_length'),
  // Format 4 knows Secrets Manager. What was there is as it was: a checkpoint from before has all of it, but no secrets.
  () => undefined,
];

/** The format that this version writes. */
export const WORLD_FORMAT = FORMATS.length;

/** Nothing is in the file yet: it was made a moment ago, or by a process that died while making it. */
export const EMPTY = 0;

/**
 * The format of an open file; `EMPTY` for one without anything in it.
 * @throws {LabError} for a file that is no world, or one of a later version.
 */
export function formatOf(database: SqliteDatabase, path: string, newest = WORLD_FORMAT): number {
  let isEmpty: boolean;
  let applicationId: unknown;
  let format: unknown;
  try {
    [format] = database.row('PRAGMA user_version') ?? [];
    [applicationId] = database.row('PRAGMA application_id') ?? [];
    isEmpty = database.row('SELECT 1 FROM sqlite_master LIMIT 1') === undefined;
  } catch (error) {
    if (!(error instanceof SqliteFailure)) throw error;
    throw new LabError(`${path} is not a kmslab world: ${error.message}`, { cause: error });
  }
  if (isEmpty && applicationId === 0) return EMPTY;
  if (applicationId !== APPLICATION_ID || typeof format !== 'number' || format < 1) {
    throw new LabError(`${path} is not a kmslab world: it is another program's SQLite database`);
  }
  if (format > newest) {
    throw new LabError(
      `${path} is a world of format ${format}; this kmslab reads formats up to ${newest}: a newer kmslab wrote it`,
    );
  }
  return format;
}

/** Brings a file from its format to the newest; within a transaction. */
export function raiseFormat(database: SqliteDatabase, from: number, steps: readonly FormatStep[] = FORMATS): void {
  for (const step of steps.slice(from)) step(database);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}`);
}
