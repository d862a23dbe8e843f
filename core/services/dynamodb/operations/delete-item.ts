import { oneOf, string, structure } from '../../../operations/shape.ts';
import { checkedItem, type Item } from '../attribute-value.ts';
import { checkAllUsed, Used } from '../expressions/reader.ts';
import { keyGiven } from '../item-key.ts';
import { readyTable } from './find-table.ts';
import { checkCondition, itemAt, openTable, placeholdersOf } from './item-access.ts';
import { refuseNotHere } from './not-here.ts';
import * as shapes from './shapes.ts';
import { tableOperation } from './table-operation.ts';

const NOT_HERE = { Expected: shapes.somethingEach, ConditionalOperator: string() };

export const deleteItem = tableOperation({
  name: 'DeleteItem',
  summary: 'Deletes the item of a key.',
  input: structure(
    { TableName: shapes.TableName, Key: shapes.Item },
    { ...shapes.condition, ReturnValues: oneOf(['NONE', 'ALL_OLD']), ...shapes.itemAccounting, ...NOT_HERE },
  ),
  readOnly: false,
  isDataEvent: true,
  check(input, scope) {
    refuseNotHere(input, NOT_HERE);
    keyGiven(readyTable(input, scope), checkedItem(input.Key as Item));
  },
  async handle(input, scope) {
    const place = await openTable(input, scope);
    const { itemId, before } = await itemAt(place, keyGiven(place.table, checkedItem(input.Key as Item)), scope);
    const used = new Used();
    checkCondition(input, before, used);
    checkAllUsed(placeholdersOf(input), used);
    if (before === null) return { output: {} };
    return {
      output: input.ReturnValues === 'ALL_OLD' ? { Attributes: before } : {},
      facts: [{ type: 'itemDeleted', tableArn: place.table.arn, itemId }],
    };
  },
});
