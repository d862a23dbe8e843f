import { describe, expect, it } from 'vitest';
import {
  ADMIN,
  BUCKET,
  CLERK,
  document,
  KEY,
  NOBODY,
  OTHER_KEY,
  OWN,
  type S3Lab,
  STRANGER,
  s3Lab,
  utf8,
} from './s3-lab.ts';

const NOTE = { Bucket: BUCKET, Key: 'note.txt' };
const IN_BUCKET = `arn:aws:s3:::${BUCKET}/*`;
const THE_BUCKET = `arn:aws:s3:::${BUCKET}`;
const ALLOW_STRANGER = {
  Effect: 'Allow',
  Principal: { AWS: '444455556666' },
  Action: 's3:*',
  Resource: [THE_BUCKET, IN_BUCKET],
};
const ALLOW_NOBODY = { Effect: 'Allow', Principal: { AWS: NOBODY.as }, Action: 's3:GetObject', Resource: IN_BUCKET };

async function withNote(...parameters: Parameters<typeof s3Lab>): Promise<S3Lab> {
  const s3 = await s3Lab(...parameters);
  await s3.put();
  return s3;
}

describe('who may do what with a bucket', () => {
  it('in its account, an IAM policy is enough, and so is the bucket policy', async () => {
    const s3 = await withNote();
    expect(await s3.get({}, CLERK)).toBe('the note');
    expect(await s3.refusal(NOBODY, 'GetObject', NOTE)).toMatchObject({ name: 'AccessDenied' });
    await s3.putPolicy(ALLOW_NOBODY);
    expect(await s3.get({}, NOBODY)).toBe('the note');
  });

  it('a bucket policy that names the account lets in whom IAM lets, as without it', async () => {
    const s3 = await withNote();
    await s3.putPolicy({ ...ALLOW_NOBODY, Principal: { AWS: OWN } });
    expect(await s3.refusal(NOBODY, 'GetObject', NOTE)).toMatchObject({ because: 'no-identity-policy-statement' });
    expect(await s3.get({}, CLERK)).toBe('the note');
  });

  it.each([
    ['neither side allows', false, false, 'no-key-policy-statement'],
    ['only the bucket policy allows', true, false, 'no-identity-policy-statement'],
    ['only the caller’s own account allows', false, true, 'no-key-policy-statement'],
    ['both allow', true, true, null],
  ])('across accounts: %s', async (_, policyAllows, iamAllows, because) => {
    const s3 = await withNote();
    if (policyAllows) await s3.putPolicy(ALLOW_STRANGER);
    const who = iamAllows ? STRANGER : { ...STRANGER, as: STRANGER.as.replace('admin', 'nobody') };
    if (because === null) expect(await s3.get({}, who)).toBe('the note');
    else
      expect(await s3.refusal(who, 'GetObject', NOTE)).toEqual({
        name: 'AccessDenied',
        message: 'Access Denied',
        because,
      });
  });

  it('an explicit deny beats everything, also for whom IAM lets do all', async () => {
    const s3 = await withNote();
    await s3.putPolicy({ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: IN_BUCKET });
    const session = `arn:aws:sts::${OWN}:assumed-role/admin/kmslab`;
    expect(await s3.refusal(ADMIN, 'GetObject', NOTE)).toEqual({
      name: 'AccessDenied',
      message: `User: ${session} is not authorized to perform: s3:GetObject on resource: "${THE_BUCKET}/note.txt" with an explicit deny in a resource-based policy`,
      because: 'explicit-deny-key-policy',
    });
  });

  it('the text for whom nothing allows puts the resource in quotes', async () => {
    const s3 = await withNote();
    const { message } = await s3.refusal(NOBODY, 'PutObject', { ...NOTE, Body: utf8('x') });
    expect(message).toBe(
      `User: arn:aws:sts::${OWN}:assumed-role/nobody/kmslab is not authorized to perform: s3:PutObject on resource: "${THE_BUCKET}/note.txt" because no identity-based policy allows the s3:PutObject action`,
    );
  });

  it('of an object that isn’t there only those hear who may list the bucket', async () => {
    const reader = { Effect: 'Allow', Action: 's3:GetObject', Resource: IN_BUCKET };
    const s3 = await s3Lab({ reader: [reader] });
    expect(await s3.refusal(CLERK, 'GetObject', NOTE)).toMatchObject({ name: 'NoSuchKey' });
    const refused = await s3.refusal({ ...ADMIN, as: ADMIN.as.replace('admin', 'reader') }, 'GetObject', NOTE);
    expect(refused.message).toContain(`is not authorized to perform: s3:ListBucket on resource: "${THE_BUCKET}"`);
  });

  it('both sides of S3 and both of KMS are needed across accounts under SSE-KMS', async () => {
    const s3 = await withNote();
    await s3.putPolicy(ALLOW_STRANGER);
    await s3.put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY });
    expect(await s3.refusal(STRANGER, 'GetObject', NOTE)).toMatchObject({ name: 'AccessDenied' });
    await s3.put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: OTHER_KEY });
    expect(await s3.get({}, STRANGER)).toBe('the note');
  });

  it('a stranger’s upload without a key of its own is under the aws/s3 of the stranger', async () => {
    const s3 = await withNote();
    await s3.putPolicy(ALLOW_STRANGER);
    await s3.put({ ServerSideEncryption: 'aws:kms' }, STRANGER);
    const { SSEKMSKeyId } = await s3.call(ADMIN, 'HeadObject', NOTE);
    expect(SSEKMSKeyId).toContain(':444455556666:key/');
    expect(await s3.refusal(ADMIN, 'GetObject', NOTE)).toMatchObject({ name: 'AccessDenied' });
  });

  it('explains itself: the rung that decided, and a statement of the bucket policy that would allow it', async () => {
    const s3 = await withNote();
    const { requestId } = await s3.outcome(STRANGER, 'GetObject', NOTE);
    const why = await s3.lab.ask({ type: 'why', requestId });
    const [decision] = why?.decisions ?? [];
    const deciding = decision?.rungs.filter(({ isDeciding }) => isDeciding).map(({ title }) => title);
    expect(deciding).toEqual(['Bucket policy trusts the account']);
    expect(why?.fix).toContain(`the bucket policy of ${BUCKET}`);
  });
});

