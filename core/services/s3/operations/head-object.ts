import { defineOperation } from '../../../operations/operation.ts';
import { oneOf, structure } from '../../../operations/shape.ts';
import { checkRead } from '../conditions.ts';
import { checkCustomerKey } from '../customer-key.ts';
import { customerKeyOf } from '../encryption-choice.ts';
import { bucketOf, objectIn, readTargets } from './find-bucket.ts';
import { checksumOutput, openObject } from './get-object.ts';
import { headersOutput, keyOutput, quoted, sseOutput, wholeSeconds } from './object-output.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';

/** It opens nothing, and asks KMS nothing; but a checksum lies sealed as the data does. */
export const headObject = defineOperation({
  service: 's3',
  name: 'HeadObject',
  summary: 'Tells about an object without its data.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html',
  input: structure(
    { Bucket: shapes.Bucket, Key: shapes.Key },
    { ...shapes.customerKey, ChecksumMode: oneOf(['ENABLED']), ...shapes.conditions, ...shapes.owner },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  isDataEvent: true,
  conditionInput: ({ SSECustomerKey: _, ...rest }) => rest,
  record: S3_READ_RECORD,
  find: (input, scope) => readTargets(bucketOf(input, scope), input.Key, scope),
  check(input, scope) {
    checkRead(input, objectIn(scope, bucketOf(input, scope), input.Key));
  },
  async handle(input, scope) {
    const bucket = bucketOf(input, scope);
    const object = objectIn(scope, bucket, input.Key);
    const customerKey = customerKeyOf(input, scope);
    checkCustomerKey(object.encryption, customerKey, scope);
    const asksChecksum = input.ChecksumMode === 'ENABLED' && object.checksum !== null;
    const checksum = asksChecksum
      ? await checksumOutput(scope, await openObject(scope, bucket, object, customerKey), object)
      : {};
    return {
      output: {
        AcceptRanges: 'bytes',
        LastModified: wholeSeconds(object.lastModified),
        ContentLength: object.sizeBytes,
        ...checksum,
        ETag: quoted(object.etag),
        ...headersOutput(object),
        ...sseOutput(object.encryption),
        Metadata: object.metadata,
        ...keyOutput(object.encryption),
      },
    };
  },
});
