import { LookupEventsCommand, type LookupEventsCommandInput, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { endpointWith } from '../../../helpers/endpoint-with.ts';
import { OWN, START } from '../../../helpers/lab-with.ts';

const ANN = `arn:aws:iam::${OWN}:user/ann`;
const WORLD = { principals: { 'main/role/admin': ['AdministratorAccess'], 'main/user/ann': ['AdministratorAccess'] } };

describe('CloudTrail by the SDK for JavaScript', () => {
  it('looks events up, with dates as Dates', async () => {
    const endpoint = await endpointWith({ world: WORLD });
    await endpoint.client({ as: ANN }).send(new ListKeysCommand({}));
    const cloudTrail = endpoint.cloudTrailClient();
    const { Events = [] } = await cloudTrail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'ann' }],
        StartTime: new Date(START),
        EndTime: new Date(START),
      }),
    );
    expect(Events).toMatchObject([
      {
        EventName: 'ListKeys',
        EventTime: new Date(START),
        EventSource: 'kms.amazonaws.com',
        ReadOnly: 'true',
        Username: 'ann',
        Resources: [],
      },
    ]);
    expect(endpoint.lastRequest().headers.get('x-amz-target')).toBe('CloudTrail_20131101.LookupEvents');
  });

  it('follows a session by its access key, from AssumeRole on', async () => {
    const endpoint = await endpointWith({ world: WORLD });
    const RoleArn = `arn:aws:iam::${OWN}:role/admin`;
    const assumed = await endpoint
      .stsClient({ as: ANN })
      .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = assumed.Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const session = endpoint.client({ credentials });
    await session.send(new ListKeysCommand({}));
    await session.send(new DescribeKeyCommand({ KeyId: 'alias/none' })).catch(() => undefined);
    const cloudTrail = endpoint.cloudTrailClient();
    const LookupAttributes = [{ AttributeKey: 'AccessKeyId' as const, AttributeValue: AccessKeyId }];
    const { Events = [] } = await cloudTrail.send(new LookupEventsCommand({ LookupAttributes }));
    expect(Events.map(({ EventName, Username }) => [EventName, Username])).toEqual([
      ['DescribeKey', 'audit'],
      ['ListKeys', 'audit'],
    ]);
    const byAnn = [{ AttributeKey: 'EventName' as const, AttributeValue: 'AssumeRole' }];
    const [start] = (await cloudTrail.send(new LookupEventsCommand({ LookupAttributes: byAnn }))).Events ?? [];
    const record = JSON.parse(start?.CloudTrailEvent ?? '');
    expect(record.userIdentity).toMatchObject({
      userName: 'ann',
      accessKeyId: endpoint.lab.accessKeys.of(ANN).accessKeyId,
    });
    expect(record.responseElements.credentials.accessKeyId).toBe(AccessKeyId);
  });

  it('goes through all pages by the SDK’s paginator', async () => {
    const endpoint = await endpointWith();
    for (let n = 0; n < 7; n += 1) await endpoint.client().send(new ListKeysCommand({}));
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'ListKeys' }];
    const sizes: number[] = [];
    const pages = paginateLookupEvents({ client: endpoint.cloudTrailClient(), pageSize: 3 }, { LookupAttributes });
    for await (const { Events = [] } of pages) sizes.push(Events.length);
    expect(sizes).toEqual([3, 3, 1]);
  });

  it.each<[LookupEventsCommandInput, string]>([
    [{ MaxResults: 51 }, 'InvalidMaxResultsException'],
    [{ NextToken: 'none' }, 'InvalidNextTokenException'],
    [{ StartTime: new Date(2), EndTime: new Date(1) }, 'InvalidTimeRangeException'],
    [{ LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'no' }] }, 'InvalidLookupAttributesException'],
    [{ EventCategory: 'none' as 'insight' }, 'InvalidEventCategoryException'],
  ])('%j is refused as %s, with a message', async (input, name) => {
    const endpoint = await endpointWith();
    const error = await endpoint
      .cloudTrailClient()
      .send(new LookupEventsCommand(input))
      .catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name, message: expect.stringMatching(/./), $metadata: { httpStatusCode: 400 } });
  });

  it('takes the target by its long name, as the AWS CLI sends it', async () => {
    const endpoint = await endpointWith({ auth: 'trust' });
    const { status, body } = await endpoint.send({
      headers: new Map([
        ['host', '127.0.0.1:4599'],
        ['content-type', 'application/x-amz-json-1.1'],
        ['x-amz-target', 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents'],
      ]),
      body: new TextEncoder().encode('{}'),
    });
    expect([status, JSON.parse(body)]).toEqual([200, { Events: [] }]);
  });
});
