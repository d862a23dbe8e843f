import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import type { Item } from '../attribute-value.ts';
import { type Condition, readCondition } from '../expressions/condition.ts';
import { projected } from '../expressions/document-path.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { readProjection } from '../expressions/projection.ts';
import { checkAllUsed, Reader, type Used } from '../expressions/reader.ts';
import { keyPart } from '../item-key.ts';
import type { Table } from '../table.ts';
import { placeholdersOf } from './item-access.ts';

/** What Query and Scan say of what they want to see. */
export interface Wanted {
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: unknown;
  readonly Limit?: number;
  readonly Select?: string;
}

/** A condition of a request; null where it has none. @throws {DynamoDbError} */
export function conditionIn(kind: string, text: string | undefined, input: Wanted, used: Used): Condition | null {
  return text === undefined ? null : readCondition(new Reader(kind, text, placeholdersOf(input), used));
}

/**
 * A page of items, which are in their order: the first `Limit` of them, those among them that the filter lets through,
 * and where the next page begins.
 * Simplified: AWS ends a page at 1 MB of items, too. Source: DynamoDB API Reference, Query and Scan.
 * @throws {DynamoDbError}
 */
export function pageOf(
  table: Table,
  items: readonly Item[],
  input: Wanted,
  used: Used,
): Readonly<Record<string, unknown>> {
  const { Limit: limit, Select: select } = input;
  const filter = conditionIn('FilterExpression', input.FilterExpression, input, used);
  const paths = readProjection(input.ProjectionExpression, placeholdersOf(input), used);
  checkAllUsed(placeholdersOf(input), used);
  if (limit !== undefined && limit < 1) {
    throw DynamoDbError.validation(
      "Value at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  }
  const scanned = limit === undefined ? items : items.slice(0, limit);
  const found = filter === null ? scanned : scanned.filter((item) => holds(filter, item));
  const last = scanned.length < items.length ? scanned.at(-1) : undefined;
  const shown = paths === null ? found : found.map((item) => projected(item, paths));
  return {
    ...(select === 'COUNT' ? {} : { Items: shown }),
    Count: found.length,
    ScannedCount: scanned.length,
    ...(last === undefined ? {} : { LastEvaluatedKey: keyPart(table, last) }),
  };
}
