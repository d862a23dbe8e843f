import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import { boolean, list, string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { OWNED_KEY_BYTES } from '../../owned-key.ts';
import { TABLE_IS_MADE_MS } from '../delays.ts';
import { keyAskedFor } from '../sse-specification.ts';
import { type KeyAttribute, newTable, type Table, type TableSettings } from '../table.ts';
import { describedTable } from '../table-output.ts';
import { arnNamed } from './find-table.ts';
import { refuseNotHere } from './not-here.ts';
import * as shapes from './shapes.ts';
import { tableOperation } from './table-operation.ts';

const NOT_HERE = {
  LocalSecondaryIndexes: shapes.someThings,
  GlobalSecondaryIndexes: shapes.someThings,
  StreamSpecification: shapes.something,
  TableClass: string(),
  WarmThroughput: shapes.something,
  ResourcePolicy: string(),
  OnDemandThroughput: shapes.something,
  GlobalTableSourceArn: string(),
  GlobalTableSettingsReplicationMode: string(),
  VectorIndexes: shapes.someThings,
  Tags: list(shapes.something),
};

export const createTable = tableOperation({
  name: 'CreateTable',
  summary: 'Makes a table, encrypted under a key that DynamoDB owns unless SSESpecification asks for KMS.',
  input: structure(
    { TableName: shapes.TableName },
    {
      AttributeDefinitions: shapes.AttributeDefinitions,
      KeySchema: shapes.KeySchema,
      ...shapes.capacity,
      SSESpecification: shapes.SSESpecification,
      DeletionProtectionEnabled: boolean(),
      ...NOT_HERE,
    },
  ),
  readOnly: false,
  check(input, scope) {
    refuseNotHere(input, NOT_HERE);
    if (!/^[\w.-]{3,255}$/.test(input.TableName)) {
      throw DynamoDbError.validation(
        'TableName must be at least 3 characters long and at most 255 characters long, and of letters, digits, underscores, hyphens and periods',
      );
    }
    keySchemaIn(input);
    settingsIn(input);
    keyAskedFor(input.SSESpecification ?? {});
    if (!scope.world.tables.has(arnNamed(input, scope))) return;
    const message = `Table already exists: ${input.TableName}`;
    throw new DynamoDbError('ResourceInUseException', message, 'table-in-use');
  },
  async handle(input, scope) {
    const { request, requestId, at, ids, safe, dynamodb, world } = scope;
    const { accountId, region } = request;
    const arn = arnNamed(input, scope);
    const ownedKey = await safe.draw({ owner: arn, sealedId: `dynamodb-${ids.hex(32)}` }, OWNED_KEY_BYTES);
    const table = {
      arn,
      name: input.TableName,
      tableId: ids.uuid(),
      accountId,
      region,
      createdAt: at,
      ...keySchemaIn(input),
      ownedKey,
    };
    const keyId = keyAskedFor(input.SSESpecification ?? {});
    const { encryption, cipher } = await dynamodb.makeTableKey(table, keyId, onBehalfOf(request, requestId));
    const idKey = await dynamodb.newIdKey(cipher, table);
    const settings = settingsIn(input);
    const doneAt = at + TABLE_IS_MADE_MS;
    const made: Table = { ...table, settings, encryption, idKey, machine: newTable(doneAt) };
    return {
      output: { TableDescription: describedTable(world, made) },
      facts: [{ type: 'tableCreated', table, settings, encryption, idKey, doneAt }],
    };
  },
});

/** @throws {DynamoDbError} for a key that is none. Source: DynamoDB API Reference, CreateTable, KeySchema. */
function keySchemaIn({
  KeySchema: schema = [],
  AttributeDefinitions: definitions = [],
}: {
  readonly KeySchema?: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly AttributeDefinitions?: readonly {
    readonly AttributeName: string;
    readonly AttributeType: KeyAttribute['type'];
  }[];
}): { readonly hash: KeyAttribute; readonly range: KeyAttribute | null } {
  const [hash, range] = schema;
  const isWell = hash?.KeyType === 'HASH' && (range === undefined || range.KeyType === 'RANGE') && schema.length <= 2;
  if (!isWell) throw bad('Invalid KeySchema: The first KeySchemaElement is not a HASH key type, or there are too many');
  if (definitions.length !== schema.length) {
    throw bad(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  }
  const typed = (name: string): KeyAttribute => {
    const definition = definitions.find(({ AttributeName }) => AttributeName === name);
    if (definition !== undefined) return { name, type: definition.AttributeType };
    const names = definitions.map(({ AttributeName }) => AttributeName).join(', ');
    throw bad(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${name}], AttributeDefinitions: [${names}]`,
    );
  };
  return { hash: typed(hash.AttributeName), range: range === undefined ? null : typed(range.AttributeName) };
}

function settingsIn({
  BillingMode: billingMode = 'PROVISIONED',
  ProvisionedThroughput: throughput,
  DeletionProtectionEnabled: deletionProtection = false,
}: {
  readonly BillingMode?: TableSettings['billingMode'];
  readonly ProvisionedThroughput?: { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number };
  readonly DeletionProtectionEnabled?: boolean;
}): TableSettings {
  if (billingMode === 'PROVISIONED' && throughput === undefined) {
    throw bad('ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED');
  }
  if (billingMode === 'PAY_PER_REQUEST' && throughput !== undefined) {
    throw bad('Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST');
  }
  return {
    billingMode,
    readCapacityUnits: throughput?.ReadCapacityUnits ?? 0,
    writeCapacityUnits: throughput?.WriteCapacityUnits ?? 0,
    deletionProtection,
  };
}

function bad(problem: string): DynamoDbError {
  return DynamoDbError.validation(`One or more parameter values were invalid: ${problem}`);
}
