import { type Bytes, type CloudTrailRecord, createLab, type WorldSpec } from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { type Caller, type Members, ServiceLab } from '../../../helpers/service-lab.ts';
import { SpyStore } from '../../../helpers/spy-store.ts';

export const OWN = '111122223333';

export const ADMIN: Caller = { as: `arn:aws:iam::${OWN}:role/admin`, region: 'us-east-1' };
/** May do all of DynamoDB, and nothing of KMS. */
export const CLERK: Caller = { ...ADMIN, as: ADMIN.as.replace('admin', 'clerk') };
/** May do all of DynamoDB, and open what is under a key. */
export const READER: Caller = { ...ADMIN, as: ADMIN.as.replace('admin', 'reader') };

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_KEY_ID = '2234abcd-12ab-34cd-56ef-1234567890ab';
export const KEY = `arn:aws:kms:us-east-1:${OWN}:key/${KEY_ID}`;
export const OTHER_KEY = `arn:aws:kms:us-east-1:${OWN}:key/${OTHER_KEY_ID}`;
export const TABLE_ARN = `arn:aws:dynamodb:us-east-1:${OWN}:table/orders`;
export const TableName = 'orders';

/** A lab with keys and no table yet, and short words for what the tests do all the time. */
export class DynamoDbLab extends ServiceLab {
  /** CloudTrail's records since `from`, of one account's log. */
  override records(from = 0, accountId = OWN): readonly CloudTrailRecord[] {
    return super.records(from, accountId);
  }

  /** A table of customers and the numbers of their orders, once it is there. */
  async createTable(SSESpecification?: Members, who: Caller = ADMIN): Promise<void> {
    await this.call(who, 'CreateTable', { ...SCHEMA, ...(SSESpecification === undefined ? {} : { SSESpecification }) });
    await this.pass(5);
  }

  put(customer: string, number: number, more: Members = {}, who: Caller = ADMIN): Promise<Members> {
    const Item = { customer: { S: customer }, number: { N: String(number) }, ...more };
    return this.call(who, 'PutItem', { TableName, Item });
  }

  get(customer: string, number: number, who: Caller = ADMIN): Promise<Members> {
    return this.call(who, 'GetItem', { TableName, Key: keyOf(customer, number) });
  }

  async description(): Promise<Members> {
    return (await this.call(ADMIN, 'DescribeTable', { TableName })).Table as Members;
  }

  async pass(seconds: number): Promise<void> {
    const done = await this.lab.act({ type: 'advance', by: seconds * 1_000 });
    if (!done.ok) throw new Error(done.error.message);
  }
}

export const SCHEMA = {
  TableName,
  KeySchema: [
    { AttributeName: 'customer', KeyType: 'HASH' },
    { AttributeName: 'number', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'customer', AttributeType: 'S' },
    { AttributeName: 'number', AttributeType: 'N' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
};

export const WITH_KEY = { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY };

export function keyOf(customer: string, number: number): Members {
  return { customer: { S: customer }, number: { N: String(number) } };
}

export async function dynamoDbLab(
  over: Partial<WorldSpec> = {},
  rootKey: Bytes = new Uint8Array(32).fill(7),
): Promise<DynamoDbLab> {
  const ports = { ...fixedPorts(), store: new SpyStore() };
  const policy = (...Action: string[]) => [
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
  ];
  const lab = await createLab(
    ports,
    {
      start: Date.UTC(2026, 4, 1),
      accounts: { prod: OWN },
      principals: {
        'prod/role/admin': ['AdministratorAccess'],
        'prod/role/clerk': policy('dynamodb:*'),
        'prod/role/reader': policy('dynamodb:*', 'kms:Decrypt'),
      },
      keys: [
        { account: 'prod', region: 'us-east-1', id: KEY_ID, alias: 'alias/orders' },
        { account: 'prod', region: 'us-east-1', id: OTHER_KEY_ID },
      ],
      ...over,
    },
    1,
    rootKey,
  );
  return new DynamoDbLab(lab, ports, 'dynamodb');
}
