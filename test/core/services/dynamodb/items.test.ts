import { describe, expect, it } from 'vitest';
import { ADMIN, dynamoDbLab, keyOf, SCHEMA, TableName, WITH_KEY } from './dynamodb-lab.ts';

async function shop() {
  const dynamo = await dynamoDbLab();
  await dynamo.createTable();
  return dynamo;
}

/** The numbers of some items. */
const numbers = (items: unknown) => (items as { number: { N: string } }[]).map(({ number }) => Number(number.N));

describe('tables', () => {
  it('are made in a while, and described meanwhile', async () => {
    const dynamo = await dynamoDbLab();
    const { TableDescription } = await dynamo.call(ADMIN, 'CreateTable', SCHEMA);
    expect(TableDescription).toMatchObject({ TableName, TableStatus: 'CREATING', KeySchema: SCHEMA.KeySchema });
    const put = { TableName, Item: keyOf('ann', 1) };
    expect(await dynamo.refusal(ADMIN, 'PutItem', put)).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
    expect((await dynamo.refusal(ADMIN, 'CreateTable', SCHEMA)).name).toBe('ResourceInUseException');
    await dynamo.pass(5);
    expect((await dynamo.description()).TableStatus).toBe('ACTIVE');
    expect(await dynamo.call(ADMIN, 'ListTables', {})).toEqual({ TableNames: [TableName] });
  });

  it('are gone a while after they are deleted, unless they are protected', async () => {
    const dynamo = await shop();
    await dynamo.put('ann', 1);
    await dynamo.call(ADMIN, 'UpdateTable', { TableName, DeletionProtectionEnabled: true });
    await dynamo.pass(5);
    expect((await dynamo.refusal(ADMIN, 'DeleteTable', { TableName })).name).toBe('ValidationException');
    await dynamo.call(ADMIN, 'UpdateTable', { TableName, DeletionProtectionEnabled: false });
    await dynamo.pass(5);
    await dynamo.call(ADMIN, 'DeleteTable', { TableName });
    expect((await dynamo.description()).TableStatus).toBe('DELETING');
    await dynamo.pass(5);
    expect(await dynamo.refusal(ADMIN, 'DescribeTable', { TableName })).toEqual({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: orders not found',
      because: 'no-such-table',
    });
    expect([dynamo.lab.world.tables.size, dynamo.lab.world.items.size]).toEqual([0, 0]);
  });

  it.each([
    [{ GlobalSecondaryIndexes: [{}] }, 'kmslab’s DynamoDB has no parameter GlobalSecondaryIndexes.'],
    [{ BillingMode: undefined }, 'must both be specified'],
    [{ TableName: 'ab' }, 'at least 3 characters'],
    [{ KeySchema: [] }, 'Invalid KeySchema'],
    [{ AttributeDefinitions: [] }, 'does not exactly match'],
    [{ SSESpecification: { Enabled: false, KMSMasterKeyId: 'x' } }, 'only when SSE is enabled'],
  ])('are refused that are not as they should be: %o', async (over, message) => {
    const dynamo = await dynamoDbLab();
    const refused = await dynamo.refusal(ADMIN, 'CreateTable', { ...SCHEMA, ...over });
    expect(refused.name).toBe('ValidationException');
    expect(refused.message).toContain(message.replace('’', "'"));
  });
});

