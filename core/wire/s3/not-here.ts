import { S3Error } from '../../errors/s3-errors.ts';
import type { WireHeaders } from '../wire-request.ts';
import type { Address } from './address.ts';
import type { Route } from './routes.ts';

/** Parts of buckets and objects that S3 has and the lab has not. Source: S3 API Reference, "Actions". */
const PARTS: readonly string[] = [
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'cors',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'logging',
  'metadataConfiguration',
  'metadataTable',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policyStatus',
  'publicAccessBlock',
  'renameObject',
  'replication',
  'requestPayment',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'website',
];

/** Headers that would change what happens, by how they begin. Those that say what the lab does anyway are let through. */
const HEADERS: readonly string[] = [
  'expires',
  'if-modified-since',
  'if-unmodified-since',
  'x-amz-bucket-object-lock-',
  'x-amz-copy-source-if-modified-since',
  'x-amz-copy-source-if-unmodified-since',
  'x-amz-grant-',
  'x-amz-if-match-',
  'x-amz-object-lock-',
  'x-amz-object-ownership',
  'x-amz-rename-source',
  'x-amz-storage-class',
  'x-amz-tagging',
  'x-amz-website-redirect-location',
  'x-amz-write-offset-bytes',
];

const SAME_AS_HERE: ReadonlySet<string> = new Set([
  'x-amz-bucket-object-lock-enabled: false',
  'x-amz-object-ownership: BucketOwnerEnforced',
  'x-amz-storage-class: STANDARD',
  'x-amz-tagging-directive: COPY',
  'x-amz-tagging-directive: REPLACE',
]);

/**
 * What S3 has and the lab has not is refused, for to overlook it would do something else than was asked for.
 * @throws {S3Error} NotImplemented, with what it is
 */
export function checkIsHere({ parameters }: Address, headers: WireHeaders, route: Route | null): void {
  for (const name of parameters.keys()) {
    if (PARTS.includes(name) && route?.parameter !== name) throw notHere(`?${name}`);
  }
  if (route === null) throw notHere('this request');
  if (route.operation === 'GetObject' || route.operation === 'HeadObject') {
    if (parameters.has('partNumber')) throw notHere('?partNumber');
  }
  for (const [name, value] of headers) {
    const isOther = HEADERS.some((start) => name.startsWith(start)) && !SAME_AS_HERE.has(`${name}: ${value}`);
    if (isOther) throw notHere(name);
  }
  if (headers.get('x-amz-copy-source')?.includes('?versionId=') === true) throw notHere('a version as the source');
}

function notHere(what: string): S3Error {
  const message = `A header or query you provided implies functionality that is not implemented: kmslab's S3 does not have ${what}.`;
  return new S3Error('NotImplemented', message, 'malformed-request');
}
