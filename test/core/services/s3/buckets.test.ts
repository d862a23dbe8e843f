import { describe, expect, it } from 'vitest';
import { ADMIN, BUCKET, CLERK, NOBODY, OWN, STRANGER, s3Lab } from './s3-lab.ts';

const IRELAND = { ...ADMIN, region: 'eu-west-1' };
const there = (Bucket: string, LocationConstraint = 'eu-west-1') => ({
  Bucket,
  CreateBucketConfiguration: { LocationConstraint },
});

describe('a bucket', () => {
  it('is in one account and one Region, and its name is known everywhere', async () => {
    const s3 = await s3Lab();
    await s3.call(IRELAND, 'CreateBucket', there('in-ireland'));
    const at = { Bucket: 'in-ireland' };
    expect(await s3.call(ADMIN, 'GetBucketLocation', at)).toEqual({ LocationConstraint: 'eu-west-1' });
    expect(await s3.call(ADMIN, 'GetBucketLocation', { Bucket: BUCKET })).toEqual({ LocationConstraint: null });
    expect(await s3.call(IRELAND, 'HeadBucket', at)).toEqual({ BucketRegion: 'eu-west-1' });
    const { reply } = await s3.outcome(ADMIN, 'ListObjectsV2', at);
    expect(reply.ok ? null : reply.error).toMatchObject({
      name: 'PermanentRedirect',
      because: 'wrong-bucket-region',
      data: { Region: 'eu-west-1' },
    });
  });

  it('lists the buckets of the caller’s account alone, from all Regions', async () => {
    const s3 = await s3Lab();
    await s3.call(IRELAND, 'CreateBucket', there('in-ireland'));
    await s3.call(STRANGER, 'CreateBucket', { Bucket: 'a-strangers-bucket' });
    const { Buckets } = await s3.call(ADMIN, 'ListBuckets');
    expect(Buckets).toEqual([
      { Name: 'in-ireland', CreationDate: Date.UTC(2026, 4, 1) / 1000 },
      { Name: BUCKET, CreationDate: Date.UTC(2026, 4, 1) / 1000 },
    ]);
    const page = await s3.call(ADMIN, 'ListBuckets', { MaxBuckets: 1 });
    expect(page.Buckets).toMatchObject([{ Name: 'in-ireland', BucketRegion: 'eu-west-1' }]);
    const rest = await s3.call(ADMIN, 'ListBuckets', { ContinuationToken: page.ContinuationToken });
    expect(rest.Buckets).toMatchObject([{ Name: BUCKET }]);
    expect((await s3.call(ADMIN, 'ListBuckets', { Prefix: 'orders' })).Buckets).toHaveLength(1);
    expect((await s3.call(ADMIN, 'ListBuckets', { BucketRegion: 'eu-west-1' })).Buckets).toHaveLength(1);
  });

  it('made again by its owner is there already; in us-east-1 S3 says nothing of it', async () => {
    const s3 = await s3Lab();
    await s3.put();
    await s3.call(ADMIN, 'CreateBucket', { Bucket: BUCKET });
    expect(await s3.get()).toBe('the note');
    await s3.call(IRELAND, 'CreateBucket', there('in-ireland'));
    expect(await s3.refusal(IRELAND, 'CreateBucket', there('in-ireland'))).toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
    expect(await s3.refusal(STRANGER, 'CreateBucket', { Bucket: BUCKET })).toMatchObject({
      name: 'BucketAlreadyExists',
    });
  });

  it.each([
    ['of a Region without a constraint', IRELAND, { Bucket: 'new-one' }, 'IllegalLocationConstraintException'],
    ['of a Region with another’s', IRELAND, there('new-one', 'us-west-2'), 'IllegalLocationConstraintException'],
    ['with a constraint that is no Region', ADMIN, there('new-one', 'nowhere'), 'InvalidLocationConstraint'],
    ['with us-east-1 for a constraint', ADMIN, there('new-one', 'us-east-1'), 'InvalidLocationConstraint'],
    ...['ab', 'Capitals', 'a_b', '-a-b', 'a..b', '192.168.0.1', 'xn--bucket', 'a-bucket-s3alias', 'x'.repeat(64)].map(
      (Bucket) => [`named ${Bucket}`, ADMIN, { Bucket }, 'InvalidBucketName'] as const,
    ),
  ] as const)('%s is refused', async (_, who, input, name) => {
    const s3 = await s3Lab();
    expect(await s3.refusal(who, 'CreateBucket', input)).toMatchObject({ name });
  });

  it('is deleted when it is empty', async () => {
    const s3 = await s3Lab();
    await s3.put();
    expect(await s3.refusal(ADMIN, 'DeleteBucket', { Bucket: BUCKET })).toMatchObject({ name: 'BucketNotEmpty' });
    await s3.call(ADMIN, 'DeleteObject', { Bucket: BUCKET, Key: 'note.txt' });
    await s3.call(ADMIN, 'DeleteBucket', { Bucket: BUCKET });
    expect(await s3.refusal(ADMIN, 'HeadBucket', { Bucket: BUCKET })).toMatchObject({ name: 'NoSuchBucket' });
    expect(await s3.refusal(ADMIN, 'PutObject', { Bucket: BUCKET, Key: 'x' })).toMatchObject({ name: 'NoSuchBucket' });
  });

  it('asks IAM for what it does', async () => {
    const s3 = await s3Lab();
    for (const [operation, action] of [
      ['ListBuckets', 's3:ListAllMyBuckets'],
      ['HeadBucket', 's3:ListBucket'],
      ['ListObjectsV2', 's3:ListBucket'],
      ['GetBucketLocation', 's3:GetBucketLocation'],
      ['GetBucketEncryption', 's3:GetEncryptionConfiguration'],
      ['DeleteBucketEncryption', 's3:PutEncryptionConfiguration'],
      ['GetBucketPolicy', 's3:GetBucketPolicy'],
      ['DeleteBucketPolicy', 's3:DeleteBucketPolicy'],
      ['DeleteBucket', 's3:DeleteBucket'],
    ] as const) {
      const { message } = await s3.refusal(NOBODY, operation, { Bucket: BUCKET });
      expect(message).toContain(`because no identity-based policy allows the ${action} action`);
    }
    expect(await s3.call(CLERK, 'HeadBucket', { Bucket: BUCKET })).toEqual({ BucketRegion: 'us-east-1' });
  });

  it('of another owner than is expected is refused, before anybody is asked', async () => {
    const s3 = await s3Lab();
    const expected = { Bucket: BUCKET, ExpectedBucketOwner: '444455556666' };
    expect(await s3.refusal(ADMIN, 'ListObjectsV2', expected)).toMatchObject({ because: 'wrong-bucket-owner' });
    await s3.call(ADMIN, 'ListObjectsV2', { ...expected, ExpectedBucketOwner: OWN });
  });
});
