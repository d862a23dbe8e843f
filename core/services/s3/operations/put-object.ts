import { defineOperation } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { checkWrite } from '../conditions.ts';
import { chooseEncryption } from '../encryption-choice.ts';
import { checkDescription, checkSize, checkSseCIsTaken, descriptionIn } from '../object-input.ts';
import { bodyOf, receiveBody } from '../received-body.ts';
import { writeObject } from '../write-object.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { checksumOutput, contextOutput, keyOutput, quoted, sseOutput } from './object-output.ts';
import { S3_RECORD } from './record-rules.ts';
import * as shapes from './shapes.ts';

export const putObject = defineOperation({
  service: 's3',
  name: 'PutObject',
  summary: 'Puts an object into a bucket, encrypted; one of the same key is replaced.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
  input: structure(
    { Bucket: shapes.Bucket, Key: shapes.Key },
    {
      Body: shapes.Body,
      ...shapes.description,
      ...shapes.encryption,
      ContentMD5: string(),
      ChecksumAlgorithm: shapes.ChecksumAlgorithm,
      ...shapes.checksums,
      ...shapes.conditions,
      ...shapes.owner,
    },
  ),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  isDataEvent: true,
  conditionInput: ({ Body: _, SSECustomerKey: __, ...rest }) => rest,
  record: S3_RECORD,
  find: (input, scope) => [objectTarget(bucketOf(input, scope), input.Key, 's3:PutObject')],
  check(input, scope) {
    const { request, world, targets } = scope;
    const bucket = bucketOf(input, scope);
    checkDescription(input);
    checkSize(bodyOf(input).length);
    const resourceArn = targets[0]?.resourceArn ?? '';
    checkSseCIsTaken(input, bucket, { principalArn: request.principal.arn, action: 's3:PutObject', resourceArn });
    checkWrite(input, world.objects.get(bucket.name)?.get(input.Key));
  },
  async handle(input, scope) {
    const bucket = bucketOf(input, scope);
    const { choice, sseApplied } = chooseEncryption(input, bucket, scope);
    const { bytes, checksum } = await receiveBody(input, scope);
    const object = await writeObject(scope, {
      bucket,
      key: input.Key,
      bytes,
      choice,
      checksum,
      ...descriptionIn(input),
    });
    return {
      output: {
        ETag: quoted(object.etag),
        ...checksumOutput(checksum),
        ...(checksum === null ? {} : { ChecksumType: 'FULL_OBJECT' }),
        ...sseOutput(object.encryption),
        ...keyOutput(object.encryption),
        ...contextOutput(input),
      },
      facts: [{ type: 'objectPut', bucket: bucket.name, object }],
      additionalEventData: { SSEApplied: sseApplied, bytesTransferredIn: bytes.length, bytesTransferredOut: 0 },
    };
  },
});
