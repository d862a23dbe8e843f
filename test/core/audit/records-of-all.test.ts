import { describe, expect, it } from 'vitest';
import type { CloudTrailRecord } from '../../../core/index.ts';
import { ADMIN, arnOf, labWith, OTHER, OWN, type TestLab, trusting } from '../../helpers/lab-with.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const one = (records: readonly CloudTrailRecord[]) => {
  expect(records).toHaveLength(1);
  return records[0] as CloudTrailRecord;
};

async function aliasRecord(test: TestLab, operation: string, input: object) {
  return one((await test.call(operation, input)).records);
}

describe('what each record is about', () => {
  it('alias operations list the alias and every key in it', async () => {
    const test = await labWith();
    const [first, second] = [await test.key(), await test.key()];
    const alias = { accountId: OWN, type: 'AWS::KMS::Alias', ARN: `arn:aws:kms:us-east-1:${OWN}:alias/a` };
    const key = (id: string) => ({ accountId: OWN, type: 'AWS::KMS::Key', ARN: arnOf(id) });
    const created = await aliasRecord(test, 'CreateAlias', { AliasName: 'alias/a', TargetKeyId: first });
    expect(new Set(created.resources)).toEqual(new Set([alias, key(first)]));
    const updated = await aliasRecord(test, 'UpdateAlias', { AliasName: 'alias/a', TargetKeyId: second });
    expect(new Set(updated.resources)).toEqual(new Set([alias, key(first), key(second)]));
    expect(updated.responseElements).toEqual({ keyId: arnOf(second) });
    const deleted = await aliasRecord(test, 'DeleteAlias', { AliasName: 'alias/a' });
    expect(deleted).toMatchObject({ requestParameters: { aliasName: 'alias/a' }, readOnly: false });
  });

  it('ReEncrypt lists source, then destination, and both key materials', async () => {
    const test = await labWith();
    const [from, to] = [await test.key(), await test.key()];
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId: from, Plaintext: Uint8Array.of(1) });
    const { reply, records } = await test.call('ReEncrypt', {
      CiphertextBlob,
      DestinationKeyId: to,
      DestinationEncryptionContext: { b: '2' },
    });
    const record = one(records);
    expect(record.resources?.map(({ ARN }) => ARN)).toEqual([arnOf(from), arnOf(to)]);
    expect(record.requestParameters).toEqual({
      destinationKeyId: to,
      destinationEncryptionContext: { b: '2' },
      sourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      destinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    });
    expect(record.additionalEventData).toEqual({
      sourceKeyMaterialId: reply.ok && reply.output.SourceKeyMaterialId,
      destinationKeyMaterialId: reply.ok && reply.output.DestinationKeyMaterialId,
    });
  });

  it('PutKeyPolicy logs the policy in clear, with its defaults', async () => {
    const test = await labWith();
    const KeyId = await test.key();
    const Policy = trusting(OWN, OTHER);
    const record = one((await test.call('PutKeyPolicy', { KeyId, Policy })).records);
    expect(record).toMatchObject({
      requestParameters: { keyId: KeyId, policyName: 'default', policy: Policy, bypassPolicyLockoutSafetyCheck: false },
      responseElements: { keyId: arnOf(KeyId) },
    });
  });

  it('grant tokens are never logged', async () => {
    const test = await labWith();
    const KeyId = await test.key();
    const record = one((await test.call('DescribeKey', { KeyId, GrantTokens: ['a-token'] })).records);
    expect(record.requestParameters).toEqual({ keyId: KeyId });
  });

  it('on the other hand, every record has an id of its own, and the request’s id', async () => {
    const test = await labWith();
    const KeyId = await test.key();
    for (let n = 0; n < 5; n++) await test.call('Encrypt', { KeyId, Plaintext: Uint8Array.of(n) });
    const rows = await test.lab.ask({ type: 'trail' });
    expect(new Set(rows.map(({ record }) => record.eventID)).size).toBe(rows.length);
    for (const { record } of rows) {
      expect(record.eventID).toMatch(UUID);
      expect(record.requestID).toMatch(UUID);
    }
  });
});

describe('the calls that EBS makes for a caller', () => {
  it('carry the caller’s identity and invokedBy, and stand under the request that caused them', async () => {
    const test = await labWith();
    const KeyId = await test.key();
    const input = { AvailabilityZone: 'us-east-1a', Size: 1, Encrypted: true, KmsKeyId: KeyId };
    const { requestId, reply } = await test.lab.call({ service: 'ec2', operation: 'CreateVolume', input, ...ADMIN });
    const VolumeId = reply.ok ? String(reply.output.VolumeId) : '';
    await test.pass(60_000);
    const rows = (await test.lab.ask({ type: 'trail' })).filter(({ causedBy }) => causedBy === requestId);
    expect(rows.map(({ record }) => record.eventName)).toContain('GenerateDataKeyWithoutPlaintext');
    for (const { record } of rows) {
      expect(record).toMatchObject({
        eventSource: 'kms.amazonaws.com',
        sourceIPAddress: 'ec2.amazonaws.com',
        userAgent: 'ec2.amazonaws.com',
        userIdentity: { invokedBy: 'ec2.amazonaws.com', accountId: OWN },
      });
    }
    const made = rows.find(({ record }) => record.eventName === 'GenerateDataKeyWithoutPlaintext');
    expect(made?.record.requestParameters).toEqual({
      keyId: arnOf(KeyId),
      numberOfBytes: 64,
      encryptionContext: { 'aws:ebs:id': VolumeId },
    });
  });
});
