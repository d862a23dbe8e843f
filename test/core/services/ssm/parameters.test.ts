import { describe, expect, it } from 'vitest';
import type { Members } from '../../../helpers/service-lab.ts';
import { ADMIN, arnOf, READER, ssmLab } from './ssm-lab.ts';

const STRING = { Type: 'String' };

describe('parameters', () => {
  it('have versions and labels, which a reader selects', async () => {
    const ssm = await ssmLab();
    expect(await ssm.put('/app/db', 'one', STRING)).toEqual({ Version: 1, Tier: 'Standard' });
    expect(await ssm.put('/app/db', 'two', { Overwrite: true, Type: undefined })).toMatchObject({ Version: 2 });
    const labelled = { Name: '/app/db', ParameterVersion: 1, Labels: ['prod', '1st', 'awsome'] };
    expect(await ssm.call(ADMIN, 'LabelParameterVersion', labelled)).toEqual({
      InvalidLabels: ['1st', 'awsome'],
      ParameterVersion: 1,
    });
    expect(await ssm.get('/app/db')).toMatchObject({ Value: 'two', Version: 2, ARN: arnOf('app/db') });
    expect(await ssm.get('/app/db:1')).toMatchObject({ Value: 'one', Selector: ':1' });
    expect(await ssm.get('/app/db:prod')).toMatchObject({ Value: 'one', Selector: ':prod' });
    expect(await ssm.get(`${arnOf('app/db')}:prod`)).toMatchObject({ Value: 'one' });
    await ssm.call(ADMIN, 'LabelParameterVersion', { Name: '/app/db', Labels: ['prod'] });
    expect(await ssm.get('/app/db:prod')).toMatchObject({ Value: 'two' });
    const history = await ssm.told('GetParameterHistory', { Name: '/app/db' });
    expect(history.map(({ Value, Labels }) => [Value, Labels])).toEqual([
      ['one', []],
      ['two', ['prod']],
    ]);
    const off = { Name: '/app/db', ParameterVersion: 2, Labels: ['prod', 'test'] };
    expect(await ssm.call(ADMIN, 'UnlabelParameterVersion', off)).toEqual({
      RemovedLabels: ['prod'],
      InvalidLabels: ['test'],
    });
    expect(await ssm.refusal(ADMIN, 'GetParameter', { Name: '/app/db:prod' })).toMatchObject({
      name: 'ParameterVersionNotFound',
    });
  });

  it('keep their last hundred versions, unless the oldest has a label', async () => {
    const ssm = await ssmLab();
    for (let n = 1; n <= 101; n++) await ssm.put('counted', String(n), { ...STRING, Overwrite: true });
    expect(await ssm.refusal(ADMIN, 'GetParameter', { Name: 'counted:1' })).toMatchObject({
      name: 'ParameterVersionNotFound',
    });
    expect(await ssm.get('counted:2')).toMatchObject({ Value: '2' });
    await ssm.call(ADMIN, 'LabelParameterVersion', { Name: 'counted', ParameterVersion: 2, Labels: ['kept'] });
    expect(await ssm.refusal(ADMIN, 'PutParameter', { Name: 'counted', Value: 'x', Overwrite: true })).toMatchObject({
      name: 'ParameterMaxVersionLimitExceeded',
    });
  });

  it('are found by their path, page by page', async () => {
    const ssm = await ssmLab();
    for (const name of ['/a/b', '/a/c', '/a/d/e', '/ab/c', 'a']) await ssm.put(name, name, STRING);
    const names = async (input: Members) => (await ssm.told('GetParametersByPath', input)).map(({ Name }) => Name);
    expect(await names({ Path: '/a' })).toEqual(['/a/b', '/a/c']);
    expect(await names({ Path: '/a/', Recursive: true })).toEqual(['/a/b', '/a/c', '/a/d/e']);
    const first = await ssm.call(ADMIN, 'GetParametersByPath', { Path: '/', Recursive: true, MaxResults: 3 });
    expect(first.Parameters).toHaveLength(3);
    expect(await names({ Path: '/', Recursive: true, MaxResults: 3, NextToken: first.NextToken })).toHaveLength(2);
    const reader = await ssmLab([
      {
        Effect: 'Allow',
        Action: 'ssm:GetParametersByPath',
        Resource: arnOf('a'),
        Condition: { Bool: { 'ssm:Recursive': 'false' } },
      },
    ]);
    expect(await reader.call(READER, 'GetParametersByPath', { Path: '/a' })).toEqual({ Parameters: [] });
    expect(await reader.refusal(READER, 'GetParametersByPath', { Path: '/a', Recursive: true })).toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(await ssm.refusal(ADMIN, 'GetParametersByPath', { Path: '/', NextToken: 'other' })).toMatchObject({
      name: 'InvalidNextToken',
    });
    const several = await ssm.call(ADMIN, 'GetParameters', { Names: ['/a/b', '/none', 'a:9'] });
    expect(several).toMatchObject({ Parameters: [{ Name: '/a/b' }], InvalidParameters: ['/none', 'a:9'] });
  });

  it('are told once each, though others are put while they are listed', async () => {
    const ssm = await ssmLab();
    for (const name of ['b', 'd', 'f']) await ssm.put(name, name, STRING);
    const page = async (input: Members) => {
      const { Parameters, NextToken } = await ssm.call(ADMIN, 'DescribeParameters', { MaxResults: 2, ...input });
      return { names: (Parameters as Members[]).map(({ Name }) => Name), NextToken };
    };
    const first = await page({});
    expect(first.names).toEqual(['b', 'd']);
    expect(await page({ NextToken: '' })).toEqual(first);
    await ssm.put('a', 'a', STRING);
    expect(await page({ NextToken: first.NextToken })).toEqual({ names: ['f'], NextToken: undefined });
  });

  it('are described by filters', async () => {
    const ssm = await ssmLab();
    await ssm.put('/a/plain', 'x', { ...STRING, Tags: [{ Key: 'team', Value: 'blue' }] });
    await ssm.put('/a/sealed', 'x', { Tier: 'Advanced' });
    const names = async (Key: string, Option: string | undefined, ...Values: string[]) =>
      (await ssm.told('DescribeParameters', { ParameterFilters: [{ Key, Option, Values }] })).map(({ Name }) => Name);
    expect(await names('Type', 'Equals', 'SecureString')).toEqual(['/a/sealed']);
    expect(await names('Name', 'BeginsWith', '/a/p')).toEqual(['/a/plain']);
    expect(await names('Name', 'Contains', 'al')).toEqual(['/a/sealed']);
    expect(await names('Tier', undefined, 'Advanced')).toEqual(['/a/sealed']);
    expect(await names('Path', 'Recursive', '/')).toEqual(['/a/plain', '/a/sealed']);
    expect(await names('Path', 'OneLevel', '/')).toEqual([]);
    expect(await names('tag:team', undefined, 'blue')).toEqual(['/a/plain']);
    const older = { Filters: [{ Key: 'Name', Values: ['/a/s'] }] };
    expect((await ssm.told('DescribeParameters', older)).map(({ Name }) => Name)).toEqual(['/a/sealed']);
    for (const [filter, name] of [
      [{ Key: 'Colour', Values: ['red'] }, 'InvalidFilterKey'],
      [{ Key: 'Name', Option: 'Recursive', Values: ['/'] }, 'InvalidFilterOption'],
      [{ Key: 'Name' }, 'InvalidFilterValue'],
    ] as const) {
      expect(await ssm.refusal(ADMIN, 'DescribeParameters', { ParameterFilters: [filter] })).toMatchObject({ name });
    }
  });

  it('go from Standard to Advanced, by themselves with Intelligent-Tiering, and never back', async () => {
    const ssm = await ssmLab();
    const long = 'x'.repeat(4_097);
    await expect(ssm.put('small', long, STRING)).rejects.toThrow(/ValidationException: Standard tier/);
    expect(await ssm.put('small', 'x', { ...STRING, Tier: 'Intelligent-Tiering' })).toMatchObject({ Tier: 'Standard' });
    const more = { ...STRING, Overwrite: true };
    expect(await ssm.put('small', long, { ...more, Tier: 'Intelligent-Tiering' })).toMatchObject({ Tier: 'Advanced' });
    expect(await ssm.put('small', 'x', more)).toMatchObject({ Tier: 'Advanced' });
    await expect(ssm.put('small', 'x', { ...more, Tier: 'Standard' })).rejects.toThrow(/can't downgrade/);
    await expect(ssm.put('small', 'x'.repeat(8_193), more)).rejects.toThrow(/8192/);
  });

  it.each([
    [{ Name: 'ssm-thing' }, 'ValidationException'],
    [{ Name: '/aws/thing' }, 'AccessDeniedException'],
    [{ Name: 'a/b' }, 'ValidationException'],
    [{ Name: 'a b' }, 'ValidationException'],
    [{ Name: `${'/a'.repeat(16)}` }, 'HierarchyLevelLimitExceededException'],
    [{ Name: 'there' }, 'ParameterAlreadyExists'],
    [{ Name: 'there', Overwrite: true, Type: 'SecureString' }, 'HierarchyTypeMismatchException'],
    [{ Name: 'there', Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationException'],
    [{ Name: 'new', Type: undefined }, 'ValidationException'],
    [{ Name: 'new', Value: '' }, 'ValidationException'],
    [{ Name: 'new', AllowedPattern: '^\\d+$' }, 'ParameterPatternMismatchException'],
    [{ Name: 'new', AllowedPattern: '(' }, 'InvalidAllowedPatternException'],
    [{ Name: 'new', Policies: '[{"Type":"Expiration"}]' }, 'ValidationException'],
    [{ Name: 'new', DataType: 'aws:ec2:image' }, 'ValidationException'],
    [{ Name: 'new', Tags: [{ Key: 'aws:a', Value: 'b' }] }, 'ValidationException'],
  ])('%j is refused', async (input, name) => {
    const ssm = await ssmLab();
    await ssm.put('there', 'x', STRING);
    const refused = await ssm.refusal(ADMIN, 'PutParameter', { Value: 'x', ...STRING, ...input });
    expect(refused.name).toBe(name);
  });

  it('carry tags, which policies ask about, and are deleted', async () => {
    const ssm = await ssmLab([
      {
        Effect: 'Allow',
        Action: 'ssm:GetParameter',
        Resource: '*',
        Condition: { StringEquals: { 'ssm:resourceTag/team': 'blue', 'aws:ResourceTag/team': 'blue' } },
      },
      {
        Effect: 'Allow',
        Action: 'ssm:PutParameter',
        Resource: arnOf('mine/*'),
        Condition: { StringEquals: { 'ssm:Overwrite': 'false', 'aws:RequestTag/team': 'blue' } },
      },
      // What is made with tags asks for this too.
      { Effect: 'Allow', Action: 'ssm:AddTagsToResource', Resource: arnOf('mine/a') },
    ]);
    const blue = [{ Key: 'team', Value: 'blue' }];
    await ssm.put('/x', 'value', STRING);
    const Resource = { ResourceType: 'Parameter', ResourceId: '/x' };
    expect(await ssm.refusal(READER, 'GetParameter', { Name: '/x' })).toMatchObject({ name: 'AccessDeniedException' });
    await ssm.call(ADMIN, 'AddTagsToResource', { ...Resource, Tags: [...blue, { Key: 'stage', Value: 'test' }] });
    expect(await ssm.get('/x', false, READER)).toMatchObject({ Value: 'value' });
    await ssm.call(ADMIN, 'RemoveTagsFromResource', { ...Resource, TagKeys: ['stage'] });
    expect(await ssm.call(ADMIN, 'ListTagsForResource', Resource)).toEqual({ TagList: blue });
    await ssm.call(READER, 'PutParameter', { Name: '/mine/a', Value: 'x', ...STRING, Tags: blue });
    const untaggable = { Name: '/mine/c', Value: 'x', ...STRING, Tags: blue };
    expect((await ssm.refusal(READER, 'PutParameter', untaggable)).message).toContain('ssm:AddTagsToResource');
    for (const input of [{}, { Tags: blue, Overwrite: true }]) {
      expect(
        await ssm.refusal(READER, 'PutParameter', { Name: '/mine/b', Value: 'x', ...STRING, ...input }),
      ).toMatchObject({ name: 'AccessDeniedException' });
    }
    await ssm.call(ADMIN, 'DeleteParameter', { Name: '/x' });
    expect(await ssm.call(ADMIN, 'DeleteParameters', { Names: ['/x', '/mine/a'] })).toEqual({
      DeletedParameters: ['/mine/a'],
      InvalidParameters: ['/x'],
    });
    expect(await ssm.refusal(ADMIN, 'DeleteParameter', { Name: '/x' })).toMatchObject({ name: 'ParameterNotFound' });
    expect(await ssm.refusal(ADMIN, 'ListTagsForResource', Resource)).toMatchObject({ name: 'InvalidResourceId' });
    const other = { ResourceType: 'Document', ResourceId: 'x' };
    expect(await ssm.refusal(ADMIN, 'ListTagsForResource', other)).toMatchObject({ name: 'InvalidResourceType' });
  });
});
