import { beforeEach, describe, expect, it } from 'vitest';
import { type CloudTrailRecord, createLab, DEFAULT_WORLD, type Lab, type Outcome } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const ANN = { as: 'arn:aws:iam::111122223333:user/ann', region: 'us-east-1' } as const;
const PARTNER = { as: 'arn:aws:iam::444455556666:role/admin', region: 'us-east-1' } as const;

let lab: Lab;
let keyArn: string;

function call(operation: string, input: object, caller: { as: string; region: string } = ADMIN): Promise<Outcome> {
  return lab.call({ service: 'kms', operation, input, ...caller });
}

beforeEach(async () => {
  const principals = { ...DEFAULT_WORLD.principals, 'main/user/ann': [] };
  lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, principals, start: Date.parse('2026-05-04T10:15:00.250Z') });
  const { reply } = await call('CreateKey', { Description: 'orders' });
  if (!reply.ok) throw new Error(reply.error.message);
  keyArn = (reply.output.KeyMetadata as { Arn: string }).Arn;
});

const one = ({ records }: Outcome): CloudTrailRecord => {
  const [record] = records;
  if (record === undefined || records.length !== 1) throw new Error(`expected one record, found ${records.length}`);
  return record;
};

describe("a call's record in CloudTrail (audit-and-cost.md sections 1 to 3)", () => {
  it('names who, what, where, when, and nothing that was encrypted', async () => {
    const outcome = await call('Encrypt', {
      KeyId: keyArn,
      Plaintext: Uint8Array.of(1, 2, 3),
      EncryptionContext: { tenant: '42' },
    });
    const materialId = (await lab.ask({ type: 'key', keyArn }))?.materials[0]?.keyMaterialId;
    expect(one(outcome)).toEqual({
      eventVersion: '1.11',
      userIdentity: {
        type: 'AssumedRole',
        principalId: expect.stringMatching(/^AROA[A-Z2-7]{17}:kmslab$/),
        arn: 'arn:aws:sts::111122223333:assumed-role/admin/kmslab',
        accountId: '111122223333',
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
            arn: ADMIN.as,
            accountId: '111122223333',
            userName: 'admin',
          },
          attributes: { creationDate: '2026-05-04T10:15:00Z', mfaAuthenticated: 'false' },
        },
      },
      eventTime: '2026-05-04T10:15:00Z',
      eventSource: 'kms.amazonaws.com',
      eventName: 'Encrypt',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: 'kmslab',
      requestParameters: {
        keyId: keyArn,
        encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        encryptionContext: { tenant: '42' },
      },
      responseElements: null,
      additionalEventData: { keyMaterialId: materialId },
      requestID: outcome.requestId,
      eventID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      readOnly: true,
      resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN: keyArn }],
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
    });
  });

  it.each([
    [
      'Decrypt logs the key only where the request names it',
      'GenerateRandom',
      { NumberOfBytes: 8 },
      { requestParameters: null, resources: [], readOnly: true },
    ],
    [
      'calls that return nothing log the ARN of their key',
      'DisableKey',
      {},
      { responseElements: { keyId: 'THE KEY' }, readOnly: false },
    ],
    [
      'ScheduleKeyDeletion logs its default window',
      'ScheduleKeyDeletion',
      {},
      { requestParameters: { pendingWindowInDays: 30, keyId: 'THE KEY' } },
    ],
    ['GetKeyPolicy logs no policy', 'GetKeyPolicy', {}, { responseElements: null, readOnly: true }],
  ])('%s', async (_, operation, input, expected) => {
    const withKey = operation === 'GenerateRandom' ? input : { KeyId: keyArn, ...input };
    const wanted = JSON.parse(JSON.stringify(expected).replaceAll('THE KEY', keyArn)) as object;
    expect(one(await call(operation, withKey))).toMatchObject(wanted);
  });

  it('CreateKey logs all parameters with their defaults, and the metadata', async () => {
    expect(one(await call('CreateKey', {}))).toMatchObject({
      requestParameters: {
        description: '',
        origin: 'AWS_KMS',
        keySpec: 'SYMMETRIC_DEFAULT',
        keyUsage: 'ENCRYPT_DECRYPT',
        multiRegion: false,
      },
      responseElements: {
        keyMetadata: { keyState: 'Enabled', creationDate: 'May 4, 2026, 10:15:00 AM', aWSAccountId: '111122223333' },
      },
    });
  });

  it('CreateKey is about the key that it made; one that is refused is about none', async () => {
    const [record] = await lab.ask({ type: 'trail', keyArn }).then((rows) => rows.map((row) => row.record));
    expect(record).toMatchObject({
      eventName: 'CreateKey',
      resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN: keyArn }],
    });
    expect(one(await call('CreateKey', { Policy: 'none' })).resources).toEqual([]);
  });

  it('a failed call logs the error by its name, and its message', async () => {
    await call('DisableKey', { KeyId: keyArn });
    expect(one(await call('Encrypt', { KeyId: keyArn, Plaintext: Uint8Array.of(1) }))).toMatchObject({
      errorCode: 'DisabledException',
      errorMessage: `${keyArn} is disabled.`,
      responseElements: null,
    });
  });

  it('a denied call logs AccessDenied and no parameters', async () => {
    const record = one(await call('Encrypt', { KeyId: keyArn, Plaintext: Uint8Array.of(1) }, ANN));
    expect(record).toMatchObject({
      errorCode: 'AccessDenied',
      errorMessage: `User: ${ANN.as} is not authorized to perform: kms:Encrypt on resource: ${keyArn} because no identity-based policy allows the kms:Encrypt action`,
      requestParameters: null,
      userIdentity: { type: 'IAMUser', userName: 'ann' },
    });
  });

  it('a wrong ciphertext has no message, for AWS sends none', async () => {
    const record = one(await call('Decrypt', { CiphertextBlob: new Uint8Array(100) }));
    expect(record.errorCode).toBe('InvalidCiphertextException');
    expect(record).not.toHaveProperty('errorMessage');
  });
});

