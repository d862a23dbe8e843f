import {
  CreateVolumeCommand,
  type CreateVolumeCommandInput,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { endpointWith, type TestEndpoint } from '../../helpers/endpoint-with.ts';
import { ADMIN } from '../../helpers/lab-with.ts';

const VOLUME = { AvailabilityZone: 'us-east-1a', Size: 1 };
const READER = 'arn:aws:iam::111122223333:role/reader';
const utf8 = (text: string) => new TextEncoder().encode(text);

async function endpoint(): Promise<TestEndpoint> {
  const reads = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' } };
  return endpointWith({
    world: { principals: { 'main/role/admin': ['AdministratorAccess'], 'main/role/reader': [reads] } },
  });
}

async function refusal(ec2: EC2Client, input: CreateVolumeCommandInput) {
  try {
    await ec2.send(new CreateVolumeCommand(input));
    return null;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { readonly $metadata: { readonly httpStatusCode: number } };
    return { name, message, status: $metadata.httpStatusCode };
  }
}

/** A request that is signed by nobody: `--auth trust` takes it for the administrator's. */
async function form(body: string, trusts = true) {
  const { send } = await endpointWith({ auth: trusts ? 'trust' : 'verify' });
  const headers = new Map([
    ['host', '127.0.0.1:4599'],
    ['content-type', 'application/x-www-form-urlencoded'],
  ]);
  return send({ headers, body: utf8(body) });
}

describe('EC2’s Query protocol', () => {
  it('answers in XML: the request’s id beside the members, lists of items', async () => {
    const { status, headers, body } = await form('Action=DescribeVolumes&Version=2016-11-15');
    expect(status).toBe(200);
    expect(headers['Content-Type']).toBe('text/xml;charset=UTF-8');
    expect(body).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<DescribeVolumesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>${headers['x-amzn-RequestId']}</requestId><volumeSet></volumeSet></DescribeVolumesResponse>\n`,
    );
  });

  it('tells times to the millisecond and a volume’s state as its status', async () => {
    const { body } = await form('Action=CreateVolume&Version=2016-11-15&AvailabilityZone=us-east-1a&Size=8');
    expect(body).toMatch(/<createTime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z<\/createTime>/);
    expect(body).toContain('<status>creating</status>');
    expect(body).toContain('<size>8</size>');
  });

  it('takes its parameters from the URL too', async () => {
    const { send } = await endpointWith({ auth: 'trust' });
    const headers = new Map([
      ['host', '127.0.0.1:4599'],
      [
        'authorization',
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
      ],
    ]);
    const { body } = await send({ method: 'GET', query: 'Action=DescribeSnapshots&Version=2016-11-15', headers });
    expect(body).toContain('<snapshotSet></snapshotSet>');
  });

  it.each([
    [
      'an action that is none',
      'Action=Frobnicate&Version=2016-11-15',
      'InvalidAction',
      'The action Frobnicate is not valid for this web service.',
    ],
    [
      'an action of another service',
      'Action=CreateKey&Version=2016-11-15',
      'InvalidAction',
      'The action CreateKey is not valid for this web service.',
    ],
    ['no action', 'Version=2016-11-15', 'MissingAction', 'The request must contain the parameter Action'],
    [
      'a member that is missing',
      'Action=CreateSnapshot&Version=2016-11-15',
      'MissingParameter',
      'The request must contain the parameter VolumeId',
    ],
    [
      'text for a number',
      'Action=CreateVolume&Version=2016-11-15&AvailabilityZone=us-east-1a&Size=big',
      'InvalidParameterValue',
      /Size/i,
    ],
    [
      'text for a boolean',
      'Action=CreateVolume&Version=2016-11-15&AvailabilityZone=us-east-1a&Size=1&Encrypted=yes',
      'InvalidParameterValue',
      /Encrypted/i,
    ],
    ['a query that is none', 'Action=CreateVolume&Version=2016-11-15&x=%zz', 'MalformedQueryString', /syntax/],
  ] as const)('refuses %s', async (_, query, code, message) => {
    const body = query.includes('%zz') ? null : await form(query);
    const answer = body ?? (await malformed(query));
    expect(answer.status).toBe(400);
    const [, told, says] =
      /<Response><Errors><Error><Code>(.*)<\/Code><Message>(.*)<\/Message><\/Error><\/Errors><RequestID>[0-9a-f-]{36}<\/RequestID><\/Response>/.exec(
        answer.body,
      ) ?? [];
    expect(told).toBe(code);
    if (typeof message === 'string') expect(says).toBe(message);
    else expect(says).toMatch(message);
  });

  it('knows one version of its API', async () => {
    const { send } = await endpointWith({ auth: 'trust' });
    const headers = new Map([
      ['host', '127.0.0.1:4599'],
      ['content-type', 'application/x-www-form-urlencoded'],
      [
        'authorization',
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
      ],
    ]);
    const { body } = await send({ headers, body: utf8('Action=DescribeVolumes&Version=2009-04-04') });
    expect(body).toContain('<Code>NoSuchVersion</Code>');
  });
});

/** What is signed for EC2, and is no form. */
async function malformed(body: string) {
  const { send } = await endpointWith({ auth: 'trust' });
  const headers = new Map([
    ['host', '127.0.0.1:4599'],
    [
      'authorization',
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
    ],
  ]);
  return send({ headers, body: utf8(body) });
}

describe('what EC2 refuses', () => {
  it('a call that IAM does not allow: 403', async () => {
    const ec2 = (await endpoint()).ec2Client({ as: READER });
    expect(await refusal(ec2, VOLUME)).toEqual({
      name: 'UnauthorizedOperation',
      message: expect.stringMatching(
        /^You are not authorized to perform this operation. User: .*role\/reader.* is not authorized to perform: ec2:CreateVolume on resource: /,
      ),
      status: 403,
    });
  });

  it('DryRun: 412 where the call would be let through, 403 where it would not; nothing is done', async () => {
    const served = await endpoint();
    expect(await refusal(served.ec2Client(), { ...VOLUME, DryRun: true })).toEqual({
      name: 'DryRunOperation',
      message: 'Request would have succeeded, but DryRun flag is set.',
      status: 412,
    });
    expect(await refusal(served.ec2Client({ as: READER }), { ...VOLUME, DryRun: true })).toMatchObject({
      name: 'UnauthorizedOperation',
      status: 403,
    });
    expect((await served.ec2Client().send(new DescribeVolumesCommand({}))).Volumes).toEqual([]);
  });

  it('a snapshot that isn’t there: 400, in EC2’s words', async () => {
    const ec2 = (await endpoint()).ec2Client();
    const asked = ec2.send(new DescribeSnapshotsCommand({ SnapshotIds: ['snap-00000000000000000'] }));
    await expect(asked).rejects.toMatchObject({
      name: 'InvalidSnapshot.NotFound',
      message: "The snapshot 'snap-00000000000000000' does not exist.",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    ['a secret that is wrong', { accessKeyId: '', secretAccessKey: 'wrong' }],
    ['an access key that nobody has', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wrong' }],
  ])('%s: 401', async (_, given) => {
    const served = await endpoint();
    const { accessKeyId } = served.lab.accessKeys.of(ADMIN.as);
    const credentials = { ...given, accessKeyId: given.accessKeyId || accessKeyId };
    expect(await refusal(served.ec2Client({ credentials }), VOLUME)).toEqual({
      name: 'AuthFailure',
      message: 'AWS was not able to validate the provided access credentials',
      status: 401,
    });
  });

  it('a request that nobody has signed: 403', async () => {
    const { status, body } = await form('Action=DescribeVolumes&Version=2016-11-15', false);
    expect(status).toBe(403);
    expect(body).toContain('<Code>MissingAuthenticationToken</Code>');
  });
});
