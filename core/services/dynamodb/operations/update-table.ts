import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import type { HandleScope } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { TABLE_IS_CHANGED_MS, TABLE_IS_ENCRYPTED_MS } from '../delays.ts';
import { keyAskedFor } from '../sse-specification.ts';
import { applyTableEvent, type Table, tableCan } from '../table.ts';
import { describedTable } from '../table-output.ts';
import { tableOf } from './find-table.ts';
import { refuseNotHere } from './not-here.ts';
import * as shapes from './shapes.ts';
import { tableOperation } from './table-operation.ts';

const NOT_HERE = {
  AttributeDefinitions: shapes.AttributeDefinitions,
  GlobalSecondaryIndexUpdates: shapes.someThings,
  StreamSpecification: shapes.something,
  ReplicaUpdates: shapes.someThings,
  TableClass: string(),
  MultiRegionConsistency: string(),
  GlobalTableWitnessUpdates: shapes.someThings,
  OnDemandThroughput: shapes.something,
  WarmThroughput: shapes.something,
  GlobalTableSettingsReplicationMode: string(),
  DisassociationProtectionEnabled: boolean(),
  VectorIndexUpdates: shapes.someThings,
};

export const updateTable = tableOperation({
  name: 'UpdateTable',
  summary: 'Changes a table: the key that it is encrypted under, its capacity, its protection against deletion.',
  input: structure(
    { TableName: shapes.TableName },
    {
      ...shapes.capacity,
      SSESpecification: shapes.SSESpecification,
      DeletionProtectionEnabled: boolean(),
      ...NOT_HERE,
    },
  ),
  readOnly: false,
  check(input, scope) {
    refuseNotHere(input, NOT_HERE);
    const { name, machine, encryption } = tableOf(input, scope);
    if (!tableCan(machine, { type: 'UpdateTable', doneAt: scope.at })) {
      const message = `Attempt to change a resource which is still in use: Table is being updated: ${name}`;
      throw new DynamoDbError('ResourceInUseException', message, 'table-in-use');
    }
    if (input.SSESpecification === undefined) return;
    if (keyAskedFor(input.SSESpecification) !== null || encryption.kind === 'kms') return;
    throw DynamoDbError.validation('One or more parameter values were invalid: Table is already encrypted by default');
  },
  async handle(input, scope) {
    const { at, world } = scope;
    const table = tableOf(input, scope);
    const { SSESpecification: sse } = input;
    const encrypted = sse === undefined ? null : await encryptAgain(table, keyAskedFor(sse), scope);
    const settings = {
      ...table.settings,
      billingMode: input.BillingMode ?? table.settings.billingMode,
      readCapacityUnits: input.ProvisionedThroughput?.ReadCapacityUnits ?? table.settings.readCapacityUnits,
      writeCapacityUnits: input.ProvisionedThroughput?.WriteCapacityUnits ?? table.settings.writeCapacityUnits,
      deletionProtection: input.DeletionProtectionEnabled ?? table.settings.deletionProtection,
    };
    const doneAt = at + (encrypted === null ? TABLE_IS_CHANGED_MS : TABLE_IS_ENCRYPTED_MS);
    const event = { type: 'UpdateTable', doneAt } as const;
    const after: Table = {
      ...table,
      settings,
      encryption: encrypted?.encryption ?? table.encryption,
      machine: applyTableEvent(table.machine, event).next,
    };
    const facts: Fact[] = [
      { type: 'tableSet', tableArn: table.arn, settings },
      { type: 'tableChanged', tableArn: table.arn, event },
    ];
    return {
      output: { TableDescription: describedTable(world, after) },
      facts: encrypted === null ? facts : [{ type: 'tableEncrypted', tableArn: table.arn, ...encrypted }, ...facts],
    };
  },
});

/**
 * Puts a table under another key: a new table key, the items' data keys under it, and the grant on the key before given
 * back. The items themselves stay as they are.
 * @throws {DynamoDbError} what KMS refused; nothing is then changed
 */
async function encryptAgain(table: Table, keyId: string | null, { world, request, requestId, dynamodb }: HandleScope) {
  const by = onBehalfOf(request, requestId);
  const { encryption, cipher } = await dynamodb.makeTableKey(table, keyId, by, table.encryption);
  try {
    const before = await dynamodb.openAsItself(table, by);
    const sealed = await dynamodb.sealAgain(before, cipher, world.items.get(table.arn)?.values() ?? []);
    await dynamodb.leave(table, table.encryption, by);
    return { encryption, ...sealed };
  } catch (error) {
    await dynamodb.leave(table, encryption, by);
    throw error;
  }
}
