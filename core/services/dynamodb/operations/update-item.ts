import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import { oneOf, string, structure } from '../../../operations/shape.ts';
import { checkedItem, type Item, isEqual } from '../attribute-value.ts';
import { projected } from '../expressions/document-path.ts';
import { checkAllUsed, Reader, Used } from '../expressions/reader.ts';
import { readUpdate, type UpdateAction, updated } from '../expressions/update.ts';
import { keyAttributes, keyGiven } from '../item-key.ts';
import type { Table } from '../table.ts';
import { readyTable } from './find-table.ts';
import { checkCondition, itemAt, openTable, placeholdersOf } from './item-access.ts';
import { refuseNotHere } from './not-here.ts';
import { checkSize } from './put-item.ts';
import * as shapes from './shapes.ts';
import { tableOperation } from './table-operation.ts';

const NOT_HERE = {
  AttributeUpdates: shapes.somethingEach,
  Expected: shapes.somethingEach,
  ConditionalOperator: string(),
};

export const updateItem = tableOperation({
  name: 'UpdateItem',
  summary: 'Changes attributes of the item of a key, or makes it.',
  input: structure(
    { TableName: shapes.TableName, Key: shapes.Item },
    {
      UpdateExpression: string(),
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
    keyGiven(readyTable(input, scope), checkedItem(input.Key as Item));
  },
  async handle(input, scope) {
    const place = await openTable(input, scope);
    const key = checkedItem(input.Key as Item);
    const { itemId, before } = await itemAt(place, keyGiven(place.table, key), scope);
    const used = new Used();
    const actions = actionsIn(input.UpdateExpression, placeholdersOf(input), used);
    checkKeyStays(place.table, actions);
    checkCondition(input, before, used);
    checkAllUsed(placeholdersOf(input), used);
    const after = checkedItem(updated(before ?? key, actions));
    checkSize(after);
    return {
      output: returned(input.ReturnValues, before, after, actions),
      facts: [
        { type: 'itemPut', tableArn: place.table.arn, item: await scope.dynamodb.keep(place.open, itemId, after) },
      ],
    };
  },
});

function actionsIn(
  text: string | undefined,
  placeholders: ReturnType<typeof placeholdersOf>,
  used: Used,
): readonly UpdateAction[] {
  return text === undefined ? [] : readUpdate(new Reader('UpdateExpression', text, placeholders, used));
}

/** @throws {DynamoDbError} */
function checkKeyStays(table: Table, actions: readonly UpdateAction[]): void {
  for (const { name } of keyAttributes(table)) {
    if (!actions.some(({ path }) => path[0] === name)) continue;
    throw DynamoDbError.validation(
      `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
    );
  }
}

function returned(
  asked: string | undefined,
  before: Item | null,
  after: Item,
  actions: readonly UpdateAction[],
): { readonly Attributes?: Item } {
  const paths = actions.map(({ path }) => path);
  const shown = () => {
    switch (asked) {
      case 'ALL_OLD':
        return before ?? {};
      case 'UPDATED_OLD':
        return projected(before ?? {}, paths);
      case 'ALL_NEW':
        return after;
      case 'UPDATED_NEW':
        return projected(after, paths);
      default:
        return {};
    }
  };
  const Attributes = shown();
  return isEqual({ M: Attributes }, { M: {} }) ? {} : { Attributes };
}
