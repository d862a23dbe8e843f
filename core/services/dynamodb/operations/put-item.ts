import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import { oneOf, string, structure } from '../../../operations/shape.ts';
import { checkedItem, type Item, itemBytes } from '../attribute-value.ts';
import { checkAllUsed, Used } from '../expressions/reader.ts';
import { keyOfItem } from '../item-key.ts';
import { readyTable } from './find-table.ts';
import { checkCondition, itemAt, openTable, placeholdersOf } from './item-access.ts';
import { refuseNotHere } from './not-here.ts';
import * as shapes from './shapes.ts';
import { tableOperation } from './table-operation.ts';

const NOT_HERE = { Expected: shapes.somethingEach, ConditionalOperator: string() };

/** Source: DynamoDB Developer Guide, "Quotas", "Items". */
const MOST_ITEM_BYTES = 400 * 1024;

export const putItem = tableOperation({
  name: 'PutItem',
  summary: 'Puts an item into a table, encrypted; one of the same key is replaced.',
  input: structure(
    { TableName: shapes.TableName, Item: shapes.Item },
    {
      ...shapes.condition,
      ReturnValues: oneOf(['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW']),
      ...shapes.itemAccounting,
      ...NOT_HERE,
    },
  ),
  readOnly: false,
  isDataEvent: true,
  check(input, scope) {
    refuseNotHere(input, NOT_HERE);
    const item = checkedItem(input.Item as Item);
    keyOfItem(readyTable(input, scope), item);
    checkSize(item);
    if (input.ReturnValues === undefined || /^(NONE|ALL_OLD)$/.test(input.ReturnValues)) return;
    throw DynamoDbError.validation('Return values set to invalid value');
  },
  async handle(input, scope) {
    const item = checkedItem(input.Item as Item);
    const place = await openTable(input, scope);
    const { itemId, before } = await itemAt(place, keyOfItem(place.table, item), scope);
    const used = new Used();
    checkCondition(input, before, used);
    checkAllUsed(placeholdersOf(input), used);
    const stored = await scope.dynamodb.keep(place.open, itemId, item);
    return {
      output: input.ReturnValues === 'ALL_OLD' && before !== null ? { Attributes: before } : {},
      facts: [{ type: 'itemPut', tableArn: place.table.arn, item: stored }],
    };
  },
});

/** @throws {DynamoDbError} */
export function checkSize(item: Item): void {
  if (itemBytes(item) <= MOST_ITEM_BYTES) return;
  throw DynamoDbError.validation('Item size has exceeded the maximum allowed size', 'too-large');
}
