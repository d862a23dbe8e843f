import { describe, expect, it } from 'vitest';
import {
  ADMIN,
  CLERK,
  dynamoDbLab,
  KEY,
  keyOf,
  OTHER_KEY,
  OWN,
  READER,
  SCHEMA,
  TableName,
  WITH_KEY,
} from './dynamodb-lab.ts';

const GRANT_OPERATIONS = [
  'DescribeKey',
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RetireGrant',
];

describe('a table under a key of KMS', () => {
  it('begins with a grant to DynamoDB for that table, and a table key by the grant', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    const { Grants } = await dynamo.call(ADMIN, 'ListGrants', { KeyId: KEY });
    expect(Grants).toMatchObject([
      {
        GranteePrincipal: 'dynamodb.us-east-1.amazonaws.com',
        RetiringPrincipal: 'dynamodb.us-east-1.amazonaws.com',
        Operations: GRANT_OPERATIONS,
        Constraints: {
          EncryptionContextSubset: { 'aws:dynamodb:tableName': 'orders', 'aws:dynamodb:subscriberId': OWN },
        },
      },
    ]);
    expect((await dynamo.description()).SSEDescription).toEqual({
      Status: 'ENABLED',
      SSEType: 'KMS',
      KMSMasterKeyArn: KEY,
    });
  });

  it('is opened once for each caller, and again five minutes after its last use', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    const from = dynamo.lab.world.trailLength;
    await dynamo.put('ann', 1);
    await dynamo.get('ann', 1);
    expect(dynamo.kmsCalls(from)).toEqual(['Decrypt']);
    await dynamo.get('ann', 1, READER);
    expect(dynamo.kmsCalls(from)).toEqual(['Decrypt', 'Decrypt']);
    for (let times = 0; times < 4; times += 1) {
      await dynamo.pass(4 * 60);
      await dynamo.get('ann', 1);
    }
    expect(dynamo.kmsCalls(from)).toHaveLength(2);
    await dynamo.pass(5 * 60);
    await dynamo.get('ann', 1);
    expect(dynamo.kmsCalls(from)).toHaveLength(3);
  });

  it('asks as the caller, who must be let decrypt', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.put('ann', 1);
    expect(await dynamo.refusal(CLERK, 'GetItem', { TableName, Key: keyOf('ann', 1) })).toMatchObject({
      name: 'AccessDeniedException',
      because: 'no-identity-policy-statement',
    });
    expect(
      await dynamo.refusal(READER, 'CreateTable', { ...SCHEMA, TableName: 'bills', SSESpecification: WITH_KEY }),
    ).toMatchObject({
      name: 'AccessDeniedException',
    });
    const why = JSON.stringify(await dynamo.lab.ask({ type: 'why' }));
    expect(why).toContain('kms:DescribeKey');
  });

  it('takes aws/dynamodb where no key is named, which anybody of the account may use through DynamoDB', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable({ Enabled: true }, CLERK);
    await dynamo.put('ann', 1, {}, CLERK);
    expect(await dynamo.get('ann', 1, CLERK)).toEqual({ Item: keyOf('ann', 1) });
    const { Aliases } = await dynamo.call(ADMIN, 'ListAliases', {});
    const own = (Aliases as { AliasName: string; TargetKeyId?: string }[]).find(
      ({ AliasName }) => AliasName === 'alias/aws/dynamodb',
    );
    const { SSEDescription } = await dynamo.description();
    expect((SSEDescription as { KMSMasterKeyArn: string }).KMSMasterKeyArn).toContain(own?.TargetKeyId);
  });

  it('is not made where KMS refuses, and leaves no grant behind', async () => {
    const dynamo = await dynamoDbLab();
    const made = await dynamo.call(ADMIN, 'CreateKey', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const { Arn } = made.KeyMetadata as { readonly Arn: string };
    const SSESpecification = { Enabled: true, KMSMasterKeyId: Arn };
    expect((await dynamo.refusal(ADMIN, 'CreateTable', { ...SCHEMA, SSESpecification })).name).toBe(
      'AccessDeniedException',
    );
    expect(dynamo.lab.world.tables.size).toBe(0);
    expect((await dynamo.call(ADMIN, 'ListGrants', { KeyId: Arn })).Grants).toEqual([]);
    const nothing = { Enabled: true, KMSMasterKeyId: 'alias/nothing' };
    expect(await dynamo.refusal(ADMIN, 'CreateTable', { ...SCHEMA, SSESpecification: nothing })).toMatchObject({
      name: 'ResourceNotFoundException',
      because: 'no-such-alias',
    });
  });

  it('gives its grant back when it is deleted', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.call(ADMIN, 'DeleteTable', { TableName });
    expect((await dynamo.call(ADMIN, 'ListGrants', { KeyId: KEY })).Grants).toEqual([]);
  });
});

