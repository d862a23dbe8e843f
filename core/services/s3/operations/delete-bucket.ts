import { S3Error } from '../../../errors/s3-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { bucketOf, bucketTarget } from './find-bucket.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

export const deleteBucket = defineOperation({
  service: 's3',
  name: 'DeleteBucket',
  summary: 'Deletes an empty bucket.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html',
  input: structure({ Bucket }, owner),
  readOnly: false,
  mutates: true,
  record: S3_RECORD,
  find: (input, scope) => [bucketTarget(bucketOf(input, scope), 's3:DeleteBucket')],
  check({ Bucket: name }, { world }) {
    if (!world.objects.has(name)) return;
    const message = 'The bucket you tried to delete is not empty';
    throw new S3Error('BucketNotEmpty', message, 'bucket-not-empty', { BucketName: name });
  },
  handle({ Bucket: name }, { world }) {
    const uploads = [...world.uploads.values()].filter(({ bucket }) => bucket === name);
    return {
      output: {},
      facts: [
        ...uploads.map(({ uploadId }) => ({ type: 'uploadEnded', uploadId }) as const),
        { type: 'bucketDeleted', bucket: name },
      ],
    };
  },
});
