import { beforeEach, describe, expect, it } from 'vitest';
import { type AwsCaller, createLab, DEFAULT_WORLD, type Lab } from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { ADMIN, OTHER_ADMIN, START } from '../../../helpers/lab-with.ts';

const VPC = 'vpc-0123456789abcdef0';
const INTERFACE = `aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id ${VPC}`;
const FOR_KMS = `${INTERFACE} --service-name com.amazonaws.us-east-1.kms`;
const ENCRYPT_ONLY = JSON.stringify({
  Statement: { Effect: 'Allow', Principal: '*', Action: ['kms:Encrypt', 'kms:List*'], Resource: '*' },
});

let lab: Lab;
beforeEach(async () => {
  lab = await createLab(fixedPorts(), { ...DEFAULT_WORLD, start: START });
});

async function aws(line: string, by: AwsCaller = ADMIN): Promise<string> {
  const { exitCode, stdout, stderr } = await lab.runAws(line, by);
  return exitCode === 0 ? stdout.trim() : stderr.trim();
}

const made = (more = '') => aws(`${FOR_KMS} ${more} --query VpcEndpoint.VpcEndpointId --output text`);

const encrypting = (KeyId: string) => ({
  service: 'kms' as const,
  operation: 'Encrypt',
  input: { KeyId, Plaintext: Uint8Array.of(1) },
  ...ADMIN,
});

async function newKey(policy?: Readonly<Record<string, unknown>>): Promise<string> {
  const input = policy === undefined ? {} : { Policy: JSON.stringify(policy) };
  const { reply } = await lab.call({ service: 'kms', operation: 'CreateKey', input, ...ADMIN });
  if (!reply.ok) throw new Error(reply.error.message);
  return (reply.output.KeyMetadata as { KeyId: string }).KeyId;
}

