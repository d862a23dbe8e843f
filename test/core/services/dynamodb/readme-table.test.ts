import { type Play, testServiceTable } from '../../../helpers/service-table.ts';
import { ADMIN, type DynamoDbLab, dynamoDbLab, KEY, OWN, READER, SCHEMA, TableName, WITH_KEY } from './dynamodb-lab.ts';

const WORDS = { "the table's name": TableName, "the account's id": OWN };

/** Plays a row: what comes before it, then itself. */
function row(
  before: (dynamo: DynamoDbLab) => Promise<unknown>,
  play: (dynamo: DynamoDbLab) => Promise<unknown>,
  who = ADMIN,
): Play {
  return async () => {
    const dynamo = await dynamoDbLab();
    await before(dynamo);
    const from = dynamo.lab.world.trailLength;
    await play(dynamo);
    return { records: dynamo.records(from), lab: dynamo.lab, caller: who.as, words: WORDS };
  };
}

const nothing = async () => undefined;
const create = (SSESpecification: object) => (dynamo: DynamoDbLab) =>
  dynamo.call(ADMIN, 'CreateTable', { ...SCHEMA, SSESpecification });
const made = (SSESpecification?: object) => (dynamo: DynamoDbLab) =>
  dynamo.createTable(SSESpecification as Readonly<Record<string, unknown>> | undefined);
const update = (SSESpecification: object) => (dynamo: DynamoDbLab) =>
  dynamo.call(ADMIN, 'UpdateTable', { TableName, SSESpecification });
const put = (dynamo: DynamoDbLab) => dynamo.put('ann', 1);
const get = (dynamo: DynamoDbLab) => dynamo.get('ann', 1, READER);

testServiceTable('DynamoDB and its keys', {
  CreateTable: row(nothing, create({ Enabled: false })),
  'CreateTable with SSESpecification': row(nothing, create({ Enabled: true })),
  'PutItem, GetItem and all others on items': row(made(), async (dynamo) => {
    await put(dynamo);
    await get(dynamo);
  }),
  'PutItem under a key of KMS': row(made({ Enabled: true }), put),
  'GetItem by another caller': row(
    async (dynamo) => {
      await made(WITH_KEY)(dynamo);
      await put(dynamo);
    },
    get,
    READER,
  ),
  'GetItem while the table key is in memory': row(
    async (dynamo) => {
      await made(WITH_KEY)(dynamo);
      await put(dynamo);
      await get(dynamo);
    },
    get,
    READER,
  ),
  'UpdateTable from the owned key to one of KMS': row(made(), update({ Enabled: true })),
  'UpdateTable from one key of KMS to another': row(made(WITH_KEY), update({ Enabled: true })),
  'UpdateTable to the owned key': row(made(WITH_KEY), update({ Enabled: false })),
  'DeleteTable under a key of KMS': row(made(WITH_KEY), (dynamo) => dynamo.call(ADMIN, 'DeleteTable', { TableName })),
  'the look at a key that was disabled': row(
    async (dynamo) => {
      await made(WITH_KEY)(dynamo);
      await dynamo.call(ADMIN, 'EnableKey', { KeyId: KEY });
      await dynamo.call(ADMIN, 'DisableKey', { KeyId: KEY });
      await dynamo.call(ADMIN, 'EnableKey', { KeyId: KEY });
    },
    (dynamo) => dynamo.pass(300),
  ),
  'DescribeTable, ListTables': row(made(WITH_KEY), async (dynamo) => {
    await dynamo.description();
    await dynamo.call(ADMIN, 'ListTables');
  }),
});
