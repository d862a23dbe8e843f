import type { TrailQuery } from '../../lab/store.ts';
import type { SqlValue } from './database.ts';

/** A member of the record in a row's entry, where no column has it. */
const inRecord = (path: string): string => `json_extract(entry, '$.row.record.${path}')`;

/** What `userNameOf` says, for a row. */
const USER_NAME = `CASE ${inRecord('userIdentity.type')}
  WHEN 'IAMUser' THEN ${inRecord('userIdentity.userName')}
  WHEN 'Root' THEN 'root'
  WHEN 'AssumedRole' THEN ${afterColon(inRecord('userIdentity.principalId'))}
  WHEN 'FederatedUser' THEN ${afterColon(inRecord('userIdentity.principalId'))}
END`;

const HAS_RESOURCE_OF_TYPE = `EXISTS (
  SELECT 1 FROM json_each(${inRecord('resources')}) AS each WHERE json_extract(each.value, '$.type') = ?)`;

/** To find a text in an entry is much faster than to read its JSON: most rows go by without that. */
const HOLDS = 'instr(entry, ?) > 0';

/**
 * The query for rows of CloudTrail that match, newest first: their numbers, instants and entries.
 *
 * It is written so that SQLite goes through rows from the newest on and stops at the limit, where it would otherwise
 * sort a million of them: by the keys of `trail_resource` (CROSS JOIN keeps the order of the tables), by the index of the
 * one account or event name (in which rows lie by time, as they do by number), else by number, for which `+` keeps the
 * index of accounts out of it. Source: SQLite, "The SQLite Query Optimizer Overview", sections 2.2 and 7.
 */
export function trailSql(query: TrailQuery): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const { accountIds, region, resource, eventName, requestId, isRefused, eventId, eventSource, readOnly } = query;
  const { userName, resourceType, accessKeyId, isManagement, before, from, until, limit } = query;
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const must = (condition: string, ...given: readonly SqlValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  const isByResource = resource !== undefined;
  const isByIndex = !isByResource && (accountIds?.length === 1 || eventName !== undefined);
  const plus = isByIndex && accountIds?.length === 1 ? '' : '+';
  if (accountIds !== undefined) {
    must(`${plus}account_id IN (${accountIds.map(() => '?').join(', ')})`, ...accountIds);
  }
  if (region !== undefined) must('region = ?', region);
  if (eventName !== undefined) must(`${isByResource ? '+' : ''}event_name = ?`, eventName);
  if (eventId !== undefined) must('event_id = ?', eventId);
  if (resource !== undefined) must('trail_resource.arn = ?', resource);
  if (requestId !== undefined) must('request_id = ?', requestId);
  if (isRefused === true) must("json_extract(entry, '$.row.because') <> 'dry-run'"); // no NULL is unlike anything
  if (from !== undefined) must('at >= ?', from);
  if (until !== undefined) must('at <= ?', until);
  if (before !== undefined) must('trail.seq < ?', before);
  for (const text of [userName === 'root' ? undefined : userName, resourceType, accessKeyId]) {
    if (text !== undefined) must(HOLDS, JSON.stringify(text).slice(1, -1));
  }
  if (eventSource !== undefined) must(`${inRecord('eventSource')} = ?`, eventSource);
  if (readOnly !== undefined) must(`${inRecord('readOnly')} = ?`, readOnly ? 1 : 0);
  if (userName !== undefined) must(`${USER_NAME} = ?`, userName);
  if (resourceType !== undefined) must(HAS_RESOURCE_OF_TYPE, resourceType);
  if (accessKeyId !== undefined) must(`${inRecord('userIdentity.accessKeyId')} = ?`, accessKeyId);
  if (isManagement !== undefined) must(`(${inRecord('eventCategory')} = 'Management') = ?`, isManagement ? 1 : 0);
  const tables = isByResource ? 'trail_resource CROSS JOIN trail ON trail.seq = trail_resource.seq' : 'trail';
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const order = isByResource ? 'trail_resource.seq DESC' : isByIndex ? 'at DESC, trail.seq DESC' : 'trail.seq DESC';
  return {
    sql: `SELECT trail.seq, at, entry FROM ${tables} ${where} ORDER BY ${order} LIMIT ?`,
    values: [...values, limit ?? -1],
  };
}

function afterColon(sql: string): string {
  return `substr(${sql}, instr(${sql}, ':') + 1)`;
}
