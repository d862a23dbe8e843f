import { boolean, integer, list, oneOf, string, structure } from '../../../operations/shape.ts';
import { checkedItem, type Item } from '../attribute-value.ts';
import { Used } from '../expressions/reader.ts';
import { keyGiven } from '../item-key.ts';
import { readyTable } from './find-table.ts';
import { itemsIn, openTable } from './item-access.ts';
import { refuseNotHere } from './not-here.ts';
import { pageOf } from './read-many.ts';
import * as shapes from './shapes.ts';
import { tableOperation } from './table-operation.ts';

const NOT_HERE = {
  IndexName: string(),
  AttributesToGet: list(string()),
  ScanFilter: shapes.somethingEach,
  ConditionalOperator: string(),
  TotalSegments: integer(),
  Segment: integer(),
};

export const scan = tableOperation({
  name: 'Scan',
  summary: 'Gives all items of a table, in no order that means anything.',
  input: structure(
    { TableName: shapes.TableName },
    {
      FilterExpression: string(),
      ProjectionExpression: string(),
      ...shapes.placeholders,
      Select: oneOf(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']),
      Limit: integer(),
      ConsistentRead: boolean(),
      ExclusiveStartKey: shapes.Item,
      ...shapes.accounting,
      ...NOT_HERE,
    },
  ),
  readOnly: true,
  isDataEvent: true,
  check(input, scope) {
    refuseNotHere(input, NOT_HERE);
    readyTable(input, scope);
  },
  async handle(input, scope) {
    const place = await openTable(input, scope);
    const { table, open } = place;
    const after = input.ExclusiveStartKey as Item | undefined;
    const afterId = after === undefined ? '' : scope.dynamodb.itemId(open, keyGiven(table, checkedItem(after)));
    const items: Item[] = [];
    for (const stored of itemsIn(place, scope)) {
      if (stored.itemId > afterId) items.push(await scope.dynamodb.read(open, stored));
    }
    return { output: pageOf(table, items, input, new Used()) };
  },
});
