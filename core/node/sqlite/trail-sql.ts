import type { TrailQuery } from '../../lab/store.ts';
import type { SqlValue } from './database.ts';

/** The query for rows of CloudTrail that match, newest first. */
export function trailSql(query: TrailQuery): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const { accountIds, region, resource, eventName, requestId, isRefused, from, until, limit } = query;
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const must = (condition: string, ...given: readonly SqlValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (accountIds !== undefined) must(`account_id IN (${accountIds.map(() => '?').join(', ')})`, ...accountIds);
  if (region !== undefined) must('region = ?', region);
  if (eventName !== undefined) must('event_name = ?', eventName);
  if (resource !== undefined) must('trail_resource.arn = ?', resource);
  if (requestId !== undefined) must('request_id = ?', requestId);
  if (isRefused === true) must("json_extract(entry, '$.row.because') <> 'dry-run'"); // no NULL is unlike anything
  if (from !== undefined) must('at >= ?', from);
  if (until !== undefined) must('at <= ?', until);
  const tables = resource === undefined ? 'trail' : 'trail_resource JOIN trail USING (seq)';
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return {
    sql: `SELECT seq, at, entry FROM ${tables} ${where} ORDER BY seq DESC LIMIT ?`,
    values: [...values, limit ?? -1],
  };
}