describe('a bucket policy that demands an encryption', () => {
  const deny = (Condition: object) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: IN_BUCKET,
    Condition,
  });
  const KMS = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY };

  it('SSE-KMS: what does not ask for it is refused, also where the bucket’s default would do it', async () => {
    const s3 = await s3Lab();
    await s3.putPolicy(deny({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }));
    await s3.encryptWith('aws:kms', KEY);
    expect(await s3.refusal(ADMIN, 'PutObject', NOTE)).toMatchObject({ because: 'explicit-deny-key-policy' });
    expect(await s3.refusal(ADMIN, 'PutObject', { ...NOTE, ServerSideEncryption: 'AES256' })).toMatchObject({
      name: 'AccessDenied',
    });
    await s3.put(KMS);
  });

  it('or else only what asks for another: Null false leaves the default to the bucket', async () => {
    const s3 = await s3Lab();
    await s3.putPolicy(
      deny({
        StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
        Null: { 's3:x-amz-server-side-encryption': 'false' },
      }),
    );
    await s3.put();
    expect(await s3.refusal(ADMIN, 'PutObject', { ...NOTE, ServerSideEncryption: 'AES256' })).toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('a certain key', async () => {
    const s3 = await s3Lab();
    await s3.putPolicy(deny({ ArnNotEqualsIfExists: { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY } }));
    await s3.put(KMS);
    const other = { ...NOTE, ...KMS, SSEKMSKeyId: OTHER_KEY };
    expect(await s3.refusal(ADMIN, 'PutObject', other)).toMatchObject({ because: 'explicit-deny-key-policy' });
  });

  it('no keys of customers', async () => {
    const s3 = await s3Lab();
    await s3.allowSseC();
    await s3.putPolicy(deny({ Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } }));
    await s3.put();
    const own = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: btoa('k'.repeat(32)) };
    expect(await s3.refusal(ADMIN, 'PutObject', { ...NOTE, ...own })).toMatchObject({
      because: 'explicit-deny-key-policy',
    });
  });

  it('holds for uploads in parts, where they begin', async () => {
    const s3 = await s3Lab();
    await s3.putPolicy(deny({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }));
    expect(await s3.refusal(ADMIN, 'CreateMultipartUpload', NOTE)).toMatchObject({ name: 'AccessDenied' });
    await s3.call(ADMIN, 'CreateMultipartUpload', { ...NOTE, ...KMS });
  });
});