describe('a call on a key of another account', () => {
  const trust = (account: string) => ({ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' });

  it('that succeeds stands in both accounts, under one shared event', async () => {
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [trust('111122223333'), trust('444455556666')] });
    await call('PutKeyPolicy', { KeyId: keyArn, Policy });
    const { records, requestId } = await call('Encrypt', { KeyId: keyArn, Plaintext: Uint8Array.of(1) }, PARTNER);
    const [callers, owners] = records;
    expect(records.map(({ recipientAccountId }) => recipientAccountId)).toEqual(['444455556666', '111122223333']);
    expect(callers?.sharedEventID).toBeDefined();
    expect(owners?.sharedEventID).toBe(callers?.sharedEventID);
    expect(owners?.eventID).not.toBe(callers?.eventID);
    expect([callers?.requestID, owners?.requestID]).toEqual([requestId, requestId]);
    expect(callers?.userIdentity.arn).toBe('arn:aws:sts::444455556666:assumed-role/admin/kmslab');
    expect(owners?.userIdentity).toEqual({
      type: 'AWSAccount',
      principalId: expect.stringMatching(/^AROA.*:kmslab$/),
      accountId: '444455556666',
    });
  });

  it('that is denied stands in the log of the caller only', async () => {
    const record = one(await call('Encrypt', { KeyId: keyArn, Plaintext: Uint8Array.of(1) }, PARTNER));
    expect(record).toMatchObject({ recipientAccountId: '444455556666', errorCode: 'AccessDenied' });
    expect(record).not.toHaveProperty('sharedEventID');
  });
});

describe('what KMS does by itself', () => {
  const events = async (name: string) =>
    (await lab.ask({ type: 'trail', keyArn }))
      .map(({ record }) => record)
      .filter(({ eventName }) => eventName === name);

  it('a rotation is logged when it is done, with the material before and after', async () => {
    await call('EnableKeyRotation', { KeyId: keyArn, RotationPeriodInDays: 90 });
    await lab.act({ type: 'advance', by: 91 * 86_400_000 });
    const [first, second] = (await lab.ask({ type: 'key', keyArn }))?.materials ?? [];
    expect(await events('RotateKey')).toEqual([
      expect.objectContaining({
        eventTime: '2026-08-02T10:15:00Z',
        eventType: 'AwsServiceEvent',
        userIdentity: { accountId: '111122223333', invokedBy: 'AWS Internal' },
        requestParameters: null,
        serviceEventDetails: {
          keyId: keyArn,
          rotationType: 'AUTOMATIC',
          keyOrigin: 'AWS_KMS',
          previousKeyMaterialId: first?.keyMaterialId,
          currentKeyMaterialId: second?.keyMaterialId,
        },
      }),
    ]);
  });

  it('a deletion is logged when the window has passed', async () => {
    await call('ScheduleKeyDeletion', { KeyId: keyArn, PendingWindowInDays: 7 });
    await lab.act({ type: 'advance', by: 7 * 86_400_000 });
    const [record] = await events('DeleteKey');
    expect(record).toMatchObject({ eventTime: '2026-05-11T10:15:00Z', eventType: 'AwsServiceEvent', readOnly: false });
    expect(record).not.toHaveProperty('requestID');
  });
});
