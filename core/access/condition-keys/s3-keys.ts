import type { AuthorizationRequest } from '../decision.ts';
import type { Read } from './read.ts';

/**
 * s3: keys whose value is a parameter of the request, as it came: a bucket's default encryption is applied after the
 * policies were asked, so that it puts nothing into them.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"; S3 User Guide,
 * "Bucket policy examples using condition keys", "Using server-side encryption with AWS KMS keys (SSE-KMS)".
 */
export const S3_KEYS = {
  's3:delimiter': parameter('Delimiter'),
  's3:if-match': parameter('IfMatch'),
  's3:if-none-match': parameter('IfNoneMatch'),
  's3:locationconstraint': (request) =>
    text((request.call.input.CreateBucketConfiguration as { LocationConstraint?: unknown })?.LocationConstraint),
  's3:max-keys': parameter('MaxKeys'),
  's3:prefix': parameter('Prefix'),
  's3:ResourceAccount': (request) => (isOfS3(request) ? request.resourceAccountId : null),
  's3:x-amz-acl': parameter('ACL'),
  's3:x-amz-copy-source': parameter('CopySource'),
  's3:x-amz-metadata-directive': parameter('MetadataDirective'),
  's3:x-amz-server-side-encryption': parameter('ServerSideEncryption'),
  's3:x-amz-server-side-encryption-aws-kms-key-id': parameter('SSEKMSKeyId'),
  's3:x-amz-server-side-encryption-customer-algorithm': parameter('SSECustomerAlgorithm'),
} as const satisfies Record<string, Read>;

function parameter(member: string): Read {
  return (request) => (isOfS3(request) ? text(request.call.input[member]) : null);
}

function isOfS3({ action }: AuthorizationRequest): boolean {
  return action.startsWith('s3:');
}

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
