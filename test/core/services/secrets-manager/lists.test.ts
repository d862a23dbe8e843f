import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, may, READER, type SecretsLab, secretsLab } from './secrets-lab.ts';

let secrets: SecretsLab;
beforeAll(async () => {
  secrets = await secretsLab([
    may('secretsmanager:*'),
    {
      ...may('secretsmanager:GetSecretValue', '*'),
      Effect: 'Deny',
      Resource: 'arn:aws:secretsmanager:*:*:secret:app/web-*',
    },
  ]);
  const tag = (Key: string, Value: string) => ({ Tags: [{ Key, Value }] });
  await secrets.create('app/db', 'db', { Description: 'Orders of the Shop', ...tag('team', 'blue') });
  await secrets.advance(1_000);
  await secrets.create('app/web', 'web', { ...tag('Team', 'green') });
  await secrets.advance(1_000);
  await secrets.create('batch', 'batch', { AddReplicaRegions: [{ Region: 'us-west-2' }] });
  await secrets.call(ADMIN, 'CreateSecret', { Name: 'empty' });
});

const names = async (input: object): Promise<readonly string[]> =>
  (
    (await secrets.call(ADMIN, 'ListSecrets', { SortOrder: 'asc', SortBy: 'name', ...input })).SecretList as {
      Name: string;
    }[]
  ).map(({ Name }) => Name);

describe('ListSecrets', () => {
  it.each([
    ['name', ['app/'], ['app/db', 'app/web']],
    ['name', ['App'], []],
    ['name', ['!app/'], ['batch', 'empty']],
    ['name', ['app/', '!app/w'], ['app/db']],
    ['description', ['orders'], ['app/db']],
    ['description', ['shop'], []],
    ['tag-key', ['team'], ['app/db']],
    ['tag-value', ['gr', 'bl'], ['app/db', 'app/web']],
    ['primary-region', ['us-east'], ['batch']],
    ['owning-service', ['rds'], []],
    ['all', ['SHOP orders'], ['app/db']],
    ['all', ['web'], ['app/web']],
    ['all', ['shop web'], []],
  ])('finds by %s %o: %o', async (Key, Values, found) => {
    expect(await names({ Filters: [{ Key, Values }] })).toEqual(found);
  });

  it('goes page by page, and sorts', async () => {
    const first = await secrets.call(ADMIN, 'ListSecrets', { MaxResults: 3 });
    const second = await secrets.call(ADMIN, 'ListSecrets', { MaxResults: 3, NextToken: first.NextToken });
    const listed = [first, second].flatMap(({ SecretList }) => SecretList as { Name: string }[]);
    expect(listed.map(({ Name }) => Name)).toEqual(['batch', 'empty', 'app/web', 'app/db']);
    expect(second).not.toHaveProperty('NextToken');
    expect(await names({ SortBy: 'created-date' })).toEqual(['app/db', 'app/web', 'batch', 'empty']);
    expect(await names({ SortOrder: 'desc' })).toEqual(['empty', 'batch', 'app/web', 'app/db']);
    expect((await secrets.refusal(ADMIN, 'ListSecrets', { NextToken: 'x' })).name).toBe('InvalidNextTokenException');
  });

  it('repeats and skips nothing when secrets are made while it goes page by page', async () => {
    const other = await secretsLab();
    for (const name of ['b', 'd', 'f']) await other.create(name, name);
    const page = async (input: object) => {
      const { SecretList, NextToken } = await other.call(ADMIN, 'ListSecrets', {
        SortOrder: 'asc',
        SortBy: 'name',
        MaxResults: 2,
        ...input,
      });
      return { names: (SecretList as { Name: string }[]).map(({ Name }) => Name), NextToken };
    };
    const first = await page({});
    expect(first.names).toEqual(['b', 'd']);
    await other.create('a', 'a');
    await other.create('e', 'e');
    const second = await page({ NextToken: first.NextToken });
    expect(second).toEqual({ names: ['e', 'f'], NextToken: undefined });
  });

  it('tells what DescribeSecret tells, and labels under another name', async () => {
    const { SecretList } = await secrets.call(ADMIN, 'ListSecrets', { Filters: [{ Key: 'name', Values: ['app/db'] }] });
    const { VersionIdsToStages, ...others } = await secrets.describe('app/db');
    expect(SecretList).toEqual([{ ...others, SecretVersionsToStages: VersionIdsToStages }]);
  });
});

