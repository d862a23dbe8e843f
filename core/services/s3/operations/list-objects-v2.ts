import { defineOperation } from '../../../operations/operation.ts';
import { boolean, integer, oneOf, string, structure } from '../../../operations/shape.ts';
import { canonicalUserId } from '../canonical-user.ts';
import { listNames } from '../listing.ts';
import { bucketOf, bucketTarget } from './find-bucket.ts';
import { quoted, wholeSeconds } from './object-output.ts';
import { S3_READ_RECORD } from './record-rules.ts';
import { Bucket, owner } from './shapes.ts';

const MOST_KEYS = 1_000;

export const listObjectsV2 = defineOperation({
  service: 's3',
  name: 'ListObjectsV2',
  summary: 'Lists the objects of a bucket, some or all.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html',
  input: structure(
    { Bucket },
    {
      Delimiter: string(),
      EncodingType: oneOf(['url']),
      MaxKeys: integer({ min: 0, modelMin: null }),
      Prefix: string(),
      ContinuationToken: string(),
      FetchOwner: boolean(),
      StartAfter: string(),
      ...owner,
    },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  isDataEvent: true,
  record: S3_READ_RECORD,
  find: (input, scope) => [bucketTarget(bucketOf(input, scope), 's3:ListBucket')],
  handle(input, scope) {
    const { world, primitives } = scope;
    const { name, accountId } = bucketOf(input, scope);
    const { Prefix: prefix = '', Delimiter: delimiter = '', StartAfter: startAfter = '' } = input;
    const { ContinuationToken: token, EncodingType: encoding, MaxKeys: asked = MOST_KEYS } = input;
    const query = { prefix, delimiter, startAfter, token, most: Math.min(asked, MOST_KEYS) };
    const { items, commonPrefixes, next } = listNames(world.objects.get(name) ?? new Map(), query);
    const written = encoding === 'url' ? encodeName : (text: string) => text;
    return {
      output: {
        IsTruncated: next !== null,
        ...(items.length === 0
          ? {}
          : {
              Contents: items.map(({ key, lastModified, etag, sizeBytes, checksum }) => ({
                Key: written(key),
                LastModified: wholeSeconds(lastModified),
                ETag: quoted(etag),
                ...(checksum === null ? {} : { ChecksumAlgorithm: [checksum.algorithm], ChecksumType: checksum.type }),
                Size: sizeBytes,
                StorageClass: 'STANDARD',
                ...(input.FetchOwner === true ? { Owner: { ID: canonicalUserId(accountId, primitives) } } : {}),
              })),
            }),
        Name: name,
        Prefix: written(prefix),
        ...(delimiter === '' ? {} : { Delimiter: written(delimiter) }),
        MaxKeys: query.most,
        ...(commonPrefixes.length === 0
          ? {}
          : { CommonPrefixes: commonPrefixes.map((common) => ({ Prefix: written(common) })) }),
        ...(encoding === undefined ? {} : { EncodingType: encoding }),
        KeyCount: items.length + commonPrefixes.length,
        ...(token === undefined ? {} : { ContinuationToken: token }),
        ...(next === null ? {} : { NextContinuationToken: next }),
        ...(startAfter === '' ? {} : { StartAfter: written(startAfter) }),
      },
    };
  },
});

/** A key as it stands in an answer that was asked for in URL encoding: XML can't hold every character. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll('%2F', '/').replaceAll('%20', '+');
}
