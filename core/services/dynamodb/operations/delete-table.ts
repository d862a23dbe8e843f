import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { TABLE_IS_DELETED_MS } from '../delays.ts';
import { applyTableEvent, tableCan } from '../table.ts';
import { describedTable } from '../table-output.ts';
import { tableOf } from './find-table.ts';
import { TableName } from './shapes.ts';
import { tableOperation } from './table-operation.ts';

export const deleteTable = tableOperation({
  name: 'DeleteTable',
  summary: 'Deletes a table and all that is in it.',
  input: structure({ TableName }, {}),
  readOnly: false,
  check(input, scope) {
    const { name, settings, machine } = tableOf(input, scope);
    if (settings.deletionProtection) {
      throw DynamoDbError.validation(
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    }
    if (tableCan(machine, { type: 'DeleteTable', doneAt: scope.at })) return;
    const message = `Attempt to change a resource which is still in use: Table is being changed: ${name}`;
    throw new DynamoDbError('ResourceInUseException', message, 'table-in-use');
  },
  async handle(input, scope) {
    const { at, world, request, requestId, dynamodb } = scope;
    const table = tableOf(input, scope);
    await dynamodb.leave(table, table.encryption, onBehalfOf(request, requestId));
    const event = { type: 'DeleteTable', doneAt: at + TABLE_IS_DELETED_MS } as const;
    const after = { ...table, machine: applyTableEvent(table.machine, event).next };
    return {
      output: { TableDescription: describedTable(world, after) },
      facts: [{ type: 'tableChanged', tableArn: table.arn, event }],
    };
  },
});
