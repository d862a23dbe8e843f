import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../core/scenarios/parse-scenario.ts';
import { toWorldSpec } from '../../../core/scenarios/to-world-spec.ts';
import { ADMIN, labWith, OTHER_ADMIN, OWN, type TestLab } from '../../helpers/lab-with.ts';

const withQuota = (resources: Readonly<Record<string, number>>): Promise<TestLab> => labWith({ quotas: { resources } });
const EUROPE = { ...ADMIN, region: 'eu-west-1' };

describe('the quota of keys', () => {
  const MESSAGE = 'You can have at most 3 customer managed KMS keys in the Region us-east-1.';

  it('is of an account in a Region, and counts keys of every state', async () => {
    const { key, ok, refusal } = await withQuota({ keys: 3 });
    await ok('DisableKey', { KeyId: await key() });
    await ok('ScheduleKeyDeletion', { KeyId: await key() });
    await key({ Origin: 'EXTERNAL' });
    expect(await refusal('CreateKey')).toEqual(['LimitExceededException', MESSAGE]);
    await key({}, EUROPE);
    await key({}, OTHER_ADMIN);
  });

  it('does not count AWS managed keys', async () => {
    const { key, ok } = await withQuota({ keys: 1 });
    await ok('DescribeKey', { KeyId: 'alias/aws/ebs' });
    await key();
  });

  it('has room again when a key is deleted', async () => {
    const { key, ok, refusal, pass } = await withQuota({ keys: 1 });
    await ok('ScheduleKeyDeletion', { KeyId: await key(), PendingWindowInDays: 7 });
    expect((await refusal('CreateKey'))[0]).toBe('LimitExceededException');
    await pass(7 * 86_400_000);
    await key();
  });

  it('counts replicas in their Region', async () => {
    const { key, refusal } = await withQuota({ keys: 1 });
    const KeyId = await key({ MultiRegion: true });
    await key({}, EUROPE);
    expect(await refusal('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' })).toEqual([
      'LimitExceededException',
      'You can have at most 1 customer managed KMS keys in the Region eu-west-1.',
    ]);
  });

  it('refuses EnableKey where it was lowered below what is there', async () => {
    const { key, ok, refusal, lab } = await labWith();
    const KeyId = await key();
    await key();
    await ok('DisableKey', { KeyId });
    await lab.act({ type: 'setQuotas', change: { resources: { keys: 1 } } });
    expect((await refusal('EnableKey', { KeyId }))[0]).toBe('LimitExceededException');
    await lab.act({ type: 'setQuotas', change: { resources: { keys: 2 } } });
    await ok('EnableKey', { KeyId });
  });
});

describe('other resource quotas', () => {
  it.each<[string, number, string, (KeyId: string) => object]>([
    [
      'aliasesPerKey',
      2,
      'CreateAlias',
      (TargetKeyId) => ({ TargetKeyId, AliasName: `alias/${Math.random()}`.replace('.', '') }),
    ],
    [
      'grantsPerKey',
      2,
      'CreateGrant',
      (KeyId) => ({ KeyId, GranteePrincipal: `arn:aws:iam::${OWN}:role/admin`, Operations: ['Decrypt'] }),
    ],
  ])('%s can be lowered to %i for a lesson', async (quota, most, operation, input) => {
    const { key, ok, refusal } = await withQuota({ [quota]: most });
    const KeyId = await key();
    for (let n = 0; n < most; n += 1) await ok(operation, input(KeyId));
    expect((await refusal(operation, input(KeyId)))[0]).toBe('LimitExceededException');
  });

  it('keyPolicyBytes too: the default key policy is longer than a hundred', async () => {
    const { refusal } = await withQuota({ keyPolicyBytes: 100 });
    expect((await refusal('CreateKey'))[0]).toBe('LimitExceededException');
  });

  it('tagsPerKey and onDemandRotationsPerKey too', async () => {
    const { key, ok, refusal, pass } = await withQuota({ tagsPerKey: 1, onDemandRotationsPerKey: 1 });
    const KeyId = await key();
    const tag = (TagKey: string) => ({ KeyId, Tags: [{ TagKey, TagValue: '1' }] });
    await ok('TagResource', tag('a'));
    expect((await refusal('TagResource', tag('b')))[0]).toBe('LimitExceededException');
    await ok('RotateKeyOnDemand', { KeyId });
    await pass(60_000);
    expect((await refusal('RotateKeyOnDemand', { KeyId }))[0]).toBe('LimitExceededException');
  });

  it('stand in a scenario’s world', () => {
    const world = "{ start: '2026-01-01T00:00:00Z', accounts: {}, principals: {}, quotas: QUOTAS }";
    const quotasOf = (text: string) =>
      toWorldSpec(parseScenario(`title: t\nworld: ${world.replace('QUOTAS', text)}\nsteps: [{ advance: 1d }]`, 'test'))
        .quotas;
    expect(quotasOf('on')).toEqual({ requests: 'on' });
    expect(quotasOf('{ factor: 0.1, resources: { keys: 3 } }')).toEqual({ factor: 0.1, resources: { keys: 3 } });
  });
});
