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

/** The query for rows of CloudTrail that match, newest first: their numbers and entries. */
export function trailSql(query: TrailQuery): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const { accountIds, region, resource, eventName, requestId, isRefused, eventId, eventSource, readOnly } = query;
  const { userName, resourceType, accessKeyId, isManagement, before, from, until, limit } = query;
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const must = (condition: string, ...given: readonly SqlValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (accountIds !== undefined) must(`account_id IN (${accountIds.map(() => '?').join(', ')})`, ...accountIds);
  if (region !== undefined) must('region = ?', region);
  if (eventName !== undefined) must('event_name = ?', eventName);
  if (eventId !== undefined) must('event_id = ?', eventId);
  if (resource !== undefined) must('trail_resource.arn = ?', resource);
  if (requestId !== undefined) must('request_id = ?', requestId);
  if (isRefused === true) must("json_extract(entry, '$.row.because') <> 'dry-run'"); // no NULL is unlike anything
  if (from !== undefined) must('at >= ?', from);
  if (until !== undefined) must('at <= ?', until);
  if (before !== undefined) must('seq < ?', before);
  if (eventSource !== undefined) must(`${inRecord('eventSource')} = ?`, eventSource);
  if (readOnly !== undefined) must(`${inRecord('readOnly')} = ?`, readOnly ? 1 : 0);
  if (userName !== undefined) must(`${USER_NAME} = ?`, userName);
  if (resourceType !== undefined) must(HAS_RESOURCE_OF_TYPE, resourceType);
  if (accessKeyId !== undefined) must(`${inRecord('userIdentity.accessKeyId')} = ?`, accessKeyId);
  if (isManagement !== undefined) must(`(${inRecord('eventCategory')} = 'Management') = ?`, isManagement ? 1 : 0);
  const tables = resource === undefined ? 'trail' : 'trail_resource JOIN trail USING (seq)';
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return {
    sql: `SELECT seq, at, entry FROM ${tables} ${where} ORDER BY seq DESC LIMIT ?`,
    values: [...values, limit ?? -1],
  };
}

function afterColon(sql: string): string {
  return `substr(${sql}, instr(${sql}, ':') + 1)`;
}
