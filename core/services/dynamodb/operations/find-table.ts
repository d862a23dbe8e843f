import { parseArn } from '../../../cloud/arn.ts';
import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import { type Table, tableArn } from '../table.ts';

interface TableNamed {
  readonly TableName: string;
}

/** The ARN of a table that a request names, by name or by ARN. @throws {DynamoDbError} */
export function arnNamed({ TableName: given }: TableNamed, { request }: Scope): string {
  const { accountId, region } = request;
  if (!given.startsWith('arn:')) return tableArn(region, accountId, given);
  const arn = parseArn(given);
  // Simplified: tables have no policies of their own here, which alone let in other accounts.
  if (arn?.accountId === accountId && arn.region === region) return given;
  throw DynamoDbError.notHere('tables of other accounts or Regions in a request');
}

/** The question whether the caller may do `action` on a table, whether or not it is there. */
export function tableTarget(input: TableNamed, action: string, scope: Scope): Target {
  return iamTarget(scope, `dynamodb:${action}`, arnNamed(input, scope));
}

/** A table that is there. @throws {DynamoDbError} ResourceNotFoundException */
export function tableOf(input: TableNamed, scope: Scope): Table {
  const arn = arnNamed(input, scope);
  const table = scope.world.tables.get(arn);
  if (table !== undefined) return table;
  const name = arn.slice(arn.indexOf('/') + 1);
  const message = `Requested resource not found: Table: ${name} not found`;
  throw new DynamoDbError('ResourceNotFoundException', message, 'no-such-table');
}

/** A table whose items can be asked for. @throws {DynamoDbError} */
export function readyTable(input: TableNamed, scope: Scope): Table {
  const table = scope.world.tables.get(arnNamed(input, scope));
  switch (table?.machine.value) {
    case 'ACTIVE':
    case 'UPDATING':
      return table;
    case 'INACCESSIBLE_ENCRYPTION_CREDENTIALS':
    case 'ARCHIVING':
    case 'ARCHIVED':
      // Simplified: AWS's words for it are not published.
      throw new DynamoDbError(
        'AccessDeniedException',
        `The table ${table.name} is ${table.machine.value}: DynamoDB cannot use its KMS key.`,
        'table-inaccessible',
      );
    default:
      throw new DynamoDbError('ResourceNotFoundException', 'Requested resource not found', 'no-such-table');
  }
}
