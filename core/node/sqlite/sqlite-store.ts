import { type TrailCount, type TrailCountQuery, TrailTally } from '../../audit/trail-tally.ts';
import type { Checkpoint } from '../../lab/checkpoint.ts';
import type { Fact } from '../../lab/facts.ts';
import type { JournalEntry } from '../../lab/journal.ts';
import type { KeyUse, SealedItem, SealedName, Store, TrailEntry, TrailQuery } from '../../lab/store.ts';
import type { TrailRow } from '../../lab/trail-row.ts';
import type { Bytes, EpochMs } from '../../ports.ts';
import type { SqliteDatabase, SqlRow, SqlValue } from './database.ts';
import { addCounts, countTrail, readCounts } from './trail-count-sql.ts';
import { trailSql } from './trail-sql.ts';

/** What only tells waits so long at most, of the 100 ms that it may. */
const GROUP_MS = 50;
/** Rows that are read at a time. No statement stays open between: it would hold up SQLite's own housekeeping. */
const PAGE_ROWS = 1_000;

type RecordedFact = Extract<Fact, { type: 'recorded' }>;

/**
 * A store in a SQLite file. A transaction at a time holds everything that was put since the last: it is written when
 * an entry changes something, when somebody flushes, or 50 ms after the first entry that only tells.
 * SQLite in WAL mode with synchronous=FULL has synced the log to the disk when COMMIT returns.
 * Source: SQLite, "PRAGMA synchronous", "Write-Ahead Logging".
 */
export class SqliteStore implements Store {
  readonly #database: SqliteDatabase;
  readonly #release: () => void;
  #length = 0;
  #lastAt: EpochMs | null = null;
  /** What the next transaction writes, in order. */
  #waiting: (() => void)[] = [];
  readonly #waitingSealed = new Map<string, Bytes | undefined>();
  readonly #waitingBlocks = new Map<string, Bytes | undefined>();
  #timer: NodeJS.Timeout | null = null;
  /** A world that is being made is there whole, or not at all: one transaction, open until `made`. */
  #isMaking: boolean;
  #failure: Error | null = null;
  /** Rows of CloudTrail that this transaction has written, counted. */
  readonly #tally = new TrailTally();

  /** `release` is called when the store is closed. A database that is being `made` is in a transaction. */
  constructor(database: SqliteDatabase, release: () => void, state: 'made' | 'making' = 'made') {
    this.#database = database;
    this.#release = release;
    this.#isMaking = state === 'making';
    this.#readEnd();
  }

  append(entries: readonly JournalEntry[]): void {
    if (this.#failure !== null) throw this.#failure;
    let changes = false;
    for (const entry of entries) {
      const { fact } = entry;
      if (fact.type === 'recorded') this.#waiting.push(() => this.#writeRow(entry, fact));
      else this.#waiting.push(() => this.#writeFact(entry));
      changes ||= fact.type !== 'recorded' && fact.type !== 'clockMoved';
      this.#length = entry.seq + 1;
      this.#lastAt = entry.at;
    }
    if (changes) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushLater(), GROUP_MS);
  }