describe('a change of the key of a table', () => {
  const to = (dynamo: Awaited<ReturnType<typeof dynamoDbLab>>, SSESpecification: object) =>
    dynamo.call(ADMIN, 'UpdateTable', { TableName, SSESpecification });

  it('leaves the items as they are, from any kind of key to any other', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable();
    await dynamo.put('ann', 1, { note: { S: 'kept' } });
    const blocks = dynamo.store.blocks.size;
    for (const specification of [
      WITH_KEY,
      { Enabled: true, KMSMasterKeyId: OTHER_KEY },
      { Enabled: true },
      { Enabled: false },
    ]) {
      const { TableDescription } = await to(dynamo, specification);
      expect((TableDescription as { TableStatus: string }).TableStatus).toBe('UPDATING');
      await dynamo.pass(30);
      expect((await dynamo.get('ann', 1)).Item).toMatchObject({ note: { S: 'kept' } });
      expect((await dynamo.description()).TableStatus).toBe('ACTIVE');
    }
    expect(dynamo.store.blocks.size).toBe(blocks);
    expect((await dynamo.description()).SSEDescription).toBeUndefined();
    for (const KeyId of [KEY, OTHER_KEY]) {
      expect((await dynamo.call(ADMIN, 'ListGrants', { KeyId })).Grants).toEqual([]);
    }
  });

  it('frees the table from the key before: with that deleted, it can be read', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.put('ann', 1);
    await to(dynamo, { Enabled: true, KMSMasterKeyId: OTHER_KEY });
    await dynamo.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: KEY, PendingWindowInDays: 7 });
    await dynamo.pass(8 * 86_400);
    expect(await dynamo.get('ann', 1)).toEqual({ Item: keyOf('ann', 1) });
    expect((await dynamo.description()).TableStatus).toBe('ACTIVE');
  });

  it('is refused where it is none, and while another is under way', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    expect(await dynamo.refusal(ADMIN, 'UpdateTable', { TableName, SSESpecification: WITH_KEY })).toMatchObject({
      message: 'One or more parameter values were invalid: Table is already encrypted by given KMSMasterKeyId',
    });
    await to(dynamo, { Enabled: false });
    expect(await dynamo.refusal(ADMIN, 'UpdateTable', { TableName, SSESpecification: WITH_KEY })).toMatchObject({
      name: 'ResourceInUseException',
    });
  });

  it('changes nothing where KMS refuses', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.put('ann', 1);
    await dynamo.call(ADMIN, 'DisableKey', { KeyId: OTHER_KEY });
    const SSESpecification = { Enabled: true, KMSMasterKeyId: OTHER_KEY };
    await dynamo.refusal(ADMIN, 'UpdateTable', { TableName, SSESpecification });
    expect((await dynamo.description()).TableStatus).toBe('ACTIVE');
    expect((await dynamo.description()).SSEDescription).toMatchObject({ KMSMasterKeyArn: KEY });
    await dynamo.pass(600);
    expect(await dynamo.get('ann', 1)).toEqual({ Item: keyOf('ann', 1) });
  });
});