describe('items', () => {
  it('of every type come back as they were put, numbers in one form', async () => {
    const dynamo = await shop();
    const values = {
      text: { S: 'ä' },
      big: { N: '12345678901234567890123456789012345678' },
      small: { N: '-0.00010' },
      bytes: { B: new Uint8Array([0, 255]) },
      set: { NS: ['1.0', '2'] },
      byteSet: { BS: [new Uint8Array([1])] },
      map: { M: { list: { L: [{ BOOL: false }, { NULL: true }, { M: {} }] } } },
    };
    await dynamo.put('ann', 1, values);
    expect((await dynamo.get('ann', 1)).Item).toEqual({
      ...keyOf('ann', 1),
      ...values,
      small: { N: '-0.0001' },
      set: { NS: ['1', '2'] },
    });
  });

  it('are one where their key is one number, however it is written', async () => {
    const dynamo = await shop();
    await dynamo.put('ann', 1);
    const Item = { customer: { S: 'ann' }, number: { N: '1.00e0' }, note: { S: 'second' } };
    await dynamo.call(ADMIN, 'PutItem', { TableName, Item });
    expect((await dynamo.call(ADMIN, 'Scan', { TableName })).Count).toBe(1);
    expect((await dynamo.get('ann', 1)).Item).toMatchObject({ note: { S: 'second' } });
  });

  it.each([
    [{ number: { N: '1' } }, 'Missing the key customer in the item'],
    [{ customer: { N: '1' }, number: { N: '1' } }, 'Type mismatch for key customer expected: S actual: N'],
    [{ customer: { S: '' }, number: { N: '1' } }, 'cannot contain an empty string value. Key: customer'],
    [{ ...keyOf('ann', 1), a: {} }, 'Supplied AttributeValue is empty'],
    [{ ...keyOf('ann', 1), a: { S: 'x', N: '1' } }, 'more than one datatypes set'],
    [{ ...keyOf('ann', 1), a: { N: 'one' } }, 'cannot be converted to a numeric value'],
    [{ ...keyOf('ann', 1), a: { SS: ['x', 'x'] } }, 'contains duplicates'],
    [{ ...keyOf('ann', 1), a: { S: 'x'.repeat(410_000) } }, 'Item size has exceeded'],
  ])('are refused that are not as they should be: %#', async (Item, message) => {
    const dynamo = await shop();
    const refused = await dynamo.refusal(ADMIN, 'PutItem', { TableName, Item });
    expect(refused.name).toBe('ValidationException');
    expect(refused.message).toContain(message);
  });

  it('are written on a condition', async () => {
    const dynamo = await shop();
    const once = { TableName, Item: keyOf('ann', 1), ConditionExpression: 'attribute_not_exists(customer)' };
    await dynamo.call(ADMIN, 'PutItem', once);
    expect(await dynamo.refusal(ADMIN, 'PutItem', once)).toEqual({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      because: 'precondition-failed',
    });
  });

  it('are updated: SET, REMOVE, ADD, with what was there before', async () => {
    const dynamo = await shop();
    await dynamo.put('ann', 1, { count: { N: '0.1' }, old: { S: 'x' }, tags: { L: [{ S: 'a' }] }, in: { M: {} } });
    const { Attributes } = await dynamo.call(ADMIN, 'UpdateItem', {
      TableName,
      Key: keyOf('ann', 1),
      UpdateExpression:
        'SET #c = #c + :n, tags = list_append(tags, :tags), #in.deep = if_not_exists(missing, :n) REMOVE old ADD total :n',
      ConditionExpression: '#c < :n AND size(tags) = :one',
      ExpressionAttributeNames: { '#c': 'count', '#in': 'in' },
      ExpressionAttributeValues: { ':n': { N: '0.2' }, ':tags': { L: [{ S: 'b' }] }, ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    });
    expect(Attributes).toEqual({
      ...keyOf('ann', 1),
      count: { N: '0.3' },
      tags: { L: [{ S: 'a' }, { S: 'b' }] },
      in: { M: { deep: { N: '0.2' } } },
      total: { N: '0.2' },
    });
    const made = {
      TableName,
      Key: keyOf('bob', 1),
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: { ':a': { S: 'x' } },
    };
    await dynamo.call(ADMIN, 'UpdateItem', made);
    expect((await dynamo.get('bob', 1)).Item).toEqual({ ...keyOf('bob', 1), a: { S: 'x' } });
  });

  it.each([
    ['SET customer = :v', 'Cannot update attribute customer. This attribute is part of the key'],
    ['SET a = b, c = :v', 'refers to an attribute that does not exist in the item'],
    ['SET a.b = :v', 'The document path provided in the update expression is invalid for update'],
    ['SET a = :w', 'An expression attribute value used in expression is not defined; attribute value: :w'],
    ['SET a :v', 'Syntax error; token: ":v", near: "a :v"'],
    ['REMOVE a', 'unused in expressions: keys: {:v}'],
    ['DELETE a :v', "kmslab's DynamoDB has no DELETE"],
  ])('are not updated by %s', async (UpdateExpression, message) => {
    const dynamo = await shop();
    await dynamo.put('ann', 1);
    const ExpressionAttributeValues = { ':v': { N: '1' } };
    const update = { TableName, Key: keyOf('ann', 1), UpdateExpression, ExpressionAttributeValues };
    const refused = await dynamo.refusal(ADMIN, 'UpdateItem', update);
    expect(refused.name).toBe('ValidationException');
    expect(refused.message).toContain(message);
  });

  it('are deleted, and given back once more', async () => {
    const dynamo = await shop();
    await dynamo.put('ann', 1, { note: { S: 'last' } });
    const deleted = { TableName, Key: keyOf('ann', 1), ReturnValues: 'ALL_OLD' };
    expect((await dynamo.call(ADMIN, 'DeleteItem', deleted)).Attributes).toMatchObject({ note: { S: 'last' } });
    expect(await dynamo.call(ADMIN, 'DeleteItem', deleted)).toEqual({});
    expect(await dynamo.get('ann', 1)).toEqual({});
    expect(dynamo.lab.world.items.size).toBe(0);
  });

  it('are shown in part', async () => {
    const dynamo = await shop();
    await dynamo.put('ann', 1, { a: { M: { b: { S: 'x' }, c: { S: 'y' } } }, l: { L: [{ N: '1' }, { N: '2' }] } });
    const { Item } = await dynamo.call(ADMIN, 'GetItem', {
      TableName,
      Key: keyOf('ann', 1),
      ProjectionExpression: 'a.b, l[1], nothing',
    });
    expect(Item).toEqual({ a: { M: { b: { S: 'x' } } }, l: { L: [{ N: '2' }] } });
  });
});

describe('Query and Scan', () => {
  async function many() {
    const dynamo = await shop();
    for (const number of [10, 9, 100, -1]) await dynamo.put('ann', number, { even: { BOOL: number % 2 === 0 } });
    await dynamo.put('bob', 1);
    return dynamo;
  }
  const ofAnn = {
    TableName,
    KeyConditionExpression: 'customer = :c',
    ExpressionAttributeValues: { ':c': { S: 'ann' } },
  };

  it('give the items of one customer in the order of their numbers, either way', async () => {
    const dynamo = await many();
    expect(numbers((await dynamo.call(ADMIN, 'Query', ofAnn)).Items)).toEqual([-1, 9, 10, 100]);
    expect(numbers((await dynamo.call(ADMIN, 'Query', { ...ofAnn, ScanIndexForward: false })).Items)).toEqual([
      100, 10, 9, -1,
    ]);
  });

  it('give a range of them, and those that a filter lets through', async () => {
    const dynamo = await many();
    const between = {
      TableName,
      KeyConditionExpression: 'customer = :c AND #n BETWEEN :low AND :high',
      FilterExpression: 'even = :yes',
      ExpressionAttributeNames: { '#n': 'number' },
      ExpressionAttributeValues: {
        ':c': { S: 'ann' },
        ':low': { N: '0' },
        ':high': { N: '50' },
        ':yes': { BOOL: true },
      },
    };
    expect(await dynamo.call(ADMIN, 'Query', between)).toMatchObject({ Count: 1, ScannedCount: 2 });
    expect(await dynamo.call(ADMIN, 'Query', { ...between, Select: 'COUNT' })).toEqual({ Count: 1, ScannedCount: 2 });
  });

  it('give pages', async () => {
    const dynamo = await many();
    const first = await dynamo.call(ADMIN, 'Query', { ...ofAnn, Limit: 3 });
    expect(numbers(first.Items)).toEqual([-1, 9, 10]);
    const rest = await dynamo.call(ADMIN, 'Query', { ...ofAnn, Limit: 3, ExclusiveStartKey: first.LastEvaluatedKey });
    expect(numbers(rest.Items)).toEqual([100]);
    expect(rest).not.toHaveProperty('LastEvaluatedKey');
    const scanned: unknown[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = await dynamo.call(ADMIN, 'Scan', {
        TableName,
        Limit: 2,
        ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
      });
      scanned.push(...(page.Items as unknown[]));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    expect(numbers(scanned).sort((a, b) => a - b)).toEqual([-1, 1, 9, 10, 100]);
  });

  it.each([
    ['#n > :c', 'Query condition missed key schema element: customer'],
    ['customer = :c AND even = :c', 'Query key condition not supported'],
    ['customer = :c OR #n = :c', 'Query condition missed key schema element: customer'],
    ['customer > :c', 'Query condition missed key schema element: customer'],
  ])('refuse the key condition %s', async (KeyConditionExpression, message) => {
    const dynamo = await many();
    const asked = { ...ofAnn, KeyConditionExpression, ExpressionAttributeNames: { '#n': 'number' } };
    expect((await dynamo.refusal(ADMIN, 'Query', asked)).message).toBe(message);
  });

  it('refuse what is not built, openly', async () => {
    const dynamo = await many();
    expect(await dynamo.refusal(ADMIN, 'Query', { ...ofAnn, IndexName: 'late' })).toMatchObject({
      name: 'ValidationException',
      because: 'not-supported-yet',
    });
    expect((await dynamo.refusal(ADMIN, 'Scan', { TableName, ScanFilter: { a: {} } })).because).toBe(
      'not-supported-yet',
    );
  });

  it('work under a key of KMS as well', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.put('ann', 1);
    expect(numbers((await dynamo.call(ADMIN, 'Query', ofAnn)).Items)).toEqual([1]);
  });
});
