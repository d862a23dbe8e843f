import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, QueueUrl, type SqsLab, sqsLab } from './sqs-lab.ts';

let sqs: SqsLab;
beforeAll(async () => {
  sqs = await sqsLab();
});

const run = (line: string) => sqs.lab.runAws(line, ADMIN);

describe('a line that begins with aws sqs', () => {
  it('has maps in shorthand and in JSON', async () => {
    const made = await run(
      'aws sqs create-queue --queue-name bills --attributes VisibilityTimeout=5,KmsMasterKeyId=alias/orders --tags team=blue,stage=test',
    );
    expect(JSON.parse(made.stdout)).toEqual({ QueueUrl: QueueUrl.replace('orders', 'bills') });
    const queue = [...sqs.lab.world.queues.values()].find(({ name }) => name === 'bills');
    expect(queue).toMatchObject({
      tags: { team: 'blue', stage: 'test' },
      settings: { visibilitySeconds: 5, encryption: { kind: 'sse-kms', keyId: 'alias/orders' } },
    });
    const sent = await run(
      `aws sqs send-message --queue-url ${QueueUrl} --message-body x --message-attributes '{"seal":{"DataType":"Binary","BinaryValue":"AQI="}}'`,
    );
    expect(sent.exitCode).toBe(0);
    const received = await run(`aws sqs receive-message --queue-url ${QueueUrl} --message-attribute-names All`);
    const [{ MessageAttributes }] = JSON.parse(received.stdout).Messages;
    expect(MessageAttributes).toEqual({ seal: { BinaryValue: 'AQI=', DataType: 'Binary' } });
  });

  it('tells what a map’s values lack', async () => {
    const line = `aws sqs send-message --queue-url ${QueueUrl} --message-body x --message-attributes 'a={StringValue=x}'`;
    const { exitCode, stderr } = await run(line);
    expect(exitCode).toBe(252);
    expect(stderr).toContain('Missing required parameter in MessageAttributes.a: "DataType"');
  });

  it('has a skeleton and help', async () => {
    const skeleton = await run('aws sqs send-message --generate-cli-skeleton');
    expect(JSON.parse(skeleton.stdout)).toMatchObject({
      MessageAttributes: { KeyName: { DataType: '', StringValue: '' } },
    });
    expect((await run('aws sqs create-queue help')).stdout).toContain('KeyName1=string,KeyName2=string');
  });

  it('is completed by addresses and names of queues', async () => {
    const texts = async (line: string) =>
      (await sqs.lab.ask({ type: 'complete', line, ...ADMIN })).map(({ text }) => text);
    expect(await texts('aws sqs purge-queue --queue-url ')).toContain(QueueUrl);
    expect(await texts('aws sqs get-queue-url --queue-name ')).toContain('orders');
    expect(await texts('aws sqs create-queue --queue-name ')).not.toContain('orders');
  });
});
