import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, type DynamoDbLab, dynamoDbLab, SCHEMA, TableName } from './dynamodb-lab.ts';

let dynamo: DynamoDbLab;
beforeAll(async () => {
  dynamo = await dynamoDbLab();
});

const run = (line: string) => dynamo.lab.runAws(line, ADMIN);

describe('a line that begins with aws dynamodb', () => {
  it('makes a table, waits for it, and puts and gets items', async () => {
    const made = await run(
      `aws dynamodb create-table --table-name ${TableName} --key-schema AttributeName=customer,KeyType=HASH AttributeName=number,KeyType=RANGE --attribute-definitions AttributeName=customer,AttributeType=S AttributeName=number,AttributeType=N --provisioned-throughput ReadCapacityUnits=1,WriteCapacityUnits=1 --sse-specification Enabled=true,KMSMasterKeyId=alias/orders`,
    );
    expect(JSON.parse(made.stdout).TableDescription).toMatchObject({
      KeySchema: SCHEMA.KeySchema,
      CreationDateTime: '2026-05-01T00:00:00+00:00',
    });
    expect(await run(`aws dynamodb wait table-exists --table-name ${TableName}`)).toMatchObject({ exitCode: 0 });
    const item = '{"customer":{"S":"ann"},"number":{"N":"1"},"deep":{"M":{"list":{"L":[{"B":"AQI="}]}}}}';
    expect((await run(`aws dynamodb put-item --table-name ${TableName} --item '${item}'`)).stdout).toBe('');
    const got = await run(
      `aws dynamodb get-item --table-name ${TableName} --key 'customer={S=ann},number={N=1}' --query Item.deep`,
    );
    expect(JSON.parse(got.stdout)).toEqual({ M: { list: { L: [{ B: 'AQI=' }] } } });
  });

  it('has a skeleton of what holds itself, and help', async () => {
    const skeleton = await run('aws dynamodb put-item --generate-cli-skeleton');
    expect(JSON.parse(skeleton.stdout).Item).toMatchObject({ KeyName: { S: '', M: { KeyName: {} }, L: [{}] } });
    expect((await run('aws dynamodb put-item help')).stdout).toContain('M={KeyName1={...},KeyName2={...}}');
    expect((await run('aws dynamodb wait table-exists help')).stdout).toContain('Table.TableStatus returns ACTIVE');
  });

  it('is completed by names of tables', async () => {
    const texts = async (line: string) =>
      (await dynamo.lab.ask({ type: 'complete', line, ...ADMIN })).map(({ text }) => text);
    expect(await texts('aws dynamodb scan --table-name ')).toContain(TableName);
    expect(await texts('aws dynamodb create-table --table-name ')).not.toContain(TableName);
  });

  it('lists tables by page', async () => {
    const other = `aws dynamodb create-table --table-name bills --key-schema AttributeName=id,KeyType=HASH --attribute-definitions AttributeName=id,AttributeType=S --billing-mode PAY_PER_REQUEST`;
    await run(other);
    const { stdout } = await run('aws dynamodb list-tables --page-size 1');
    expect(JSON.parse(stdout)).toEqual({ TableNames: ['bills', TableName] });
  });
});
