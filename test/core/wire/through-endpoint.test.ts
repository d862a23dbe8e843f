import { CreateKeyCommand, DescribeKeyCommand, EncryptCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { endpointWith } from '../../helpers/endpoint-with.ts';

const KMS = 'vpce-0123456789abcdef0';
const STS = 'vpce-0fedcba9876543210';
const VPC = { account: 'main', region: 'us-east-1', vpc: 'vpc-0123456789abcdef0' } as const;
const ENCRYPT_ONLY = {
  Statement: [{ Effect: 'Allow', Principal: '*', Action: ['kms:Encrypt', 'kms:ListKeys'], Resource: '*' }],
};

const world = {
  vpcEndpoints: [
    { id: KMS, ...VPC, policy: ENCRYPT_ONLY },
    { id: STS, ...VPC, service: 'sts' as const },
  ],
};

describe('requests through a VPC endpoint', () => {
  it('come by a path of their own, which clients sign', async () => {
    const endpoint = await endpointWith({ world });
    const { KeyMetadata } = await endpoint.client().send(new CreateKeyCommand());
    const kms = endpoint.client({ through: KMS });
    const KeyId = KeyMetadata?.KeyId;
    await kms.send(new EncryptCommand({ KeyId, Plaintext: Uint8Array.of(1) }));
    expect(endpoint.lastRequest().path).toBe(`/vpce/${KMS}/`);
    await expect(kms.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('because no VPC endpoint policy allows the kms:DescribeKey action'),
    });
    expect((await endpoint.trail()).at(-1)).toMatchObject({ vpcEndpointId: KMS, sourceIPAddress: '10.0.0.10' });
  });

  it('speak any protocol', async () => {
    const endpoint = await endpointWith({ world });
    await endpoint.stsClient({ through: STS }).send(new GetCallerIdentityCommand());
    expect((await endpoint.trail()).at(-1)?.vpcEndpointId).toBe(STS);
  });

  it('are not heard on another path than the signed one', async () => {
    const endpoint = await endpointWith({ world });
    const client = endpoint.client({ through: KMS, tamper: (request) => ({ ...request, path: '/' }) });
    await expect(client.send(new ListKeysCommand())).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  it.each([
    ['that is not there', { through: 'vpce-00000000000000000' }, 'this world has no VPC endpoint'],
    ['of another Region', { through: KMS, region: 'eu-west-1' }, 'is in us-east-1'],
    ['of another service', { through: STS }, 'kms is not reached through it'],
  ])('reach nobody through one %s', async (_what, options, says) => {
    const endpoint = await endpointWith({ world });
    await expect(endpoint.client(options).send(new ListKeysCommand())).rejects.toMatchObject({
      name: 'VpcEndpointNotReachable',
      message: expect.stringContaining(says),
    });
    expect(await endpoint.trail()).toEqual([]);
  });

  it('are refused behind another path', async () => {
    const endpoint = await endpointWith({ world, auth: 'trust' });
    const answer = await endpoint.send({
      path: `/vpce/${KMS}/other`,
      headers: new Map([
        ['host', '127.0.0.1:4599'],
        ['content-type', 'application/x-amz-json-1.1'],
        ['x-amz-target', 'TrentService.ListKeys'],
      ]),
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('UnknownOperationException');
  });
});

describe('kmslab env', () => {
  const ask = async (body: object) => {
    const endpoint = await endpointWith({ world });
    const { status, body: answer } = await endpoint.send({
      path: '/_kmslab/credentials',
      headers: new Map([
        ['host', '127.0.0.1:4599'],
        ['authorization', `Bearer ${endpoint.site.token}`],
      ]),
      body: new TextEncoder().encode(JSON.stringify(body)),
    });
    return { status, ...JSON.parse(String(answer)) };
  };

  it('is told the way through a VPC endpoint', async () => {
    expect(await ask({ through: STS })).toMatchObject({
      status: 200,
      region: 'us-east-1',
      service: 'sts',
      path: `/vpce/${STS}`,
    });
    expect(await ask({})).not.toHaveProperty('path');
    expect(await ask({ through: 'vpce-1' })).toEqual({
      status: 400,
      error: "this world has no VPC endpoint 'vpce-1'",
    });
  });
});
