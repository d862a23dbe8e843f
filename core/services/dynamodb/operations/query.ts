import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import { boolean, integer, list, oneOf, string, structure } from '../../../operations/shape.ts';
import { checkedItem, compare, type Item } from '../attribute-value.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { Used } from '../expressions/reader.ts';
import { keyGiven } from '../item-key.ts';
import type { Table } from '../table.ts';
import { readyTable } from './find-table.ts';
import { itemsIn, openTable } from './item-access.ts';
import { checkKeyCondition } from './key-condition.ts';
import { refuseNotHere } from './not-here.ts';
import { conditionIn, pageOf } from './read-many.ts';
import * as shapes from './shapes.ts';
import { tableOperation } from './table-operation.ts';

const NOT_HERE = {
  IndexName: string(),
  AttributesToGet: list(string()),
  KeyConditions: shapes.somethingEach,
  QueryFilter: shapes.somethingEach,
  ConditionalOperator: string(),
};

export const query = tableOperation({
  name: 'Query',
  summary: 'Gives the items of one hash key, in the order of their range key.',
  input: structure(
    { TableName: shapes.TableName },
    {
      KeyConditionExpression: string(),
      FilterExpression: string(),
      ProjectionExpression: string(),
      ...shapes.placeholders,
      Select: oneOf(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']),
      Limit: integer(),
      ConsistentRead: boolean(),
      ScanIndexForward: boolean(),
      ExclusiveStartKey: shapes.Item,
      ...shapes.accounting,
      ...NOT_HERE,
    },
  ),
  readOnly: true,
  isDataEvent: true,
  check(input, scope) {
    refuseNotHere(input, NOT_HERE);
    const table = readyTable(input, scope);
    const condition = conditionIn('KeyConditionExpression', input.KeyConditionExpression, input, new Used());
    if (condition !== null) return checkKeyCondition(condition, table);
    throw DynamoDbError.validation(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  },
  async handle(input, scope) {
    const place = await openTable(input, scope);
    const { table, open } = place;
    const used = new Used();
    const condition = conditionIn('KeyConditionExpression', input.KeyConditionExpression, input, used);
    const items: Item[] = [];
    for (const stored of itemsIn(place, scope)) {
      const item = await scope.dynamodb.read(open, stored);
      if (condition !== null && holds(condition, item)) items.push(item);
    }
    const ordered = items.sort((a, b) => rangeOrder(table, a, b));
    if (input.ScanIndexForward === false) ordered.reverse();
    const after = input.ExclusiveStartKey === undefined ? null : checkedItem(input.ExclusiveStartKey as Item);
    return { output: pageOf(table, after === null ? ordered : behind(table, ordered, after, input), input, used) };
  },
});

function rangeOrder({ range }: Table, a: Item, b: Item): number {
  const [left, right] = [a[range?.name ?? ''], b[range?.name ?? '']];
  return left === undefined || right === undefined ? 0 : (compare(left, right) ?? 0);
}

/** The items behind a key, which need not be there any more. */
function behind(
  table: Table,
  items: readonly Item[],
  after: Item,
  { ScanIndexForward: forward = true }: { readonly ScanIndexForward?: boolean },
): readonly Item[] {
  keyGiven(table, after);
  return items.filter((item) => (forward ? rangeOrder(table, item, after) > 0 : rangeOrder(table, item, after) < 0));
}