describe('BatchGetSecretValue', () => {
  const batch = (input: object, who = ADMIN) => secrets.call(who, 'BatchGetSecretValue', input);
  const valuesIn = ({ SecretValues }: Readonly<Record<string, unknown>>) =>
    (SecretValues as { SecretString: string }[]).map(({ SecretString }) => SecretString);

  it('tells several values, and why it can’t tell the others', async () => {
    const told = await batch({ SecretIdList: ['app/db', 'none', 'app/web', 'empty'] }, READER);
    expect(valuesIn(told)).toEqual(['db']);
    expect(told.Errors).toMatchObject([
      { SecretId: 'none', ErrorCode: 'ResourceNotFoundException' },
      { SecretId: 'app/web', ErrorCode: 'AccessDeniedException', Message: expect.stringContaining('GetSecretValue') },
      { SecretId: 'empty', ErrorCode: 'ResourceNotFoundException' },
    ]);
  });

  it('takes filters in place of names, page by page', async () => {
    const Filters = [{ Key: 'name', Values: ['app/'] }];
    const first = await batch({ Filters, MaxResults: 1 });
    const second = await batch({ Filters, MaxResults: 1, NextToken: first.NextToken });
    expect([...valuesIn(first), ...valuesIn(second)]).toEqual(['db', 'web']);
  });

  it.each([[{}], [{ SecretIdList: ['a'], Filters: [] }], [{ SecretIdList: ['a'], MaxResults: 3 }]])(
    'is not asked %o',
    async (input) => {
      expect((await secrets.refusal(ADMIN, 'BatchGetSecretValue', input)).name).toBe('InvalidParameterException');
    },
  );

  it('needs its own permission, and with filters that to list', async () => {
    const bound = await secretsLab([may(['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'])]);
    await bound.create('db', 'x');
    expect(await bound.reason(READER, 'BatchGetSecretValue', { SecretIdList: ['db'] })).toBeNull();
    expect((await bound.refusal(READER, 'BatchGetSecretValue', { Filters: [] })).message).toContain(
      'secretsmanager:ListSecrets',
    );
    const unbound = await secretsLab([may('secretsmanager:GetSecretValue')]);
    await unbound.create('db', 'x');
    expect((await unbound.refusal(READER, 'BatchGetSecretValue', { SecretIdList: ['db'] })).message).toContain(
      'secretsmanager:BatchGetSecretValue',
    );
  });
});

describe('GetRandomPassword', () => {
  const password = async (input: object = {}) => {
    const { RandomPassword } = await secrets.call(ADMIN, 'GetRandomPassword', input);
    return String(RandomPassword);
  };

  it('has 32 characters, of each type at least one', async () => {
    const made = await password();
    expect(made).toHaveLength(32);
    for (const type of [/[a-z]/, /[A-Z]/, /\d/, /[!-/:-@[-`{-~]/]) expect(made).toMatch(type);
    expect(made).not.toContain(' ');
    expect(await password()).not.toBe(made);
  });

  it('leaves out what it is told to', async () => {
    const digits = { ExcludeLowercase: true, ExcludeUppercase: true, ExcludePunctuation: true };
    expect(await password({ ...digits, PasswordLength: 200 })).toMatch(/^\d{200}$/);
    expect(await password({ ...digits, ExcludeCharacters: '012345678', PasswordLength: 5 })).toBe('99999');
    expect(await password({ ...digits, ExcludeNumbers: true, IncludeSpace: true, PasswordLength: 3 })).toBe('   ');
    expect(await password({ PasswordLength: 1, RequireEachIncludedType: false })).toHaveLength(1);
  });

  it.each([
    [{ PasswordLength: 3 }, 'Password length 3 is too short based on the required types.'],
    [
      { ExcludeLowercase: true, ExcludeUppercase: true, ExcludePunctuation: true, ExcludeNumbers: true },
      'No characters are left to make a password of.',
    ],
  ])('is not made of %o', async (input, message) => {
    expect(await secrets.refusal(ADMIN, 'GetRandomPassword', input)).toMatchObject({
      name: 'InvalidParameterException',
      message,
    });
  });

  it('stands in no trail', async () => {
    const { reply, records, trace } = await secrets.outcome(ADMIN, 'GetRandomPassword', { ExcludeCharacters: '"\\' });
    const made = reply.ok ? String(reply.output.RandomPassword) : '';
    expect(made).toHaveLength(32);
    expect(JSON.stringify([records, trace, [...secrets.store.journal()]])).not.toContain(made);
  });
});
