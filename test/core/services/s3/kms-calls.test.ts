import { describe, expect, it } from 'vitest';
import type { CloudTrailRecord } from '../../../../core/index.ts';
import { ADMIN, BUCKET, CLERK, KEY, OTHER_KEY, type S3Lab, STRANGER, s3Lab, utf8 } from './s3-lab.ts';

/** One line a call to KMS: what, by whom, on which key, in which context. */
function line({ eventName, userIdentity, requestParameters, resources, errorCode }: CloudTrailRecord): string {
  const { arn = '', invokedBy } = userIdentity as { arn?: string; invokedBy?: string };
  if (invokedBy !== 's3.amazonaws.com') throw new Error(`${eventName} was not invoked by S3`);
  const context = (requestParameters as { encryptionContext?: Record<string, string> } | null)?.encryptionContext ?? {};
  const by = arn.slice(arn.lastIndexOf('role/') + 5).split('/')[0];
  const keyArn = resources?.[0]?.ARN ?? '';
  const key = keyArn === KEY ? 'own' : keyArn === OTHER_KEY ? 'other' : 'aws/s3';
  const bound = Object.entries(context).map(([name, value]) => ` ${name}=${value.replace('arn:aws:s3:::', '')}`);
  return `${eventName} by ${by} on ${key}${bound.join('')}${errorCode === undefined ? '' : ` → ${errorCode}`}`;
}

/** What S3 asked KMS while `work` was done. */
async function during(s3: S3Lab, work: () => Promise<unknown>): Promise<readonly string[]> {
  const from = s3.lab.world.trailLength;
  await work();
  return s3
    .records(from)
    .filter(({ eventSource }) => eventSource === 'kms.amazonaws.com')
    .map(line);
}

const KMS = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY };

describe('the calls', () => {
  it('work', async () => {
    const s3 = await s3Lab();
    console.log(await s3.put(), await during(s3, () => s3.get()));
    console.log(await during(s3, () => s3.put(KMS)), await during(s3, () => s3.get()), await s3.get());
    console.log(
      await during(s3, () => s3.put({ ...KMS, BucketKeyEnabled: true })),
      await during(s3, () => s3.get()),
      await s3.get(),
    );
    console.log(
      await during(s3, () => s3.put({ ServerSideEncryption: 'aws:kms:dsse' })),
      await during(s3, () => s3.get()),
      await s3.get(),
    );
    console.log(await s3.call(ADMIN, 'GetObject', { Bucket: BUCKET, Key: 'note.txt' }));
    console.log(await s3.refusal(CLERK, 'GetObject', { Bucket: BUCKET, Key: 'note.txt' }));
    await s3.put(KMS);
    console.log(await s3.refusal(CLERK, 'GetObject', { Bucket: BUCKET, Key: 'note.txt' }));
    console.log(await s3.refusal(STRANGER, 'GetObject', { Bucket: BUCKET, Key: 'note.txt' }));
    console.log(await s3.call(ADMIN, 'ListObjectsV2', { Bucket: BUCKET }));
    console.log(
      s3
        .records()
        .map(({ eventName }) => eventName)
        .join(' '),
    );
    void utf8;
  });
});
