import { S3Error } from '../../../errors/s3-errors.ts';
import { defineOperation, type HandleScope } from '../../../operations/operation.ts';
import { boolean, list, string, structure } from '../../../operations/shape.ts';
import { bucketOf, objectTarget } from './find-bucket.ts';
import { S3_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

const Delete = structure(
  { Objects: list(structure({ Key: string({ min: 1 }) }, {}), { min: 1, max: 1_000 }) },
  { Quiet: boolean() },
);

/** Each key is decided by itself, and one that is refused keeps none of the others. */
export const deleteObjects = defineOperation({
  service: 's3',
  name: 'DeleteObjects',
  summary: 'Deletes up to a thousand objects, each if you may.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html',
  input: structure({ Bucket, Delete }, owner),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  isDataEvent: true,
  refusesInPart: true,
  record: S3_RECORD,
  find(input, scope) {
    const bucket = bucketOf(input, scope);
    return input.Delete.Objects.map(({ Key }) => objectTarget(bucket, Key, 's3:DeleteObject'));
  },
  handle({ Bucket: bucket, Delete: { Objects: asked, Quiet: quiet } }, scope) {
    const objects = scope.world.objects.get(bucket);
    const results = asked.map(({ Key }, index) => ({ Key, refusal: refusalOf(scope, index) }));
    const deleted = [...new Set(results.filter(({ refusal }) => refusal === null).map(({ Key }) => Key))];
    const errors = results.flatMap(({ Key, refusal }) =>
      refusal === null ? [] : [{ Key, Code: refusal.name, Message: refusal.message }],
    );
    return {
      output: {
        ...(quiet === true || deleted.length === 0 ? {} : { Deleted: deleted.map((Key) => ({ Key })) }),
        ...(errors.length === 0 ? {} : { Errors: errors }),
      },
      facts: deleted
        .filter((key) => objects?.has(key) === true)
        .map((key) => ({ type: 'objectDeleted', bucket, key }) as const),
    };
  },
});

function refusalOf({ decisions, targets, request }: HandleScope, index: number): S3Error | null {
  const decision = decisions[index];
  if (decision === undefined || decision.verdict === 'allowed') return null;
  return S3Error.denied(decision, targets[index]?.ownerAccountId === request.accountId);
}