describe('condition keys of S3', () => {
  const list = (more: object) => ['ListObjectsV2', { Bucket: BUCKET, ...more }] as const;
  const put = (more: object) => ['PutObject', { ...NOTE, Body: utf8('x'), ...more }] as const;
  const copied = (more: object) =>
    ['CopyObject', { Bucket: BUCKET, Key: 'copy', CopySource: `${BUCKET}/note.txt`, ...more }] as const;

  it.each([
    ['s3:prefix', 'home/', list({ Prefix: 'home/' }), list({ Prefix: 'other/' })],
    ['s3:delimiter', '/', list({ Delimiter: '/' }), list({})],
    ['s3:max-keys', '10', list({ MaxKeys: 10 }), list({ MaxKeys: 11 })],
    ['s3:x-amz-server-side-encryption', 'AES256', put({ ServerSideEncryption: 'AES256' }), put({})],
    [
      's3:x-amz-server-side-encryption-aws-kms-key-id',
      KEY,
      put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY }),
      put({ ServerSideEncryption: 'aws:kms' }),
    ],
    ['s3:x-amz-acl', 'private', put({ ACL: 'private' }), put({})],
    ['s3:if-none-match', '*', put({ Key: 'new', IfNoneMatch: '*' }), put({ Key: 'new' })],
    ['s3:if-match', '"x"', ['GetObject', { ...NOTE, IfMatch: '"x"' }] as const, ['GetObject', NOTE] as const],
    ['s3:x-amz-copy-source', `${BUCKET}/note.txt`, copied({}), copied({ CopySource: `/${BUCKET}/note.txt` })],
    ['s3:x-amz-metadata-directive', 'REPLACE', copied({ MetadataDirective: 'REPLACE' }), copied({})],
    ['s3:ResourceAccount', OWN, list({}), ['GetBucketLocation', { Bucket: 'a-strangers-bucket' }] as const],
    [
      's3:x-amz-server-side-encryption-customer-algorithm',
      'AES256',
      put({ SSECustomerAlgorithm: 'AES256', SSECustomerKey: btoa('k'.repeat(32)) }),
      put({}),
    ],
    [
      's3:locationconstraint',
      'eu-west-1',
      ['CreateBucket', { Bucket: 'new-one', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }] as const,
      ['CreateBucket', { Bucket: 'new-one' }] as const,
    ],
  ])('%s lets the one through, and not the other', async (key, value, [operation, fits], [otherOperation, others]) => {
    const s3 = await s3Lab({
      tested: [
        { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { StringEquals: { [key]: value } } },
        // What a copy reads is asked for without the conditions of what it writes.
        { Effect: 'Allow', Action: 's3:GetObject', Resource: key.startsWith('s3:x-amz') ? '*' : 'arn:aws:s3:::none/*' },
        { Effect: 'Allow', Action: 'kms:*', Resource: '*' },
      ],
    });
    await s3.put();
    await s3.call(STRANGER, 'CreateBucket', { Bucket: 'a-strangers-bucket' });
    const tested = { ...ADMIN, as: ADMIN.as.replace('admin', 'tested') };
    const denied = async (name: string, input: object) => {
      const { trace } = await s3.outcome(tested, name, { ...input });
      return trace.some((entry) => entry.room === 'authorise' && entry.refusal !== undefined);
    };
    expect(await denied(operation, fits)).toBe(false);
    expect(await denied(otherOperation, others)).toBe(true);
  });
});

