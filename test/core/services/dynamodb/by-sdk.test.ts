import * as sdk from '@aws-sdk/client-dynamodb';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { DYNAMODB_OPERATIONS } from '../../../../core/services/dynamodb/operations/index.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { START } from '../../../helpers/lab-with.ts';

const TableName = 'orders';
let endpoint: TestEndpoint;
let dynamo: DynamoDBClient;

const SCHEMA = {
  TableName,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};

beforeEach(async () => {
  endpoint = await endpointWith();
  dynamo = endpoint.dynamoDbClient();
});

/** Members of an operation's input in the SDK's own schema: traits, name, members. */
function membersInSdk(operation: string): readonly string[] {
  const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${operation}Input$`];
  return [...((schema?.[4] ?? []) as readonly string[])].sort();
}

async function table(): Promise<void> {
  await dynamo.send(new CreateTableCommand({ ...SCHEMA, SSESpecification: { Enabled: true } }));
  await endpoint.lab.act({ type: 'advance', by: 5_000 });
}

describe('DynamoDB by the SDK for JavaScript', () => {
  it.each(DYNAMODB_OPERATIONS.map((operation) => [operation.name, operation] as const))(
    'has the members of %s that the SDK has',
    (name, { input }) => {
      expect(Object.keys({ ...input.required, ...input.optional }).sort()).toEqual(membersInSdk(name));
    },
  );

  it('makes, describes, lists, waits for and deletes tables', async () => {
    const { TableDescription } = await dynamo.send(new CreateTableCommand(SCHEMA));
    expect(TableDescription).toMatchObject({ TableStatus: 'CREATING', CreationDateTime: new Date(START) });
    expect(endpoint.lastRequest().headers.get('x-amz-target')).toBe('DynamoDB_20120810.CreateTable');
    await endpoint.lab.act({ type: 'advance', by: 5_000 });
    expect(await waitUntilTableExists({ client: dynamo, maxWaitTime: 25 }, { TableName })).toMatchObject({
      state: 'SUCCESS',
    });
    expect((await dynamo.send(new ListTablesCommand({}))).TableNames).toEqual([TableName]);
    await dynamo.send(new DeleteTableCommand({ TableName }));
    await endpoint.lab.act({ type: 'advance', by: 5_000 });
    expect(await waitUntilTableNotExists({ client: dynamo, maxWaitTime: 25 }, { TableName })).toMatchObject({
      state: 'SUCCESS',
    });
  });

  it('puts, gets, changes, finds and deletes items of every type', async () => {
    await table();
    const Item = {
      id: { S: 'a' },
      bytes: { B: new Uint8Array([0, 255]) },
      sets: { BS: [new Uint8Array([1])] },
      map: { M: { list: { L: [{ N: '1' }, { BOOL: true }, { NULL: true }] } } },
    };
    await dynamo.send(new PutItemCommand({ TableName, Item }));
    const Key = { id: { S: 'a' } };
    expect((await dynamo.send(new GetItemCommand({ TableName, Key }))).Item).toEqual(Item);
    expect(endpoint.lastResponse().headers).toHaveProperty('x-amz-crc32');
    const changed = await dynamo.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: 'SET n = :n REMOVE sets',
        ExpressionAttributeValues: { ':n': { N: '2' } },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    expect(changed.Attributes).toEqual({ n: { N: '2' } });
    const asked = { TableName, KeyConditionExpression: 'id = :a', ExpressionAttributeValues: { ':a': { S: 'a' } } };
    expect((await dynamo.send(new QueryCommand(asked))).Count).toBe(1);
    expect((await dynamo.send(new ScanCommand({ TableName }))).Items).toHaveLength(1);
    await dynamo.send(new DeleteItemCommand({ TableName, Key }));
    expect((await dynamo.send(new GetItemCommand({ TableName, Key }))).Item).toBeUndefined();
  });

  it('changes the key of a table', async () => {
    await table();
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
    expect(Table?.SSEDescription).toMatchObject({ Status: 'ENABLED', SSEType: 'KMS' });
    const changed = await dynamo.send(new UpdateTableCommand({ TableName, SSESpecification: { Enabled: false } }));
    expect(changed.TableDescription?.TableStatus).toBe('UPDATING');
  });

  it('is refused by DynamoDB’s own exceptions', async () => {
    await table();
    const missing = dynamo.send(new DescribeTableCommand({ TableName: 'nothing' }));
    await expect(missing).rejects.toBeInstanceOf(sdk.ResourceNotFoundException);
    const again = dynamo.send(new CreateTableCommand(SCHEMA));
    await expect(again).rejects.toBeInstanceOf(sdk.ResourceInUseException);
    const once = new PutItemCommand({
      TableName,
      Item: { id: { S: 'a' } },
      ConditionExpression: 'attribute_exists(id)',
    });
    await expect(dynamo.send(once)).rejects.toBeInstanceOf(sdk.ConditionalCheckFailedException);
    const bad = dynamo.send(new PutItemCommand({ TableName, Item: {} }));
    await expect(bad).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
