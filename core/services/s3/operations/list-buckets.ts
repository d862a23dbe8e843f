import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { integer, string, structure } from '../../../operations/shape.ts';
import { canonicalUserId } from '../canonical-user.ts';
import { listNames } from '../listing.ts';
import { wholeSeconds } from './object-output.ts';
import { S3_READ_RECORD } from './record-rules.ts';

const MOST_BUCKETS = 10_000;

export const listBuckets = defineOperation({
  service: 's3',
  name: 'ListBuckets',
  summary: "Lists the account's buckets, in every Region.",
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html',
  input: structure(
    {},
    {
      Prefix: string(),
      BucketRegion: string(),
      MaxBuckets: integer({ min: 1, max: MOST_BUCKETS }),
      ContinuationToken: string(),
    },
  ),
  readOnly: true,
  mutates: false,
  record: S3_READ_RECORD,
  find: (_, scope) => [iamTarget(scope, 's3:ListAllMyBuckets')],
  handle({ Prefix: prefix = '', BucketRegion: inRegion, MaxBuckets: most, ContinuationToken: token }, scope) {
    const { world, request, primitives } = scope;
    const own = [...world.buckets].filter(
      ([, { accountId, region }]) => accountId === request.accountId && (inRegion === undefined || region === inRegion),
    );
    const page = { prefix, delimiter: '', startAfter: '', token, most: most ?? MOST_BUCKETS };
    const { items, next } = listNames(new Map(own), page);
    // The Region of each stands in the answer of those who ask for pages. Source: API_ListBuckets.
    const withRegion = most !== undefined || token !== undefined || inRegion !== undefined || prefix !== '';
    return {
      output: {
        Buckets: items.map(({ name, creationDate, region }) => ({
          Name: name,
          CreationDate: wholeSeconds(creationDate),
          ...(withRegion ? { BucketRegion: region } : {}),
        })),
        Owner: { ID: canonicalUserId(request.accountId, primitives) },
        ...(next === null ? {} : { ContinuationToken: next }),
        ...(prefix === '' ? {} : { Prefix: prefix }),
      },
    };
  },
});
