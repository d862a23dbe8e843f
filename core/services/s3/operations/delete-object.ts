import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket, Key, owner } from './shapes.ts';

/** Needs nothing of KMS: whoever may delete need not be able to read. */
export const deleteObject = defineOperation({
  service: 's3',
  name: 'DeleteObject',
  summary: 'Deletes an object; succeeds also where there is none.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html',
  input: structure({ Bucket, Key }, owner),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  isDataEvent: true,
  record: S3_RECORD,
  find: (input, scope) => [objectTarget(bucketOf(input, scope), input.Key, 's3:DeleteObject')],
  handle({ Bucket: bucket, Key: key }, { world }) {
    const isThere = world.objects.get(bucket)?.has(key) === true;
    return { output: {}, facts: isThere ? [{ type: 'objectDeleted', bucket, key }] : [] };
  },
});
