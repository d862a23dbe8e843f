import { S3Error } from '../../../errors/s3-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { checksumOf } from '../checksum.ts';
import { checkSource } from '../conditions.ts';
import { checkSseCIsTaken } from '../object-input.ts';
import type { ByteRange } from '../s3-host.ts';
import { copyTargets, sourceKeyOf, sourceMembers, sourceOf } from './copied-object.ts';
import { bucketOf } from './find-bucket.ts';
import { uploadOf } from './find-upload.ts';
import { openObject } from './get-object.ts';
import { checksumOutput, keyOutput, quoted, sseOutput, wholeSeconds } from './object-output.ts';
import { S3_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';
import { partKeyOf, writePart } from './uploaded-part.ts';

/** S3 works out the checksum that the upload was begun with. Source: as below. */
export const uploadPartCopy = defineOperation({
  service: 's3',
  name: 'UploadPartCopy',
  summary: 'Makes one part of an object from another object, or from a range of its bytes.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html',
  input: structure(
    {
      Bucket: shapes.Bucket,
      Key: shapes.Key,
      CopySource: string({ min: 1 }),
      PartNumber: shapes.PartNumber,
      UploadId: shapes.UploadId,
    },
    { CopySourceRange: string(), ...shapes.customerKey, ...sourceMembers, ...shapes.owner },
  ),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  isDataEvent: true,
  conditionInput: ({ SSECustomerKey: _, CopySourceSSECustomerKey: __, ...rest }) => rest,
  record: S3_RECORD,
  find: copyTargets,
  check(input, scope) {
    const { request, targets } = scope;
    uploadOf(input, scope);
    const bucket = bucketOf(input, scope);
    const resourceArn = targets.at(-1)?.resourceArn ?? '';
    checkSseCIsTaken(input, bucket, { principalArn: request.principal.arn, action: 's3:PutObject', resourceArn });
    const { object } = sourceOf(input, scope);
    checkSource(input, object);
    rangeOf(input.CopySourceRange, object.sizeBytes);
  },
  async handle(input, scope) {
    const bucket = bucketOf(input, scope);
    const upload = uploadOf(input, scope);
    const { bucket: from, object: source } = sourceOf(input, scope);
    const customerKey = partKeyOf(upload, input, scope);
    const opened = await openObject(scope, from, source, sourceKeyOf(input, scope));
    const bytes = await scope.s3.read(opened, source, rangeOf(input.CopySourceRange, source.sizeBytes));
    const algorithm = upload.checksum?.algorithm;
    const checksum = algorithm === undefined ? null : { algorithm, value: await checksumOf(algorithm, bytes, scope) };
    const content = { number: input.PartNumber, bytes, checksum };
    const part = await writePart(scope, { bucket, upload }, content, customerKey);
    return {
      output: {
        CopyPartResult: {
          ETag: quoted(part.etag),
          LastModified: wholeSeconds(part.lastModified),
          ...checksumOutput(checksum),
        },
        ...sseOutput(upload.encryption),
        ...keyOutput(upload.encryption),
      },
      facts: [{ type: 'partUploaded', uploadId: upload.uploadId, part }],
    };
  },
});

/**
 * The bytes of the source that are meant: unlike a Range, both ends are named and within it.
 * @throws {S3Error} Source: S3 API Reference, UploadPartCopy, "x-amz-copy-source-range"; the words were observed on S3.
 */
function rangeOf(header: string | undefined, sizeBytes: number): ByteRange {
  if (header === undefined) return { from: 0, to: sizeBytes };
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  const [from, to] = [Number(first), Number(last) + 1];
  const named = { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: header };
  if (first === '' || to <= from) {
    const message =
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy';
    throw new S3Error('InvalidArgument', message, 'bad-range', named);
  }
  if (to <= sizeBytes) return { from, to };
  const message = `Range specified is not valid for source object of size: ${sizeBytes}`;
  throw new S3Error('InvalidArgument', message, 'bad-range', named);
}
