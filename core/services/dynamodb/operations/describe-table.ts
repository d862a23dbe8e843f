import { structure } from '../../../operations/shape.ts';
import { describedTable } from '../table-output.ts';
import { tableOf } from './find-table.ts';
import { TableName } from './shapes.ts';
import { tableOperation } from './table-operation.ts';

export const describeTable = tableOperation({
  name: 'DescribeTable',
  summary: 'Describes a table: its key, its state, and how it is encrypted.',
  input: structure({ TableName }, {}),
  readOnly: true,
  handle: (input, scope) => ({ output: { Table: describedTable(scope.world, tableOf(input, scope)) } }),
});
