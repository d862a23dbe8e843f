import { S3Error } from '../../errors/s3-errors.ts';
import type { StoredObject } from './stored-object.ts';

/** What a request makes its answer depend on. */
export interface Conditions {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

/** Whether an object may be read on these conditions. @throws {S3Error} Source: S3 User Guide, "Conditional reads". */
export function checkRead({ IfMatch: match, IfNoneMatch: none }: Conditions, { etag }: StoredObject): void {
  if (match !== undefined && !names(match, etag)) throw failed('If-Match');
  if (none !== undefined && names(none, etag)) throw new S3Error('NotModified', 'Not Modified', 'precondition-failed');
}

/** What a copy makes depend on its source. */
export interface SourceConditions {
  readonly CopySourceIfMatch?: string;
  readonly CopySourceIfNoneMatch?: string;
}

/** Whether an object may be copied on these conditions. @throws {S3Error} Source: S3 API Reference, CopyObject. */
export function checkSource(
  { CopySourceIfMatch: match, CopySourceIfNoneMatch: none }: SourceConditions,
  { etag }: StoredObject,
): void {
  if (match !== undefined && !names(match, etag)) throw failed('x-amz-copy-source-If-Match');
  if (none !== undefined && names(none, etag)) throw failed('x-amz-copy-source-If-None-Match');
}

/** Whether an object may be put on these conditions. @throws {S3Error} Source: S3 User Guide, "Conditional writes". */
export function checkWrite({ IfMatch: match, IfNoneMatch: none }: Conditions, before: StoredObject | undefined): void {
  if (none !== undefined) {
    if (none !== '*') {
      const message = 'A header you provided implies functionality that is not implemented';
      throw new S3Error('NotImplemented', message, 'invalid-parameter', { Header: 'If-None-Match' });
    }
    if (before !== undefined) throw failed('If-None-Match');
  }
  if (match === undefined) return;
  if (before === undefined) throw new S3Error('NoSuchKey', 'The specified key does not exist.', 'no-such-object');
  if (!names(match, before.etag)) throw failed('If-Match');
}

function names(header: string, etag: string): boolean {
  return header.split(',').some((one) => {
    const text = one.trim().replace(/^W\//, '');
    return text === '*' || text === etag || text === `"${etag}"`;
  });
}

function failed(condition: string): S3Error {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return new S3Error('PreconditionFailed', message, 'precondition-failed', { Condition: condition });
}