describe('a VPC endpoint', () => {
  it('is made, described, changed and deleted', async () => {
    const id = await made(`--policy-document '${ENCRYPT_ONLY}' --no-private-dns-enabled --subnet-ids subnet-1`);
    expect(id).toMatch(/^vpce-[0-9a-f]{17}$/);
    const [told] = JSON.parse(await aws('aws ec2 describe-vpc-endpoints --query VpcEndpoints'));
    expect(told).toMatchObject({
      VpcEndpointId: id,
      VpcEndpointType: 'Interface',
      VpcId: VPC,
      ServiceName: 'com.amazonaws.us-east-1.kms',
      State: 'available',
      PolicyDocument: ENCRYPT_ONLY,
      PrivateDnsEnabled: false,
      SubnetIds: ['subnet-1'],
      OwnerId: '111122223333',
    });
    const policy = `aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${id} --query VpcEndpoints[0].PolicyDocument`;
    expect(await aws(`aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --reset-policy`)).toContain('"Return": true');
    expect(JSON.parse(JSON.parse(await aws(policy))).Statement).toEqual([
      { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
    ]);
    await aws(`aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --policy-document '${ENCRYPT_ONLY}'`);
    expect(JSON.parse(await aws(policy))).toBe(ENCRYPT_ONLY);
    const gone = 'vpce-00000000000000000';
    const deleted = JSON.parse(await aws(`aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${id} ${gone}`));
    expect(deleted).toEqual({
      Unsuccessful: [
        {
          Error: {
            Code: 'InvalidVpcEndpointId.NotFound',
            Message: `The Vpc Endpoint Id '${gone}' does not exist`,
          },
          ResourceId: gone,
        },
      ],
    });
    expect(lab.world.vpcEndpoints.size).toBe(0);
  });

  it('is of its account and Region alone, and found by filters', async () => {
    const id = await made();
    const ids = '--query VpcEndpoints[].VpcEndpointId --output text';
    expect(await aws(`aws ec2 describe-vpc-endpoints ${ids}`, OTHER_ADMIN)).toBe('');
    expect(await aws(`aws ec2 describe-vpc-endpoints ${ids}`, { ...ADMIN, region: 'eu-west-1' })).toBe('');
    expect(await aws(`aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --reset-policy`, OTHER_ADMIN)).toContain(
      'InvalidVpcEndpointId.NotFound',
    );
    for (const [filter, isThere] of [
      ['Name=service-name,Values=com.amazonaws.us-east-1.kms', true],
      ['Name=vpc-id,Values=vpc-0*', true],
      ['Name=vpc-endpoint-type,Values=Gateway', false],
    ] as const) {
      expect(await aws(`aws ec2 describe-vpc-endpoints --filters ${filter} ${ids}`)).toBe(isThere ? id : '');
    }
  });

  it.each([
    [
      'of the usual type, which KMS has not',
      `aws ec2 create-vpc-endpoint --vpc-id ${VPC} --service-name com.amazonaws.us-east-1.kms`,
      'InvalidParameter',
    ],
    ['of a service that there is not', `${INTERFACE} --service-name com.amazonaws.us-east-1.sqs`, 'InvalidServiceName'],
    ['of another Region', `${INTERFACE} --service-name com.amazonaws.eu-west-1.kms`, 'InvalidServiceName'],
    ['in no VPC', FOR_KMS.replace(VPC, 'subnet-1'), 'InvalidVpcID.Malformed'],
    ['with half a policy', `${FOR_KMS} --policy-document '{"Statement": []'`, 'InvalidPolicyDocument'],
    ['with too much of one', `${FOR_KMS} --policy-document '${ENCRYPT_ONLY.padEnd(20_481)}'`, 'InvalidPolicyDocument'],
  ])('%s is refused', async (_what, line, code) => {
    expect(await aws(line)).toContain(`An error occurred (${code}) when calling the CreateVpcEndpoint operation`);
  });

  it('is completed where a line wants one', async () => {
    const id = await made();
    const complete = async (line: string) =>
      (await lab.ask({ type: 'complete', line, ...ADMIN })).map(({ text }) => text);
    expect(await complete('aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ')).toContain(id);
    expect(await complete('aws ec2 create-vpc-endpoint --vpc-id ')).toEqual([VPC]);
    expect(await complete('aws ec2 create-vpc-endpoint --service-name ')).toContain('com.amazonaws.us-east-1.s3');
  });
});

describe('a request through a VPC endpoint', () => {
  it('is bounded by its policy, whoever makes it', async () => {
    const KeyId = await newKey();
    const vpcEndpointId = await made(`--policy-document '${ENCRYPT_ONLY}'`);
    expect((await lab.call({ ...encrypting(KeyId), vpcEndpointId })).reply.ok).toBe(true);
    const refused = { ...ADMIN, service: 'kms', operation: 'DescribeKey', input: { KeyId } } as const;
    expect((await lab.call({ ...refused, vpcEndpointId })).reply).toMatchObject({
      error: {
        name: 'AccessDeniedException',
        message: expect.stringContaining('because no VPC endpoint policy allows the kms:DescribeKey action'),
        because: 'no-vpc-endpoint-policy-statement',
      },
    });
    expect((await lab.call(refused)).reply.ok).toBe(true);
    await aws(`aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${vpcEndpointId} --reset-policy`);
    expect((await lab.call({ ...refused, vpcEndpointId })).reply.ok).toBe(true);
  });

  it('has aws:SourceVpce, aws:SourceVpc and aws:VpcSourceIp, and no aws:SourceIp', async () => {
    const vpcEndpointId = await made();
    const isLet = async (Condition: Readonly<Record<string, unknown>>, sourceIp?: string) => {
      const only = { Effect: 'Deny', Principal: '*', Action: 'kms:Encrypt', Resource: '*', Condition };
      const all = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' };
      const KeyId = await newKey({ Version: '2012-10-17', Statement: [all, only] });
      const request = { ...encrypting(KeyId), ...(sourceIp === undefined ? {} : { sourceIp }) };
      return [(await lab.call(request)).reply.ok, (await lab.call({ ...request, vpcEndpointId })).reply.ok];
    };
    expect(await isLet({ StringNotEquals: { 'aws:SourceVpce': vpcEndpointId } })).toEqual([false, true]);
    expect(await isLet({ StringNotEquals: { 'aws:SourceVpc': VPC } })).toEqual([false, true]);
    expect(await isLet({ NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } })).toEqual([false, true]);
    expect(await isLet({ NotIpAddress: { 'aws:VpcSourceIp': '172.20.1.0/24' } }, '172.20.1.9')).toEqual([false, true]);
    expect(await isLet({ IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } })).toEqual([false, true]);
    expect(await isLet({ Null: { 'aws:SourceIp': 'false' } })).toEqual([false, true]);
  });

  it('stands in CloudTrail with the endpoint, and can be asked about again', async () => {
    const KeyId = await newKey();
    const vpcEndpointId = await made(`--policy-document '${ENCRYPT_ONLY}'`);
    const { records, requestId } = await lab.call({
      ...ADMIN,
      service: 'kms',
      operation: 'DescribeKey',
      input: { KeyId },
      vpcEndpointId,
    });
    expect(records[0]).toMatchObject({
      sourceIPAddress: '10.0.0.10',
      vpcEndpointId,
      vpcEndpointAccountId: '111122223333',
      errorCode: 'AccessDenied',
    });
    await aws(`aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${vpcEndpointId}`);
    expect(await lab.ask({ type: 'why', requestId })).toMatchObject({
      error: { because: 'no-vpc-endpoint-policy-statement' },
    });
  });

  it('is what why asks about, of a call that nobody makes', async () => {
    const KeyId = await newKey();
    const vpcEndpointId = await made(`--policy-document '${ENCRYPT_ONLY}'`);
    const asked = { type: 'whyIf', as: ADMIN.as, action: 'kms:Decrypt', key: KeyId, vpcEndpointId } as const;
    expect((await lab.ask(asked)).error?.because).toBe('no-vpc-endpoint-policy-statement');
    expect((await lab.ask({ ...asked, action: 'kms:Encrypt' })).error).toBeNull();
  });

  it('may be of another account than the caller, and bounds it too', async () => {
    const vpcEndpointId = await made(`--policy-document '${ENCRYPT_ONLY}'`);
    const call = { ...OTHER_ADMIN, service: 'kms', input: {}, vpcEndpointId } as const;
    expect((await lab.call({ ...call, operation: 'ListKeys' })).reply.ok).toBe(true);
    expect((await lab.call({ ...call, operation: 'CreateKey' })).reply.ok).toBe(false);
  });

  it('stays on the endpoint: what a service does for the caller does not come through it', async () => {
    const vpcEndpointId = await aws(
      `aws ec2 create-vpc-endpoint --vpc-id ${VPC} --service-name com.amazonaws.us-east-1.s3 --query VpcEndpoint.VpcEndpointId --output text`,
    );
    const s3 = (operation: string, input: object) =>
      lab.call({ ...ADMIN, service: 's3', operation, input, vpcEndpointId });
    await s3('CreateBucket', { Bucket: 'kept-things' });
    const input = { Bucket: 'kept-things', Key: 'a', Body: Uint8Array.of(1), ServerSideEncryption: 'aws:kms' };
    expect((await s3('PutObject', input)).reply).toMatchObject({ ok: true });
    const trail = (await lab.ask({ type: 'trail' })).map(({ record }) => record);
    expect(trail.find(({ eventName }) => eventName === 'CreateBucket')?.vpcEndpointId).toBe(vpcEndpointId);
    expect(trail.find(({ eventName }) => eventName === 'GenerateDataKey')?.vpcEndpointId).toBeUndefined();
  });

  it.each([
    ['that there is not', 'vpce-00000000000000000', {}, 'no VPC endpoint'],
    ['of another Region', null, { region: 'eu-west-1' }, 'is in us-east-1'],
    ['of another service', null, { service: 'sts', operation: 'GetCallerIdentity' }, 'sts is not reached through it'],
  ] as const)('%s is none', async (_what, id, other, says) => {
    const vpcEndpointId = id ?? (await made());
    const call = { ...ADMIN, service: 'kms', operation: 'ListKeys', input: {}, vpcEndpointId, ...other } as const;
    await expect(lab.call(call)).rejects.toThrow(says);
  });

  it('of a session, keeps what surrounds it the same from request to request', async () => {
    const vpcEndpointId = await made(`--policy-document '${ENCRYPT_ONLY}'`);
    const list = { ...ADMIN, service: 'kms', operation: 'ListKeys', input: {} } as const;
    for (const [way, isLet] of [
      [{ vpcEndpointId }, true],
      [{}, true],
      [{ vpcEndpointId, sourceIp: '10.9.9.9' }, true],
      [{ vpcEndpointId, session: { tags: { team: 'blue' } } }, true],
    ] as const) {
      expect((await lab.call({ ...list, ...way })).reply.ok).toBe(isLet);
    }
    const describe_ = { ...list, operation: 'GenerateRandom', input: { NumberOfBytes: 1 } } as const;
    expect((await lab.call({ ...describe_, vpcEndpointId })).reply.ok).toBe(false);
    expect((await lab.call(describe_)).reply.ok).toBe(true);
  });
});