  cut(seq: number): void {
    this.flush();
    this.#waiting.push(() => {
      this.#database.run('DELETE FROM journal WHERE seq >= ?', seq);
      this.#database.run('DELETE FROM trail_resource WHERE seq >= ?', seq);
      this.#database.run('DELETE FROM trail WHERE seq >= ?', seq);
      countTrail(this.#database);
      const [length] = this.#database.row('SELECT length FROM checkpoint_length') ?? [];
      if (Number(length ?? 0) > seq) this.#database.exec('DELETE FROM checkpoint; DELETE FROM checkpoint_length');
    });
    this.flush();
    this.#readEnd();
  }
  flush(): void {
    if (this.#failure !== null) throw this.#failure;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      this.#inTransaction(() => {
        for (const write of waiting) write();
        addCounts(this.#database, this.#tally.counts);
        this.#tally.clear();
      });
    } catch (error) {
      // What the lab holds in memory is ahead of the file now: nothing may be built on it.
      this.#failure = new Error('the world file could not be written, and nothing more is kept', { cause: error });
      throw this.#failure;
    }
    this.#waitingSealed.clear();
    this.#waitingBlocks.clear();
  }

  /** Makes a new world durable. */
  made(): void {
    if (!this.#isMaking) return;
    this.flush();
    this.#database.exec('COMMIT');
    this.#isMaking = false;
  }

  get length(): number {
    return this.#length;
  }
  get lastAt(): EpochMs | null {
    return this.#lastAt;
  }

  *journal(seq = 0): Iterable<JournalEntry> {
    this.flush();
    const sql = `SELECT seq, at, fact FROM journal WHERE seq >= ?1 AND seq < ?2
      UNION ALL SELECT seq, at, entry FROM trail WHERE seq >= ?1 AND seq < ?2 ORDER BY seq`;
    for (let from = seq; from < this.#length; from += PAGE_ROWS) {
      for (const row of this.#database.rows(sql, from, from + PAGE_ROWS)) yield entryOf(row);
    }
  }
  *changes(seq: number): Iterable<JournalEntry> {
    this.flush();
    const sql = 'SELECT seq, at, fact FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?';
    for (const row of this.#pages(sql, seq)) yield entryOf(row);
  }
  *uses(from: number): Iterable<KeyUse> {
    this.flush();
    const sql =
      'SELECT seq, at, used_keys, event_name, request_id, event_id FROM trail WHERE seq >= ? AND used_keys IS NOT NULL ORDER BY seq LIMIT ?';
    for (const [seq, at, keys, operation, requestId, eventId] of this.#pages(sql, from)) {
      yield {
        seq: Number(seq),
        at: Number(at),
        keyArns: JSON.parse(String(keys)) as readonly string[],
        operation: String(operation),
        requestId: String(requestId),
        eventId: String(eventId),
      };
    }
  }
  trail(query: TrailQuery): readonly TrailRow[] {
    return this.trailEntries(query).map(({ fact }) => fact.row);
  }
  trailEntries(query: TrailQuery): readonly TrailEntry[] {
    this.flush();
    const { sql, values } = trailSql(query);
    return this.#database
      .rows(sql, ...values)
      .map((row) => entryOf(row) as TrailEntry) // the table holds no other facts
      .reverse();
  }

  trailCounts(query: TrailCountQuery): readonly TrailCount[] {
    this.flush();
    return readCounts(this.#database, query);
  }

  putCheckpoint({ length, chunks }: Checkpoint): void {
    this.#waiting.push(() => {
      this.#database.exec('DELETE FROM checkpoint; DELETE FROM checkpoint_length');
      for (const { part, json } of chunks) {
        this.#database.run('INSERT INTO checkpoint (part, json) VALUES (?, ?)', part, json);
      }
      this.#database.run('INSERT INTO checkpoint_length VALUES (?)', length);
    });
    this.flush();
  }
  checkpoint(): Checkpoint | null {
    this.flush();
    const [length] = this.#database.row('SELECT length FROM checkpoint_length') ?? [];
    return typeof length === 'number' ? { length, chunks: this.#chunks() } : null;
  }
  *#chunks(): Iterable<{ readonly part: string; readonly json: string }> {
    for (let n = 1; ; n++) {
      const row = this.#database.row('SELECT part, json FROM checkpoint WHERE n = ?', n);
      if (row === undefined) return;
      yield { part: String(row[0]), json: String(row[1]) };
    }
  }

  putSealed({ keyArn, keyMaterialId }: SealedName, sealed: Bytes): void {
    const kept = sealed.slice();
    this.#waitingSealed.set(nameText(keyArn, keyMaterialId), kept);
    this.#put('INSERT OR REPLACE INTO sealed VALUES (?, ?, ?, 0)', keyArn, keyMaterialId, kept);
  }
  getSealed({ keyArn, keyMaterialId }: SealedName): Bytes | undefined {
    const name = nameText(keyArn, keyMaterialId);
    if (this.#waitingSealed.has(name)) return this.#waitingSealed.get(name);
    const sql = 'SELECT sealed FROM sealed WHERE key_arn = ? AND key_material_id = ?';
    return bytesOrNone(this.#database.row(sql, keyArn, keyMaterialId)?.[0]);
  }
  *sealed(): Iterable<SealedItem> {
    this.flush();
    const sql = `SELECT key_arn, key_material_id, sealed FROM sealed
      WHERE (key_arn, key_material_id) > (?, ?) ORDER BY key_arn, key_material_id LIMIT ${PAGE_ROWS}`;
    let [keyArn, keyMaterialId] = ['', ''];
    for (;;) {
      const page = this.#database.rows(sql, keyArn, keyMaterialId);
      for (const [arn, id, sealed] of page) {
        [keyArn, keyMaterialId] = [String(arn), String(id)];
        yield { keyArn, keyMaterialId, sealed: bytesOf(sealed) };
      }
      if (page.length < PAGE_ROWS) return;
    }
  }
  dropSealed({ keyArn, keyMaterialId }: SealedName): void {
    this.#waitingSealed.set(nameText(keyArn, keyMaterialId), undefined);
    this.#put('DELETE FROM sealed WHERE key_arn = ? AND key_material_id = ?', keyArn, keyMaterialId);
  }

  putBlock(blockId: string, bytes: Bytes): void {
    const kept = bytes.slice();
    this.#waitingBlocks.set(blockId, kept);
    this.#put('INSERT OR REPLACE INTO block VALUES (?, ?)', blockId, kept);
  }
  getBlock(blockId: string): Bytes | undefined {
    if (this.#waitingBlocks.has(blockId)) return this.#waitingBlocks.get(blockId)?.slice();
    return bytesOrNone(this.#database.row('SELECT bytes FROM block WHERE id = ?', blockId)?.[0]);
  }
  blockIds(): readonly string[] {
    this.flush();
    return this.#database.rows('SELECT id FROM block ORDER BY id').map(([id]) => String(id));
  }
  dropBlock(blockId: string): void {
    this.#waitingBlocks.set(blockId, undefined);
    this.#put('DELETE FROM block WHERE id = ?', blockId);
  }

  putFile(name: string, sealed: Bytes): void {
    const sql =
      'INSERT INTO file (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed';
    this.#put(sql, name, sealed.slice());
  }
  dropFile(name: string): void {
    this.#put('DELETE FROM file WHERE name = ?', name);
  }
  files(): readonly { readonly name: string; readonly sealed: Bytes }[] {
    this.flush();
    const rows = this.#database.rows('SELECT name, sealed FROM file ORDER BY n');
    return rows.map(([name, sealed]) => ({ name: String(name), sealed: bytesOf(sealed) }));
  }

  /** Gives freed room back to the disk, with whatever still lies in it. */
  shrink(): void {
    this.flush();
    this.#database.exec('VACUUM');
    this.#emptyLog();
  }

  close(): void {
    if (!this.#database.isOpen) return;
    try {
      if (this.#isMaking) this.#database.exec('ROLLBACK');
      else if (this.#failure === null) this.flush();
      if (this.#failure === null) this.#emptyLog();
    } finally {
      this.#database.close();
      this.#release();
    }
  }

  /** How long the journal is, as the file has it. */
  #readEnd(): void {
    const last = this.#database.row(
      'SELECT seq, at FROM (SELECT max(seq) AS seq, at FROM journal UNION ALL SELECT max(seq), at FROM trail) ORDER BY seq DESC LIMIT 1',
    );
    this.#length = last === undefined || last[0] === null ? 0 : Number(last[0]) + 1;
    this.#lastAt = this.#length === 0 ? null : Number(last?.[1]);
  }

  /** Writes the log into the file itself, which then is the whole world, and cuts the log to nothing. */
  #emptyLog(): void {
    this.#database.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #put(sql: string, ...values: readonly SqlValue[]): void {
    if (this.#failure !== null) throw this.#failure;
    this.#waiting.push(() => this.#database.run(sql, ...values));
  }

  #inTransaction(work: () => void): void {
    if (this.#isMaking) work();
    else this.#database.transaction(work);
  }

  /** A failure here has no caller: it meets the next one, for the store then takes nothing more. */
  #flushLater(): void {
    this.#timer = null;
    try {
      this.flush();
    } catch (error) {
      if (error !== this.#failure) throw error;
    }
  }

  #writeFact({ seq, at, fact }: JournalEntry): void {
    this.#database.run('INSERT INTO journal VALUES (?, ?, ?)', seq, at, JSON.stringify(fact));
  }

  #writeRow({ seq, at }: JournalEntry, fact: RecordedFact): void {
    this.#tally.add(fact.row);
    const { record, requestId } = fact.row;
    const { recipientAccountId, awsRegion, eventName, eventID, resources } = record;
    const usedKeys = fact.usedKeys.length === 0 ? null : JSON.stringify(fact.usedKeys);
    const entry = JSON.stringify(fact);
    this.#database.run(
      'INSERT INTO trail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[seq, at, recipientAccountId, awsRegion, eventName, requestId ?? '', eventID, usedKeys, entry],
    );
    for (const { ARN } of resources ?? []) {
      this.#database.run('INSERT OR IGNORE INTO trail_resource VALUES (?, ?)', ARN, seq);
    }
  }

  /** The rows of a query by page; its first column is what it is ordered by, its last two parameters first and count. */
  *#pages(sql: string, first: number): Iterable<SqlRow> {
    for (let from = first; ; ) {
      const page = this.#database.rows(sql, from, PAGE_ROWS);
      yield* page;
      const last = page.at(-1);
      if (page.length < PAGE_ROWS || last === undefined) return;
      from = Number(last[0]) + 1;
    }
  }
}

function entryOf([seq, at, fact]: SqlRow): JournalEntry {
  return { seq: Number(seq), at: Number(at), fact: JSON.parse(String(fact)) as Fact };
}

function bytesOf(value: SqlValue | undefined): Bytes {
  if (value instanceof Uint8Array) return value;
  throw new Error('the world file has no bytes where there should be some');
}

function bytesOrNone(value: SqlValue | undefined): Bytes | undefined {
  return value === undefined ? undefined : bytesOf(value);
}

function nameText(keyArn: string, keyMaterialId: string): string {
  return `${keyArn} ${keyMaterialId}`;
}
