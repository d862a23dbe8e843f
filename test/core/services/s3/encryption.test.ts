import { describe, expect, it } from 'vitest';
import { ADMIN, BUCKET, CLERK, KEY, OTHER_KEY, s3Lab } from './s3-lab.ts';

const HEAD = { Bucket: BUCKET, Key: 'note.txt' };
const KMS = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY };

describe('the encryption of a new object', () => {
  it('is SSE-S3 where nobody says otherwise', async () => {
    const s3 = await s3Lab();
    expect(await s3.put()).toMatchObject({ ServerSideEncryption: 'AES256' });
    expect(await s3.call(ADMIN, 'HeadObject', HEAD)).toMatchObject({ ServerSideEncryption: 'AES256' });
  });

  it.each([
    ['its ARN', KEY],
    ['its id', KEY.slice(KEY.lastIndexOf('/') + 1)],
    ['its alias', 'alias/orders'],
  ])('is told with the ARN of the key, which the request may name by %s', async (_, SSEKMSKeyId) => {
    const s3 = await s3Lab();
    const put = await s3.put({ ...KMS, SSEKMSKeyId });
    expect(put).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY });
    expect(put).not.toHaveProperty('BucketKeyEnabled');
    expect(await s3.get()).toBe('the note');
  });

  it('is the bucket’s default where the request says nothing, and the request’s where it does', async () => {
    const s3 = await s3Lab();
    await s3.encryptWith('aws:kms', KEY, true);
    expect(await s3.put()).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: KEY,
      BucketKeyEnabled: true,
    });
    expect(await s3.put({ ServerSideEncryption: 'AES256' })).toMatchObject({ ServerSideEncryption: 'AES256' });
    expect(await s3.put({ BucketKeyEnabled: false })).not.toHaveProperty('BucketKeyEnabled');
  });

  it('under a key that the default names is S3’s own key again where the request asks for KMS without a key', async () => {
    const s3 = await s3Lab();
    await s3.encryptWith('aws:kms', KEY);
    const { SSEKMSKeyId } = await s3.put({ ServerSideEncryption: 'aws:kms' });
    expect(SSEKMSKeyId).not.toBe(KEY);
    const { Aliases } = await s3.call(ADMIN, 'ListAliases', { KeyId: SSEKMSKeyId });
    expect(Aliases).toMatchObject([{ AliasName: 'alias/aws/s3' }]);
  });

  it('stays what it was when the default changes', async () => {
    const s3 = await s3Lab();
    await s3.put();
    await s3.encryptWith('aws:kms', KEY);
    expect(await s3.call(ADMIN, 'HeadObject', HEAD)).toMatchObject({ ServerSideEncryption: 'AES256' });
  });

  it('DSSE-KMS has no bucket key', async () => {
    const s3 = await s3Lab();
    const dsse = { ServerSideEncryption: 'aws:kms:dsse', SSEKMSKeyId: KEY, BucketKeyEnabled: true };
    expect(await s3.put(dsse)).not.toHaveProperty('BucketKeyEnabled');
    expect(await s3.get()).toBe('the note');
  });

  it.each([
    [
      'a key without aws:kms',
      { SSEKMSKeyId: KEY },
      'InvalidArgument',
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    ],
    [
      'a key with AES256',
      { ServerSideEncryption: 'AES256', SSEKMSKeyId: KEY },
      'InvalidArgument',
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    ],
    [
      'an algorithm that there is not',
      { ServerSideEncryption: 'aes:kms' },
      'InvalidArgument',
      'The encryption method specified is not supported',
    ],
    [
      'a context that is no base64 of a map',
      { ...KMS, SSEKMSEncryptionContext: 'tenant' },
      'InvalidArgument',
      "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map",
    ],
    [
      'a key that there is not',
      { ...KMS, SSEKMSKeyId: 'fake-key-id' },
      'KMS.NotFoundException',
      "Invalid keyId 'fake-key-id'",
    ],
    [
      'a key of another Region',
      { ...KMS, SSEKMSKeyId: KEY.replace('us-east-1', 'us-west-2') },
      'KMS.NotFoundException',
      'Invalid arn us-west-2',
    ],
    [
      'the default key without its prefix',
      { ...KMS, SSEKMSKeyId: 'aws/s3' },
      'KMS.NotFoundException',
      "Invalid keyId 'aws/s3'",
    ],
  ])('%s is refused', async (_, input, name, message) => {
    const s3 = await s3Lab();
    const refused = await s3.refusal(ADMIN, 'PutObject', { ...HEAD, ...input });
    expect(refused).toMatchObject({ name, message });
    expect(s3.lab.world.objects.size).toBe(0);
  });
});

