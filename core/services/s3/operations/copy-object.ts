import { S3Error } from '../../../errors/s3-errors.ts';
import { defineOperation, type HandleScope } from '../../../operations/operation.ts';
import { oneOf, string, structure } from '../../../operations/shape.ts';
import type { Bytes } from '../../../ports.ts';
import type { Bucket } from '../bucket.ts';
import { type ChecksumAlgorithm, checksumOf } from '../checksum.ts';
import { checkSource } from '../conditions.ts';
import { readCopySource } from '../copy-source.ts';
import { bringsCustomerKey, chooseEncryption, type EncryptionInput } from '../encryption-choice.ts';
import { checkDescription, checkSseCIsTaken, descriptionIn } from '../object-input.ts';
import { writeObject } from '../write-object.ts';
import { copyTargets, sourceKeyOf, sourceMembers, sourceOf } from './copied-object.ts';
import { bucketOf } from './find-bucket.ts';
import { openObject } from './get-object.ts';
import { checksumOutput, contextOutput, keyOutput, quoted, sseOutput, wholeSeconds } from './object-output.ts';
import { S3_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';

/**
 * The object is decrypted and encrypted again, also where nothing of its encryption changes. Its context is never
 * copied. Source: as below, and services.md section 7.
 */
export const copyObject = defineOperation({
  service: 's3',
  name: 'CopyObject',
  summary: 'Copies an object, within a bucket or to another, under the encryption that you ask for.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html',
  input: structure(
    { Bucket: shapes.Bucket, Key: shapes.Key, CopySource: string({ min: 1 }) },
    {
      MetadataDirective: oneOf(['COPY', 'REPLACE']),
      ...shapes.description,
      ...shapes.encryption,
      ...sourceMembers,
      ChecksumAlgorithm: shapes.ChecksumAlgorithm,
      ...shapes.owner,
    },
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
    const bucket = bucketOf(input, scope);
    checkSource(input, sourceOf(input, scope).object);
    checkDescription(input);
    const resourceArn = targets.at(-1)?.resourceArn ?? '';
    checkSseCIsTaken(input, bucket, { principalArn: request.principal.arn, action: 's3:CopyObject', resourceArn });
    checkChangesSomething(input, bucket);
  },
  async handle(input, scope) {
    const { s3 } = scope;
    const bucket = bucketOf(input, scope);
    const { bucket: from, object: source } = sourceOf(input, scope);
    const { choice, sseApplied } = chooseEncryption(input, bucket, scope);
    const opened = await openObject(scope, from, source, sourceKeyOf(input, scope));
    const bytes = await s3.read(opened, source, { from: 0, to: source.sizeBytes });
    const description = input.MetadataDirective === 'REPLACE' ? descriptionIn(input) : source;
    const checksum = await checksumFor(input.ChecksumAlgorithm ?? source.checksum?.algorithm, bytes, scope);
    const { headers, metadata } = description;
    const object = await writeObject(scope, { bucket, key: input.Key, bytes, choice, checksum, headers, metadata });
    return {
      output: {
        CopyObjectResult: {
          ETag: quoted(object.etag),
          LastModified: wholeSeconds(object.lastModified),
          ...checksumOutput(checksum),
          ...(checksum === null ? {} : { ChecksumType: 'FULL_OBJECT' }),
        },
        ...sseOutput(object.encryption),
        ...keyOutput(object.encryption),
        ...contextOutput(input),
      },
      facts: [{ type: 'objectPut', bucket: bucket.name, object }],
      additionalEventData: { SSEApplied: sseApplied },
    };
  },
});

interface CopyInput extends EncryptionInput {
  readonly Bucket: string;
  readonly Key: string;
  readonly CopySource: string;
  readonly MetadataDirective?: 'COPY' | 'REPLACE';
}

async function checksumFor(algorithm: ChecksumAlgorithm | undefined, bytes: Bytes, scope: HandleScope) {
  return algorithm === undefined ? null : { algorithm, value: await checksumOf(algorithm, bytes, scope) };
}

/** @throws {S3Error} Source: S3 User Guide, "Copying, moving, and renaming objects"; the words were observed on S3. */
function checkChangesSomething(input: CopyInput, { encryption }: Bucket): void {
  const source = readCopySource(input.CopySource);
  const isOntoItself = source.Bucket === input.Bucket && source.Key === input.Key;
  const namesEncryption = input.ServerSideEncryption !== undefined || bringsCustomerKey(input);
  if (!isOntoItself || namesEncryption || input.MetadataDirective === 'REPLACE') return;
  if (encryption.algorithm !== 'AES256') return; // a default that someone has set counts as encryption that is asked for
  throw new S3Error(
    'InvalidRequest',
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    'copy-onto-itself',
  );
}
