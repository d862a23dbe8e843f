import { beforeEach, describe, expect, it } from 'vitest';
import type { WireResponse } from '../../../core/wire/wire-response.ts';
import { endpointWith, type TestEndpoint } from '../../helpers/endpoint-with.ts';

let endpoint: TestEndpoint;
const PATH = '/111122223333/orders';

beforeEach(async () => {
  endpoint = await endpointWith({ auth: 'trust' });
  await query({ Action: 'CreateQueue', QueueName: 'orders', 'Tag.1.Key': 'team', 'Tag.1.Value': 'blue' });
});

/** A request as clients before 2023 send it, to the queue's path or to the endpoint's. */
function query(parameters: Readonly<Record<string, string>>, path = '/'): Promise<WireResponse> {
  const form = new URLSearchParams({ Version: '2012-11-05', ...parameters });
  return endpoint.send({
    path,
    headers: new Map([
      ['host', '127.0.0.1:4599'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ]),
    body: new TextEncoder().encode(form.toString()),
  });
}

function between(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
}

describe('SQS in the Query protocol', () => {
  it('names the queue by its path, and gives addresses of this endpoint', async () => {
    const { body } = await query({ Action: 'ListQueues' });
    expect(body).toContain(
      '<ListQueuesResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><ListQueuesResult><QueueUrl>http://127.0.0.1:4599/111122223333/orders</QueueUrl></ListQueuesResult><ResponseMetadata><RequestId>',
    );
    const { body: told } = await query({ Action: 'GetQueueAttributes', 'AttributeName.1': 'VisibilityTimeout' }, PATH);
    expect(told).toContain('<Attribute><Name>VisibilityTimeout</Name><Value>30</Value></Attribute>');
  });

  it('has flat lists and maps, in requests and answers', async () => {
    const sent = await query(
      {
        Action: 'SendMessage',
        MessageBody: 'an order <5',
        'MessageAttribute.1.Name': 'seal',
        'MessageAttribute.1.Value.DataType': 'Binary',
        'MessageAttribute.1.Value.BinaryValue': 'AQL/',
        'MessageAttribute.2.Name': 'tenant',
        'MessageAttribute.2.Value.DataType': 'String',
        'MessageAttribute.2.Value.StringValue': 'blue',
      },
      PATH,
    );
    const received = await query(
      { Action: 'ReceiveMessage', 'AttributeName.1': 'All', 'MessageAttributeName.1': 'All' },
      PATH,
    );
    expect(between(received.body, 'MD5OfMessageAttributes')).toBe(between(sent.body, 'MD5OfMessageAttributes'));
    expect(received.body).toContain('<Body>an order &lt;5</Body>');
    expect(received.body).toContain(
      '<MessageAttribute><Name>seal</Name><Value><BinaryValue>AQL/</BinaryValue><DataType>Binary</DataType></Value></MessageAttribute>',
    );
    expect(received.body).toContain('<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>');
    const ReceiptHandle = between(received.body, 'ReceiptHandle') ?? '';
    const deleted = await query(
      {
        Action: 'DeleteMessageBatch',
        'DeleteMessageBatchRequestEntry.1.Id': 'a',
        'DeleteMessageBatchRequestEntry.1.ReceiptHandle': ReceiptHandle,
        'DeleteMessageBatchRequestEntry.2.Id': 'b',
        'DeleteMessageBatchRequestEntry.2.ReceiptHandle': 'none',
      },
      PATH,
    );
    expect(deleted.body).toContain('<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>');
    expect(deleted.body).toContain('<BatchResultErrorEntry><Id>b</Id><SenderFault>true</SenderFault>');
  });

  it('sets tags and attributes, and answers without a result', async () => {
    await query({ Action: 'TagQueue', 'Tags.1.Key': 'stage', 'Tags.1.Value': 'test' }, PATH);
    expect((await query({ Action: 'ListQueueTags' }, PATH)).body).toContain(
      '<ListQueueTagsResult><Tag><Key>team</Key><Value>blue</Value></Tag><Tag><Key>stage</Key><Value>test</Value></Tag></ListQueueTagsResult>',
    );
    const set = { 'Attribute.1.Name': 'DelaySeconds', 'Attribute.1.Value': '5' };
    const { body } = await query({ Action: 'SetQueueAttributes', ...set }, PATH);
    expect(body).not.toContain('Result>');
    expect(body).toContain('<SetQueueAttributesResponse');
  });

  it('refuses with the older codes and their status', async () => {
    const { status, body } = await query({ Action: 'PurgeQueue' }, '/111122223333/nothing');
    expect([status, between(body, 'Code')]).toEqual([400, 'AWS.SimpleQueueService.NonExistentQueue']);
    await query({ Action: 'PurgeQueue' }, PATH);
    const twice = await query({ Action: 'PurgeQueue' }, PATH);
    expect([twice.status, between(twice.body, 'Code')]).toEqual([403, 'AWS.SimpleQueueService.PurgeQueueInProgress']);
    const unknown = await query({ Action: 'StartMessageMoveTask' });
    expect(between(unknown.body, 'Code')).toBe('InvalidAction');
  });
});

describe('SQS in AWS JSON 1.0', () => {
  const json = (path: string, contentType: string) =>
    endpoint.send({
      path,
      headers: new Map([
        ['host', '127.0.0.1:4599'],
        ['content-type', contentType],
        ['x-amz-target', 'AmazonSQS.DeleteQueue'],
      ]),
      body: new TextEncoder().encode(JSON.stringify({ QueueUrl: `http://elsewhere${PATH}` })),
    });

  it('takes requests at the path of the queue, as SDKs send them, and answers an empty structure', async () => {
    const { status, body, headers } = await json(PATH, 'application/x-amz-json-1.0');
    expect([status, body]).toEqual([200, '{}']);
    expect(headers).toHaveProperty('x-amz-crc32');
  });

  it('takes no other version of the protocol', async () => {
    const { status, body } = await json('/', 'application/x-amz-json-1.1');
    expect([status, JSON.parse(body)]).toEqual([400, { __type: 'com.amazonaws.sqs#UnknownOperationException' }]);
  });
});
