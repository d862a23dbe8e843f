import { describe, expect, it } from 'vitest';
import { ADMIN, labWith, OTHER, OWN } from '../../helpers/lab-with.ts';

async function worldWithGrants() {
  const test = await labWith({
    files: { 'note.txt': new Uint8Array([1]), 'pass.txt': new Uint8Array([2]) },
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'main/role/job': [],
      'partner/role/reader': [],
    },
  });
  const complete = async (line: string) => test.lab.ask({ type: 'complete', line, ...ADMIN });
  return { test, complete, texts: async (line: string) => (await complete(line)).map(({ text }) => text) };
}

describe('a line about grants', () => {
  it('is completed by those who may get one, the own account first, by their whole ARNs', async () => {
    const { test, texts } = await worldWithGrants();
    const KeyId = await test.key();
    expect(await texts(`aws kms create-grant --key-id ${KeyId} --grantee-principal `)).toEqual([
      `arn:aws:iam::${OWN}:role/admin`,
      `arn:aws:iam::${OWN}:role/job`,
      `arn:aws:iam::${OTHER}:role/reader`,
    ]);
  });

  it('is completed by the grants of the key that it names, each with whom it is for', async () => {
    const { test, complete } = await worldWithGrants();
    const [KeyId, other] = [await test.key(), await test.key()];
    const grant = { KeyId, GranteePrincipal: `arn:aws:iam::${OWN}:role/job`, Operations: ['Decrypt'] };
    const { GrantId } = await test.ok('CreateGrant', grant);
    await test.ok('CreateGrant', { ...grant, KeyId: other, Operations: ['Encrypt'] });
    const hint = 'role/job: Decrypt';
    expect(await complete(`aws kms revoke-grant --key-id ${KeyId} --grant-id `)).toEqual([{ text: GrantId, hint }]);
    expect(await complete('aws kms revoke-grant --grant-id ')).toHaveLength(2);
  });
});

describe('a laptop line', () => {
  it.each([
    ['laptop fo', ['forget']],
    ['laptop forget ', ['note.txt', 'pass.txt']],
    ['laptop forget p', ['pass.txt']],
    ['laptop decrypt ', ['--key', 'note.txt', 'pass.txt']],
    ['laptop decrypt --key ', ['note.txt', 'pass.txt']],
    ['laptop show note.txt > ', []],
  ])('%s is completed', async (line, expected) => {
    const { texts } = await worldWithGrants();
    expect(await texts(line)).toEqual(expected);
  });
});

describe('a line that names what the world has', () => {
  it('is completed by no alias where KMS takes none', async () => {
    const { test, texts } = await worldWithGrants();
    const KeyId = await test.key();
    await test.ok('CreateAlias', { AliasName: 'alias/orders', TargetKeyId: KeyId });
    const line = 'aws kms update-alias --alias-name alias/orders --target-key-id ';
    expect((await texts(line)).filter((text) => !text.startsWith('-'))).toEqual([KeyId]);
    expect(await texts('aws kms encrypt --key-id al')).toEqual(['alias/orders']);
  });

  it.each([
    ['aws kms update-primary-region --key-id mrk-1 --primary-region eu-west-2', []],
    ['aws kms update-primary-region --key-id mrk-1 --primary-region eu-west-', ['eu-west-1', 'eu-west-2', 'eu-west-3']],
    ['aws kms replicate-key --key-id mrk-1 --replica-region us-east-', ['us-east-1', 'us-east-2']],
    ['aws ec2 copy-snapshot --source-region us-west-', ['us-west-1', 'us-west-2']],
    ['aws ec2 modify-snapshot-attribute --snapshot-id snap-1 --operation-type add --user-ids 4', [OTHER]],
    ['aws ec2 modify-snapshot-attribute --snapshot-id snap-1 --operation-type add --user-ids 1', []],
  ])('%s is completed', async (line, expected) => {
    const { texts } = await worldWithGrants();
    expect(await texts(line)).toEqual(expected);
  });

  it('asks CloudTrail for the events of a key by its ARN', async () => {
    const { test, complete } = await worldWithGrants();
    const KeyId = await test.key();
    await test.ok('CreateAlias', { AliasName: 'alias/orders', TargetKeyId: KeyId });
    const text = `AttributeKey=ResourceName,AttributeValue=arn:aws:kms:us-east-1:${OWN}:key/${KeyId}`;
    const line = 'aws cloudtrail lookup-events --lookup-attributes AttributeKey=ResourceName,AttributeValue=';
    expect(await complete(line)).toEqual([{ text, hint: 'alias/orders' }]);
  });
});

describe('what is said of a completion', () => {
  it('names the alias of a key where it offers the id', async () => {
    const { test, complete } = await worldWithGrants();
    const KeyId = await test.key();
    await test.ok('CreateAlias', { AliasName: 'alias/orders', TargetKeyId: KeyId });
    expect(await complete('aws kms get-key-last-usage --key-id ')).toEqual([
      { text: KeyId, hint: 'Enabled · alias/orders' },
    ]);
  });

  it('tells a key pair from others', async () => {
    const { test, complete } = await worldWithGrants();
    await test.key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', Description: 'letters' });
    await test.key();
    const hints = (await complete('aws kms describe-key --key-id ')).map(({ hint }) => hint);
    expect(hints).toEqual(['Enabled · ECC_NIST_P256 SIGN_VERIFY · letters', 'Enabled']);
  });

  it('counts one operation as one', async () => {
    const { complete } = await worldWithGrants();
    expect(await complete('aws cloudtra')).toEqual([{ text: 'cloudtrail', hint: '1 operation' }]);
  });
});
