import type { RmRequest } from './parse-s3.ts';
import { uriOf } from './s3-path.ts';
import type { S3Session } from './s3-session.ts';
import { runTransfers, type Transfer } from './transfers.ts';

/**
 * `aws s3 rm`: deletes an object, or all whose keys begin so; each in a call of its own.
 * Source: AWS CLI Command Reference, `aws s3 rm`; observed on AWS CLI 2.9.19.
 */
export function remove(request: RmRequest, session: S3Session): Promise<number> {
  return runTransfers(deletions(request, session), request, session);
}

async function* deletions({ at, isRecursive, pageSize }: RmRequest, session: S3Session): AsyncIterable<Transfer> {
  const { bucket, key } = at;
  if (!isRecursive) {
    yield deletion(bucket, key, session);
    return;
  }
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  for await (const { contents } of session.pagesOfObjects({ Bucket: bucket, Prefix: prefix }, pageSize)) {
    for (const { Key } of contents) yield deletion(bucket, Key, session);
  }
}

function deletion(bucket: string, key: string, session: S3Session): Transfer {
  return {
    what: 'delete',
    where: uriOf({ bucket, key }),
    run: async () => void (await session.call('DeleteObject', { Bucket: bucket, Key: key })),
  };
}
