import { beforeEach, describe, expect, it } from 'vitest';
import { AWS_MANAGED_ALIASES } from '../../../core/keys/managed-keys.ts';
import {
  ADMIN,
  type Caller,
  DAY,
  labWith,
  OTHER_ADMIN,
  OWN,
  START,
  type TestLab,
  trusting,
} from '../../helpers/lab-with.ts';

let test: TestLab;
beforeEach(async () => {
  test = await labWith();
});

const EBS = { KeyId: 'alias/aws/ebs' };
const describeKey = async (input: object = EBS, caller: Caller = ADMIN) =>
  (await test.ok('DescribeKey', input, caller)).KeyMetadata as { KeyId: string; Arn: string };

describe('an AWS managed key (keys.md section 8)', () => {
  it('is there from its first use on, enabled and AWS’s own', async () => {
    expect((await test.ok('ListKeys')).Keys).toEqual([]);
    expect(await describeKey()).toMatchObject({ KeyManager: 'AWS', KeyState: 'Enabled', Enabled: true });
    expect((await test.ok('ListKeys')).Keys).toHaveLength(1);
  });

  it('is made once, even by uses at the same time', async () => {
    const made = await Promise.all([describeKey(), describeKey(), describeKey()]);
    expect(new Set(made.map(({ KeyId }) => KeyId)).size).toBe(1);
    expect((await describeKey()).KeyId).toBe(made[0]?.KeyId);
  });

  it('is one in each account and Region', async () => {
    const ids = [
      (await describeKey()).KeyId,
      (await describeKey(EBS, { ...ADMIN, region: 'eu-west-1' })).KeyId,
      (await describeKey(EBS, OTHER_ADMIN)).KeyId,
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it.each(Object.keys(AWS_MANAGED_ALIASES))('stands behind %s', async (KeyId) => {
    expect(await describeKey({ KeyId })).toMatchObject({ KeyManager: 'AWS' });
  });

  it('does not come of an alias that AWS does not set aside', async () => {
    expect((await test.refusal('DescribeKey', { KeyId: 'alias/aws/coffee' }))[0]).toBe('NotFoundException');
  });

  it('may be looked at by its account', async () => {
    const { KeyId } = await describeKey();
    for (const operation of [
      'DescribeKey',
      'GetKeyPolicy',
      'ListKeyPolicies',
      'GetKeyRotationStatus',
      'ListKeyRotations',
    ]) {
      expect((await test.call(operation, { KeyId })).reply.ok, operation).toBe(true);
    }
  });

  it.each([
    ['DisableKey', {}],
    ['EnableKey', {}],
    ['ScheduleKeyDeletion', {}],
    ['CancelKeyDeletion', {}],
    ['UpdateKeyDescription', { Description: 'mine' }],
    ['PutKeyPolicy', { Policy: trusting(OWN) }],
    ['TagResource', { Tags: [{ TagKey: 'a', TagValue: 'b' }] }],
    ['UntagResource', { TagKeys: ['a'] }],
    ['EnableKeyRotation', { RotationPeriodInDays: 90 }],
    ['DisableKeyRotation', {}],
    ['RotateKeyOnDemand', {}],
    ['CreateGrant', { GranteePrincipal: ADMIN.as, Operations: ['Decrypt'] }],
    ['ReplicateKey', { ReplicaRegion: 'eu-west-1' }],
    ['UpdatePrimaryRegion', { PrimaryRegion: 'eu-west-1' }],
    ['DeleteImportedKeyMaterial', {}],
    ['Encrypt', { Plaintext: Uint8Array.of(1) }],
    ['GenerateDataKey', { KeySpec: 'AES_256' }],
  ])('takes no %s from its account, not even from the root user', async (operation, input) => {
    const { KeyId } = await describeKey();
    for (const as of [ADMIN.as, `arn:aws:iam::${OWN}:root`]) {
      const [name] = await test.refusal(operation, { KeyId, ...input }, { ...ADMIN, as });
      expect(name).toBe('AccessDeniedException');
    }
    expect(await describeKey()).toMatchObject({ KeyState: 'Enabled' });
  });

  it('takes no alias of one’s own', async () => {
    const { KeyId } = await describeKey();
    const [name] = await test.refusal('CreateAlias', { AliasName: 'alias/mine', TargetKeyId: KeyId });
    expect(name).toBe('AccessDeniedException');
  });

  it('rotates every year', async () => {
    const { KeyId } = await describeKey();
    expect(await test.ok('GetKeyRotationStatus', { KeyId })).toMatchObject({
      KeyRotationEnabled: true,
      RotationPeriodInDays: 365,
      NextRotationDate: (START + 365 * DAY) / 1000,
    });
    await test.pass(3 * 365 * DAY);
    const { Rotations } = await test.ok('ListKeyRotations', { KeyId });
    expect((Rotations as { RotationDate: number }[]).map(({ RotationDate }) => RotationDate)).toEqual(
      [1, 2, 3].map((year) => (START + year * 365 * DAY) / 1000),
    );
  });

  it('is used by its service for whoever may use the service', async () => {
    const input = { AvailabilityZone: 'us-east-1a', Size: 1, Encrypted: true };
    const made = await test.lab.call({ service: 'ec2', operation: 'CreateVolume', input, ...ADMIN });
    await test.pass(60_000);
    const view = await test.lab.ask({ type: 'view' });
    expect(made.reply.ok).toBe(true);
    expect(view.volumes[0]).toMatchObject({ state: 'available', kmsKeyArn: (await describeKey()).Arn });
  });
});