describe('a policy on a bucket', () => {
  it('is there until it is taken off', async () => {
    const s3 = await s3Lab();
    const at = { Bucket: BUCKET };
    expect(await s3.refusal(ADMIN, 'GetBucketPolicy', at)).toMatchObject({ name: 'NoSuchBucketPolicy' });
    await s3.putPolicy(ALLOW_NOBODY);
    const { Policy } = await s3.call(ADMIN, 'GetBucketPolicy', at);
    expect(JSON.parse(String(Policy))).toEqual(JSON.parse(document(ALLOW_NOBODY)));
    await s3.call(ADMIN, 'DeleteBucketPolicy', at);
    await s3.call(ADMIN, 'DeleteBucketPolicy', at);
    expect(await s3.refusal(ADMIN, 'GetBucketPolicy', at)).toMatchObject({ name: 'NoSuchBucketPolicy' });
  });

  it.each([
    ['no JSON', 'x', "Policies must be valid JSON and the first byte must be '{'"],
    [
      'another bucket’s objects',
      document({ ...ALLOW_NOBODY, Resource: 'arn:aws:s3:::another/*' }),
      'Policy has invalid resource',
    ],
    [
      'a role that there is not',
      document({ ...ALLOW_NOBODY, Principal: { AWS: `arn:aws:iam::${OWN}:role/gone` } }),
      'Invalid principal in policy',
    ],
    [
      'no principal',
      document({ Effect: 'Allow', Action: 's3:*', Resource: IN_BUCKET }),
      'Statement[0]: expected a Principal',
    ],
    [
      'no action',
      document({ Effect: 'Allow', Principal: '*', Resource: IN_BUCKET }),
      'Statement[0]: expected an Action',
    ],
  ])('of %s is refused', async (_, Policy, message) => {
    const s3 = await s3Lab();
    const refused = await s3.refusal(ADMIN, 'PutBucketPolicy', { Bucket: BUCKET, Policy });
    expect(refused.name).toBe('MalformedPolicy');
    expect(refused.message).toContain(message);
  });

  it.each([
    ['everybody', {}, true],
    ['everybody by another name', { Principal: { AWS: '*' } }, true],
    ['everybody over TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
    ['everybody of any organization', { Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }, true],
    ['everybody of one organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }, false],
    ['everybody from one network', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }, false],
    ['an account', { Principal: { AWS: '444455556666' } }, false],
  ])('that lets in %s', async (_, more, isPublic) => {
    const s3 = await s3Lab();
    const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: IN_BUCKET, ...more };
    if (!isPublic) await s3.putPolicy(statement);
    else {
      const Policy = document(statement);
      const refused = await s3.refusal(ADMIN, 'PutBucketPolicy', { Bucket: BUCKET, Policy });
      expect(refused).toMatchObject({ name: 'AccessDenied', because: 'public-policy' });
      expect(refused.message).toContain('BlockPublicPolicy');
    }
  });

  it('can’t keep out the root user of the bucket’s account, who mends it', async () => {
    const s3 = await s3Lab();
    await s3.putPolicy({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [THE_BUCKET, IN_BUCKET] });
    expect(await s3.refusal(ADMIN, 'DeleteBucketPolicy', { Bucket: BUCKET })).toMatchObject({ name: 'AccessDenied' });
    const root = { as: `arn:aws:iam::${OWN}:root`, region: 'us-east-1' };
    expect(await s3.refusal(root, 'ListObjectsV2', { Bucket: BUCKET })).toMatchObject({ name: 'AccessDenied' });
    await s3.call(root, 'DeleteBucketPolicy', { Bucket: BUCKET });
    await s3.put();
  });

  it('is no business of other accounts, whatever it says', async () => {
    const s3 = await s3Lab();
    await s3.putPolicy(ALLOW_STRANGER);
    expect(await s3.refusal(STRANGER, 'GetBucketPolicy', { Bucket: BUCKET })).toMatchObject({
      name: 'MethodNotAllowed',
    });
  });

  it('who was named and is deleted, and comes again, is another', async () => {
    const s3 = await s3Lab();
    await s3.putPolicy(ALLOW_NOBODY);
    const [policy] = [s3.lab.world.buckets.get(BUCKET)?.policy];
    expect(Object.keys(policy?.principalIds ?? {})).toEqual([NOBODY.as]);
  });
});