describe('what KMS refuses, S3 refuses', () => {
  it('AccessDenied in the words of KMS to whoever may not use the key', async () => {
    const s3 = await s3Lab();
    const session = 'arn:aws:sts::111122223333:assumed-role/clerk/kmslab';
    expect(await s3.refusal(CLERK, 'PutObject', { ...HEAD, ...KMS })).toEqual({
      name: 'AccessDenied',
      message: `User: ${session} is not authorized to perform: kms:GenerateDataKey on resource: ${KEY} because no identity-based policy allows the kms:GenerateDataKey action`,
      because: 'no-identity-policy-statement',
    });
    await s3.put(KMS);
    expect(await s3.refusal(CLERK, 'GetObject', HEAD)).toEqual({
      name: 'AccessDenied',
      message: `User: ${session} is not authorized to perform: kms:Decrypt on resource: ${KEY} because no identity-based policy allows the kms:Decrypt action`,
      because: 'no-identity-policy-statement',
    });
  });

  it('but everybody in the account may use aws/s3, by S3', async () => {
    const s3 = await s3Lab();
    await s3.put({ ServerSideEncryption: 'aws:kms' }, CLERK);
    expect(await s3.get({}, CLERK)).toBe('the note');
  });

  it('a disabled key: no object under it can be put or read, and enabled again all can', async () => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    await s3.call(ADMIN, 'DisableKey', { KeyId: KEY });
    const disabled = { name: 'KMS.DisabledException', message: `${KEY} is disabled.`, because: 'key-disabled' };
    expect(await s3.refusal(ADMIN, 'GetObject', HEAD)).toEqual(disabled);
    expect(await s3.refusal(ADMIN, 'PutObject', { ...HEAD, ...KMS })).toEqual(disabled);
    expect(await s3.call(ADMIN, 'HeadObject', HEAD)).toMatchObject({ SSEKMSKeyId: KEY });
    await s3.call(ADMIN, 'EnableKey', { KeyId: KEY });
    expect(await s3.get()).toBe('the note');
  });

  it('a key that waits for its deletion, and one that is gone', async () => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    await s3.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: KEY, PendingWindowInDays: 7 });
    expect(await s3.refusal(ADMIN, 'GetObject', HEAD)).toEqual({
      name: 'KMS.KMSInvalidStateException',
      message: `${KEY} is pending deletion.`,
      because: 'key-pending-deletion',
    });
    await s3.advance(8 * 86_400_000);
    const gone = await s3.refusal(ADMIN, 'GetObject', HEAD);
    expect(gone.because).toBe('ciphertext-of-unknown-key');
    await s3.call(ADMIN, 'DeleteObject', HEAD);
  });

  it('a key of another account that does not let the reader in says no word of itself', async () => {
    const s3 = await s3Lab();
    await s3.put({ ...KMS, SSEKMSKeyId: OTHER_KEY });
    expect(await s3.refusal(CLERK, 'GetObject', HEAD)).toMatchObject({
      name: 'AccessDenied',
      message:
        'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
    });
  });

  it('rotation changes nothing for what is there already', async () => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    await s3.call(ADMIN, 'RotateKeyOnDemand', { KeyId: KEY });
    await s3.advance(60_000);
    expect(await s3.get()).toBe('the note');
  });
});

describe('the default encryption of a bucket', () => {
  const read = async (s3: Awaited<ReturnType<typeof s3Lab>>) =>
    (await s3.call(ADMIN, 'GetBucketEncryption', { Bucket: BUCKET })).ServerSideEncryptionConfiguration;
  const put = (Rules: readonly object[]) => ({ Bucket: BUCKET, ServerSideEncryptionConfiguration: { Rules } });

  it('is SSE-S3 at first, takes no SSE-C, and is again when it is deleted', async () => {
    const s3 = await s3Lab();
    const first = {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          BucketKeyEnabled: false,
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
        },
      ],
    };
    expect(await read(s3)).toEqual(first);
    await s3.encryptWith('aws:kms', KEY, true);
    expect(await read(s3)).toMatchObject({
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
          BucketKeyEnabled: true,
        },
      ],
    });
    await s3.call(ADMIN, 'DeleteBucketEncryption', { Bucket: BUCKET });
    await s3.call(ADMIN, 'DeleteBucketEncryption', { Bucket: BUCKET });
    expect(await read(s3)).toEqual(first);
  });

  it('may name a key that there is not: only an upload finds out', async () => {
    const s3 = await s3Lab();
    await s3.encryptWith('aws:kms', 'fake-key-id');
    expect(await s3.refusal(ADMIN, 'PutObject', HEAD)).toMatchObject({ name: 'KMS.NotFoundException' });
  });

  it.each([
    ['no rule', [], 'MalformedXML'],
    ['two rules', [{}, {}], 'MalformedXML'],
    [
      'a key for SSE-S3',
      [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256', KMSMasterKeyID: KEY } }],
      'InvalidArgument',
    ],
    [
      'an algorithm that there is not',
      [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'x' } }],
      'InvalidArgument',
    ],
  ])('%s is refused', async (_, rules, name) => {
    const s3 = await s3Lab();
    expect(await s3.refusal(ADMIN, 'PutBucketEncryption', put(rules))).toMatchObject({ name });
  });

  it('a rule that is silent about blocked types leaves them as they are', async () => {
    const s3 = await s3Lab();
    await s3.allowSseC();
    await s3.encryptWith('aws:kms', KEY);
    expect(await read(s3)).toMatchObject({ Rules: [{ BlockedEncryptionTypes: { EncryptionType: ['NONE'] } }] });
  });
});
