import { boolean, list, string, structure } from '../../../operations/shape.ts';
import { checkedItem, type Item } from '../attribute-value.ts';
import { projected } from '../expressions/document-path.ts';
import { readProjection } from '../expressions/projection.ts';
import { checkAllUsed, Used } from '../expressions/reader.ts';
import { keyGiven } from '../item-key.ts';
import { readyTable } from './find-table.ts';
import { itemAt, openTable, placeholdersOf } from './item-access.ts';
import { refuseNotHere } from './not-here.ts';
import * as shapes from './shapes.ts';
import { tableOperation } from './table-operation.ts';

const NOT_HERE = { AttributesToGet: list(string()) };

export const getItem = tableOperation({
  name: 'GetItem',
  summary: 'Gives the item of a key, decrypted.',
  input: structure(
    { TableName: shapes.TableName, Key: shapes.Item },
    {
      ConsistentRead: boolean(),
      ...shapes.accounting,
      ProjectionExpression: string(),
      ExpressionAttributeNames: shapes.ExpressionAttributeNames,
      ...NOT_HERE,
    },
  ),
  readOnly: true,
  isDataEvent: true,
  check(input, scope) {
    refuseNotHere(input, NOT_HERE);
    keyGiven(readyTable(input, scope), checkedItem(input.Key as Item));
  },
  async handle(input, scope) {
    const place = await openTable(input, scope);
    const { before: item } = await itemAt(place, keyGiven(place.table, checkedItem(input.Key as Item)), scope);
    const used = new Used();
    const paths = readProjection(input.ProjectionExpression, placeholdersOf(input), used);
    checkAllUsed(placeholdersOf(input), used);
    if (item === null) return { output: {} };
    return { output: { Item: paths === null ? item : projected(item, paths) } };
  },
});