describe('a table whose key is lost', () => {
  it('is inaccessible once DynamoDB has looked, and comes back with its key', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.put('ann', 1);
    await dynamo.call(ADMIN, 'DisableKey', { KeyId: KEY });
    expect(await dynamo.get('ann', 1)).toEqual({ Item: keyOf('ann', 1) }); // the table key is still in memory
    await dynamo.pass(5 * 60);
    expect(await dynamo.description()).toMatchObject({
      TableStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
      SSEDescription: { InaccessibleEncryptionDateTime: dynamo.lab.now / 1_000 },
    });
    expect(await dynamo.refusal(ADMIN, 'GetItem', { TableName, Key: keyOf('ann', 1) })).toMatchObject({
      name: 'AccessDeniedException',
      because: 'table-inaccessible',
    });
    await dynamo.pass(6 * 86_400);
    await dynamo.call(ADMIN, 'EnableKey', { KeyId: KEY });
    await dynamo.pass(5 * 60);
    expect((await dynamo.description()).TableStatus).toBe('ACTIVE');
    expect(await dynamo.get('ann', 1)).toEqual({ Item: keyOf('ann', 1) });
    await dynamo.pass(2 * 86_400);
    expect((await dynamo.description()).TableStatus).toBe('ACTIVE');
  });

  it('refuses a caller whose table key is not in memory at once, in KMS’s words', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.put('ann', 1);
    await dynamo.call(ADMIN, 'DisableKey', { KeyId: KEY });
    expect(await dynamo.refusal(READER, 'GetItem', { TableName, Key: keyOf('ann', 1) })).toEqual({
      name: 'AccessDeniedException',
      message: `${KEY} is disabled.`,
      because: 'key-disabled',
    });
  });

  it('is archived after seven days, and can then only be deleted', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.call(ADMIN, 'DisableKey', { KeyId: KEY });
    await dynamo.pass(5 * 60 + 7 * 86_400);
    expect((await dynamo.description()).TableStatus).toBe('ARCHIVING');
    await dynamo.pass(60);
    expect(await dynamo.description()).toMatchObject({
      TableStatus: 'ARCHIVED',
      ArchivalSummary: { ArchivalReason: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' },
    });
    await dynamo.call(ADMIN, 'EnableKey', { KeyId: KEY });
    await dynamo.pass(600);
    expect((await dynamo.description()).TableStatus).toBe('ARCHIVED');
    await dynamo.call(ADMIN, 'DeleteTable', { TableName });
    await dynamo.pass(5);
    expect((await dynamo.refusal(ADMIN, 'DescribeTable', { TableName })).name).toBe('ResourceNotFoundException');
  });

  it('is lost with its grant, too: nobody but DynamoDB knows the table key then', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    const { Grants } = await dynamo.call(ADMIN, 'ListGrants', { KeyId: KEY });
    const [grant] = Grants as { readonly GrantId: string }[];
    await dynamo.call(ADMIN, 'RevokeGrant', { KeyId: KEY, GrantId: grant?.GrantId });
    await dynamo.pass(5 * 60);
    expect((await dynamo.description()).TableStatus).toBe('INACCESSIBLE_ENCRYPTION_CREDENTIALS');
  });

  it('is asked about by DynamoDB, not by its callers, and the trail says so', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable(WITH_KEY);
    await dynamo.call(ADMIN, 'DisableKey', { KeyId: KEY });
    const from = dynamo.lab.world.trailLength;
    await dynamo.pass(5 * 60);
    const [row] = dynamo.store.trail({}).slice(from);
    expect(row?.record).toMatchObject({
      eventName: 'Decrypt',
      userIdentity: { type: 'AWSService', invokedBy: 'dynamodb.us-east-1.amazonaws.com' },
      errorCode: 'DisabledException',
    });
  });
});
