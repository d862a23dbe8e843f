import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, arnOf, OTHER_ADMIN, OWN, START, type TestLab } from '../../helpers/lab-with.ts';
import { DISABLED, ELSEWHERE, ENABLED, NOBODY, PENDING, stage } from './stage.ts';

let test: TestLab;
beforeEach(async () => {
  test = await stage();
});

type Entry = {
  AliasName: string;
  AliasArn: string;
  TargetKeyId?: string;
  CreationDate?: number;
  LastUpdatedDate?: number;
};
const list = async (input: object = {}) => (await test.ok('ListAliases', { Limit: 100, ...input })).Aliases as Entry[];
const targetOf = async (name: string) => (await list()).find(({ AliasName }) => AliasName === name)?.TargetKeyId;
const aliasArn = (name: string, region = 'us-east-1') => `arn:aws:kms:${region}:${OWN}:${name}`;

describe('CreateAlias', () => {
  it.each([
    ['an enabled key', ENABLED],
    ['a disabled key', DISABLED],
    ['a key that is named by its ARN', arnOf(ENABLED)],
  ])('names %s', async (_, TargetKeyId) => {
    expect(await test.ok('CreateAlias', { AliasName: 'alias/new', TargetKeyId })).toEqual({});
    expect(arnOf((await targetOf('alias/new')) ?? '')).toBe(arnOf(TargetKeyId.replace(/.*\//, '')));
  });

  it('is refused for a name that is taken', async () => {
    expect(await test.refusal('CreateAlias', { AliasName: 'alias/enabled', TargetKeyId: DISABLED })).toEqual([
      'AlreadyExistsException',
      `An alias with the name ${aliasArn('alias/enabled')} already exists`,
    ]);
    expect(await targetOf('alias/enabled')).toBe(ENABLED);
  });

  it('takes the name again in another Region, and in another account', async () => {
    const input = { AliasName: 'alias/enabled', TargetKeyId: ELSEWHERE };
    expect((await test.call('CreateAlias', input, { ...ADMIN, region: 'eu-west-1' })).reply.ok).toBe(true);
    const TargetKeyId = await test.key({}, OTHER_ADMIN);
    const inOther = await test.call('CreateAlias', { AliasName: 'alias/enabled', TargetKeyId }, OTHER_ADMIN);
    expect(inOther.reply.ok).toBe(true);
  });

  it.each([
    ['without its prefix', 'enabled'],
    ['with nothing behind its prefix', 'alias/'],
    ['with a colon, which the model admits and the documentation does not', 'alias/a:b'],
    ['that AWS keeps for itself', 'alias/aws/mine'],
    ['that AWS keeps for itself and uses', 'alias/aws/ebs'],
  ])('is refused for a name %s', async (_, AliasName) => {
    expect((await test.refusal('CreateAlias', { AliasName, TargetKeyId: ENABLED }))[0]).toBe(
      'InvalidAliasNameException',
    );
  });

  it('takes a name of 256 characters, and none of 257', async () => {
    const AliasName = `alias/${'a'.repeat(250)}`;
    expect((await test.call('CreateAlias', { AliasName, TargetKeyId: ENABLED })).reply.ok).toBe(true);
    const tooLong = { AliasName: `${AliasName}a`, TargetKeyId: ENABLED };
    expect((await test.refusal('CreateAlias', tooLong))[0]).toBe('ValidationException');
  });

  it('gives a key 50 names, and no more', async () => {
    for (let n = 1; n < 50; n++) await test.ok('CreateAlias', { AliasName: `alias/n${n}`, TargetKeyId: ENABLED });
    const more = { AliasName: 'alias/n50', TargetKeyId: ENABLED };
    expect((await test.refusal('CreateAlias', more))[0]).toBe('LimitExceededException');
    expect((await test.refusal('UpdateAlias', { ...more, AliasName: 'alias/disabled' }))[0]).toBe(
      'LimitExceededException',
    );
    await test.ok('DeleteAlias', { AliasName: 'alias/n1' });
    expect((await test.call('CreateAlias', more)).reply.ok).toBe(true);
  });

  it.each([
    ['a key that is not there', NOBODY, 'NotFoundException'],
    ['a key of another Region', ELSEWHERE, 'NotFoundException'],
    ['another alias', 'alias/enabled', 'InvalidArnException'],
    ['a key pending deletion', PENDING, 'KMSInvalidStateException'],
  ])('cannot name %s', async (_, TargetKeyId, error) => {
    expect((await test.refusal('CreateAlias', { AliasName: 'alias/new', TargetKeyId }))[0]).toBe(error);
    expect(await targetOf('alias/new')).toBeUndefined();
  });
});

describe('UpdateAlias', () => {
  it('points the alias to another key, and what it meant before is encrypted under the old one', async () => {
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId: 'alias/enabled', Plaintext: Uint8Array.of(1) });
    const TargetKeyId = await test.key();
    expect(await test.ok('UpdateAlias', { AliasName: 'alias/enabled', TargetKeyId })).toEqual({});
    expect(await targetOf('alias/enabled')).toBe(TargetKeyId);
    expect((await test.refusal('Decrypt', { CiphertextBlob, KeyId: 'alias/enabled' }))[0]).toBe(
      'IncorrectKeyException',
    );
    expect(await test.ok('Decrypt', { CiphertextBlob })).toMatchObject({ KeyId: arnOf(ENABLED) });
  });

  it('leaves a key that is pending deletion, but does not go to one', async () => {
    expect((await test.refusal('UpdateAlias', { AliasName: 'alias/enabled', TargetKeyId: PENDING }))[0]).toBe(
      'KMSInvalidStateException',
    );
    expect(await test.ok('UpdateAlias', { AliasName: 'alias/pending', TargetKeyId: ENABLED })).toEqual({});
  });

  it('keeps the date of its creation and changes that of its last update', async () => {
    await test.pass(1_500);
    await test.ok('UpdateAlias', { AliasName: 'alias/enabled', TargetKeyId: DISABLED });
    const entry = (await list()).find(({ AliasName }) => AliasName === 'alias/enabled');
    expect(entry).toMatchObject({ CreationDate: START / 1000, LastUpdatedDate: START / 1000 + 1.5 });
  });

  it('and DeleteAlias name an alias that is not there', async () => {
    const missing = ['NotFoundException', `Alias ${aliasArn('alias/nobody')} is not found.`];
    expect(await test.refusal('UpdateAlias', { AliasName: 'alias/nobody', TargetKeyId: ENABLED })).toEqual(missing);
    expect(await test.refusal('DeleteAlias', { AliasName: 'alias/nobody' })).toEqual(missing);
  });
});

describe('DeleteAlias', () => {
  it.each(['enabled', 'disabled', 'pending'])(
    'takes the name from a key that is %s, and leaves the key',
    async (name) => {
      expect(await test.ok('DeleteAlias', { AliasName: `alias/${name}` })).toEqual({});
      expect(await targetOf(`alias/${name}`)).toBeUndefined();
      const KeyId = { enabled: ENABLED, disabled: DISABLED, pending: PENDING }[name];
      expect((await test.call('DescribeKey', { KeyId })).reply.ok).toBe(true);
    },
  );

  it('happens by itself when the key is deleted', async () => {
    await test.pass(30 * 86_400_000);
    expect(await targetOf('alias/pending')).toBeUndefined();
  });
});

describe('ListAliases', () => {
  it('shows AWS’s own aliases before there is a key behind them', async () => {
    const ebs = (await list()).find(({ AliasName }) => AliasName === 'alias/aws/ebs');
    expect(ebs).toEqual({ AliasName: 'alias/aws/ebs', AliasArn: aliasArn('alias/aws/ebs') });
  });

  it('shows those of one key only, by its id or ARN', async () => {
    await test.ok('CreateAlias', { AliasName: 'alias/second', TargetKeyId: ENABLED });
    for (const KeyId of [ENABLED, arnOf(ENABLED)]) {
      expect((await list({ KeyId })).map(({ AliasName }) => AliasName)).toEqual(['alias/enabled', 'alias/second']);
    }
    expect((await test.refusal('ListAliases', { KeyId: 'alias/enabled' }))[0]).toBe('InvalidArnException');
  });

  it('shows neither another Region’s nor another account’s', async () => {
    const names = (await list()).map(({ AliasName }) => AliasName);
    expect(names).not.toContain('alias/elsewhere');
    expect(names).not.toContain('alias/foreign');
  });
});
