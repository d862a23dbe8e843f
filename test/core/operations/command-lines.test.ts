import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, arnOf, labWith, type TestLab } from '../../helpers/lab-with.ts';
import { material, wrap } from '../keys/imported-lab.ts';

let test: TestLab;
let KeyId: string;
beforeEach(async () => {
  test = await labWith();
  KeyId = await test.key();
});

/** What a line prints, as JSON where it prints any; it must succeed. */
async function run(line: string): Promise<unknown> {
  const { exitCode, stdout, stderr } = await test.lab.runAws(line, ADMIN);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout === '' ? null : JSON.parse(stdout);
}

describe('the command line of AWS CLI v2', () => {
  it('takes tags in shorthand and in JSON', async () => {
    expect(
      await run(`aws kms tag-resource --key-id ${KeyId} --tags TagKey=a,TagValue=b 'TagKey=c,TagValue="d e"'`),
    ).toBeNull();
    await run(`aws kms tag-resource --key-id ${KeyId} --tags '[{"TagKey":"f","TagValue":""}]'`);
    await run(`aws kms untag-resource --key-id ${KeyId} --tag-keys a`);
    expect(await run(`aws kms list-resource-tags --key-id ${KeyId}`)).toMatchObject({
      Tags: [
        { TagKey: 'c', TagValue: 'd e' },
        { TagKey: 'f', TagValue: '' },
      ],
    });
  });

  it('takes a grant with its constraint in shorthand, and gives it back by its token', async () => {
    const made = (await run(
      `aws kms create-grant --key-id ${KeyId} --grantee-principal ${ADMIN.as} --operations Decrypt DescribeKey --constraints EncryptionContextSubset={tenant=7,of=x} --name job`,
    )) as { GrantId: string; GrantToken: string };
    expect(await run(`aws kms list-grants --key-id ${KeyId}`)).toMatchObject({
      Grants: [
        {
          GrantId: made.GrantId,
          Operations: ['Decrypt', 'DescribeKey'],
          Constraints: { EncryptionContextSubset: { tenant: '7', of: 'x' } },
        },
      ],
    });
    await run(`aws kms describe-key --key-id ${KeyId} --grant-tokens ${made.GrantToken}`);
    expect(await run(`aws kms retire-grant --grant-token ${made.GrantToken}`)).toBeNull();
    expect(await run(`aws kms list-retirable-grants --retiring-principal ${ADMIN.as}`)).toEqual({ Grants: [] });
  });

  it('imports key material by files, and replicates', async () => {
    const id = await test.key({ Origin: 'EXTERNAL', MultiRegion: true });
    const parameters = (await run(
      `aws kms get-parameters-for-import --key-id ${id} --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_2048`,
    )) as { PublicKey: string; ImportToken: string };
    const wrapped = wrap('RSAES_OAEP_SHA_256', Buffer.from(parameters.PublicKey, 'base64'), material(1));
    await test.lab.act({ type: 'putFile', name: 'material.bin', bytes: wrapped });
    await test.lab.act({ type: 'putFile', name: 'token.bin', bytes: Buffer.from(parameters.ImportToken, 'base64') });
    expect(
      await run(
        `aws kms import-key-material --key-id ${id} --import-token fileb://token.bin --encrypted-key-material fileb://material.bin --valid-to 2026-03-01T00:00:00Z`,
      ),
    ).toMatchObject({ KeyId: arnOf(id) });
    expect(await run(`aws kms replicate-key --key-id ${id} --replica-region eu-west-1`)).toMatchObject({
      ReplicaKeyMetadata: { KeyState: 'Creating', KeyId: id },
    });
    expect(await run(`aws kms get-key-last-usage --key-id ${id}`)).toMatchObject({ KeyId: id, KeyLastUsage: {} });
  });

  it('says of a dry run what AWS says, and ends as a refusal', async () => {
    const line = `aws kms generate-data-key --key-id ${KeyId} --key-spec AES_256 --dry-run`;
    const { exitCode, stderr, stdout } = await test.lab.runAws(line, ADMIN);
    expect([exitCode, stdout]).toEqual([254, '']);
    expect(stderr).toContain(
      'An error occurred (DryRunOperationException) when calling the GenerateDataKey operation: The request would have succeeded, but the DryRun option is set.',
    );
  });
});

describe('GetKeyLastUsage', () => {
  const usage = async (id = KeyId) => (await test.ok('GetKeyLastUsage', { KeyId: id })).KeyLastUsage;

  it('tells the last use that succeeded, with the ids of its record', async () => {
    expect(await usage()).toEqual({});
    await test.ok('DescribeKey', { KeyId });
    await test.refusal('Encrypt', { KeyId, Plaintext: Uint8Array.of(1), EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' });
    await test.refusal('Encrypt', { KeyId, Plaintext: Uint8Array.of(1), DryRun: true });
    expect(await usage()).toEqual({});
    await test.pass(1_000);
    const { requestId, records } = await test.call('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) });
    const seen = await test.ok('GetKeyLastUsage', { KeyId });
    expect(seen.KeyLastUsage).toEqual({
      Operation: 'Encrypt',
      Timestamp: test.lab.world.now / 1000,
      CloudTrailEventId: records[0]?.eventID,
      KmsRequestId: requestId,
    });
    expect(seen).toMatchObject({ KeyId, TrackingStartDate: seen.KeyCreationDate });
  });

  it('counts ReEncrypt for both keys', async () => {
    const other = await test.key();
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) });
    await test.ok('ReEncrypt', { CiphertextBlob, DestinationKeyId: other });
    expect([await usage(), await usage(other)]).toMatchObject([{ Operation: 'ReEncrypt' }, { Operation: 'ReEncrypt' }]);
  });
});
