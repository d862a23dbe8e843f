import { type TrailCount, type TrailCountQuery, TrailTally } from '../../audit/trail-tally.ts';
import type { Fact } from '../../lab/facts.ts';
import type { SqliteDatabase, SqlRow, SqlValue } from './database.ts';

/** Rows that are read at a time. */
const PAGE_ROWS = 1_000;

/** Makes the table of how many rows of the trail are alike, and fills it with those that are there. */
export function makeTrailCounts(database: SqliteDatabase): void {
  database.exec(`
    CREATE TABLE trail_count (
      account_id TEXT NOT NULL, month TEXT NOT NULL, region TEXT NOT NULL, event_name TEXT NOT NULL,
      key_arns TEXT NOT NULL, key_pair_spec TEXT NOT NULL, is_charged INTEGER NOT NULL,
      count INTEGER NOT NULL, first_event_id TEXT NOT NULL, last_event_id TEXT NOT NULL,
      PRIMARY KEY (account_id, month, region, event_name, key_arns, key_pair_spec, is_charged)
    ) WITHOUT ROWID`);
  countTrail(database);
}

/** Counts the rows of the trail that are there, all of them, in place of what was counted before. */
export function countTrail(database: SqliteDatabase): void {
  database.exec('DELETE FROM trail_count');
  const tally = new TrailTally();
  for (let from = 0; ; ) {
    const page = database.rows('SELECT seq, entry FROM trail WHERE seq >= ? ORDER BY seq LIMIT ?', from, PAGE_ROWS);
    for (const [, entry] of page) tally.add((JSON.parse(String(entry)) as Extract<Fact, { type: 'recorded' }>).row);
    const last = page.at(-1);
    if (page.length < PAGE_ROWS || last === undefined) break;
    from = Number(last[0]) + 1;
  }
  addCounts(database, tally.counts);
}

const COLUMNS =
  'account_id, month, region, event_name, key_arns, key_pair_spec, is_charged, count, first_event_id, last_event_id';

/** Adds counts to those that are there. */
export function addCounts(database: SqliteDatabase, counts: Iterable<TrailCount>): void {
  const sql = `INSERT INTO trail_count (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count, last_event_id = excluded.last_event_id`;
  for (const count of counts) {
    const { accountId, month, region, eventName, keyArns, keyPairSpec, isCharged, firstEventId, lastEventId } = count;
    database.run(
      sql,
      ...[accountId, month, region, eventName, keyArns, keyPairSpec, isCharged ? 1 : 0],
      ...[count.count, firstEventId, lastEventId],
    );
  }
}

/** The counts that a query asks for. */
export function readCounts(
  database: SqliteDatabase,
  { accountIds, month, eventNames }: TrailCountQuery,
): readonly TrailCount[] {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const mustBeOneOf = (column: string, given: readonly string[] | undefined): void => {
    if (given === undefined) return;
    conditions.push(`${column} IN (${given.map(() => '?').join(', ')})`);
    values.push(...given);
  };
  mustBeOneOf('account_id', accountIds);
  mustBeOneOf('month', month === undefined ? undefined : [month]);
  mustBeOneOf('event_name', eventNames);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return database.rows(`SELECT ${COLUMNS} FROM trail_count ${where}`, ...values).map(countOf);
}

function countOf([accountId, month, region, eventName, keyArns, keyPairSpec, isCharged, ...rest]: SqlRow): TrailCount {
  const [count, firstEventId, lastEventId] = rest;
  return {
    accountId: String(accountId),
    month: String(month),
    region: String(region),
    eventName: String(eventName),
    keyArns: String(keyArns),
    keyPairSpec: String(keyPairSpec),
    isCharged: isCharged === 1,
    count: Number(count),
    firstEventId: String(firstEventId),
    lastEventId: String(lastEventId),
  };
}
