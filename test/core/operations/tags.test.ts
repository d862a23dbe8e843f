import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, labWith, OWN, type TestLab } from '../../helpers/lab-with.ts';

let test: TestLab;
let KeyId: string;
beforeEach(async () => {
  test = await labWith({
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'main/user/maker': [
        { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'kms:CreateKey', Resource: '*' }] },
      ],
      'main/user/tagger': [
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'kms:CreateKey', Resource: '*' },
            { Effect: 'Allow', Action: 'kms:TagResource', Resource: `arn:aws:kms:us-east-1:${OWN}:key/*` },
          ],
        },
      ],
    },
  });
  KeyId = await test.key();
});

const tag = (TagKey: string, TagValue = '') => ({ TagKey, TagValue });
const tags = async (id = KeyId) => (await test.ok('ListResourceTags', { KeyId: id })).Tags;
const fifty = Array.from({ length: 50 }, (_, n) => tag(`t${n}`));

describe('tags of a key (keys.md section 10)', () => {
  it('are put on, changed and taken off, and answer nothing', async () => {
    expect(await tags()).toEqual([]);
    expect(await test.ok('TagResource', { KeyId, Tags: [tag('Stage', 'test'), tag('stage', 'x')] })).toEqual({});
    expect(await test.ok('TagResource', { KeyId, Tags: [tag('Stage', 'live'), tag('Cost')] })).toEqual({});
    expect(await tags()).toEqual([tag('Stage', 'live'), tag('stage', 'x'), tag('Cost')]);
    expect(await test.ok('UntagResource', { KeyId, TagKeys: ['Stage', 'never there'] })).toEqual({});
    expect(await tags()).toEqual([tag('stage', 'x'), tag('Cost')]);
  });

  it('come with CreateKey too', async () => {
    const id = await test.key({ Tags: [tag('Stage', 'test'), tag('__proto__', 'harmless')] });
    expect(await tags(id)).toEqual([tag('Stage', 'test'), tag('__proto__', 'harmless')]);
  });

  it.each([
    ['a tag key twice', [tag('a'), tag('a', '1')]],
    ['a tag key that begins with aws:', [tag('aws:cost')]],
    ['a tag key that begins with AWS:', [tag('AWS:cost')]],
    ['a character that tags may not have', [tag('a;b')]],
    ['a character that values may not have', [tag('a', 'b*')]],
  ])('are refused for %s', async (_, Tags) => {
    expect((await test.refusal('TagResource', { KeyId, Tags }))[0]).toBe('TagException');
    expect((await test.refusal('CreateKey', { Tags }))[0]).toBe('TagException');
    expect(await tags()).toEqual([]);
  });

  it.each(['ä ö', 'a_b.c/d=e+f-g@h:i', '日本'])('may be called %s', async (TagKey) => {
    await test.ok('TagResource', { KeyId, Tags: [tag(TagKey, TagKey)] });
    expect(await tags()).toEqual([tag(TagKey, TagKey)]);
  });

  it('are fifty at most, however they come', async () => {
    await test.ok('TagResource', { KeyId, Tags: fifty });
    await test.ok('TagResource', { KeyId, Tags: [tag('t0', 'changed')] });
    expect((await test.refusal('TagResource', { KeyId, Tags: [tag('one more')] }))[0]).toBe('LimitExceededException');
    expect((await test.refusal('CreateKey', { Tags: [...fifty, tag('one more')] }))[0]).toBe('LimitExceededException');
  });

  it('on a new key need permission to tag, beside that to create', async () => {
    const as = (name: string) => ({ ...ADMIN, as: `arn:aws:iam::${OWN}:user/${name}` });
    const Tags = [tag('a')];
    expect(await test.refusal('CreateKey', { Tags }, as('maker'))).toEqual([
      'AccessDeniedException',
      `User: arn:aws:iam::${OWN}:user/maker is not authorized to perform: kms:TagResource on resource: arn:aws:kms:us-east-1:${OWN}:key/* because no identity-based policy allows the kms:TagResource action`,
    ]);
    expect((await test.call('CreateKey', {}, as('maker'))).reply.ok).toBe(true);
    expect((await test.call('CreateKey', { Tags }, as('tagger'))).reply.ok).toBe(true);
  });

  it('are logged in clear', async () => {
    const { records } = await test.call('TagResource', { KeyId, Tags: [tag('a', 'b')] });
    expect(records[0]?.requestParameters).toEqual({ keyId: KeyId, tags: [{ tagKey: 'a', tagValue: 'b' }] });
  });
});
