import type { WireHeaders } from '../wire-request.ts';

/** What a request's path names. */
export type Level = 'service' | 'bucket' | 'object';

/** Which requests are an operation, and what stands in their bodies. */
export interface Route {
  readonly operation: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly level: Level;
  /** The parameter that makes it this operation. */
  readonly parameter?: string;
  /** The header that does. */
  readonly header?: string;
  /** The member of the input that the body is. Bytes are in `Body`, wherever an operation has one. */
  readonly payload?: { readonly member: string; readonly as: 'xml' | 'text'; readonly root?: string };
  /** The status of a success; else 200. */
  readonly status?: number;
  /** The XML of the answer: the member that it is, or all members that no header has. */
  readonly answer?: { readonly root: string; readonly member?: string };
}

const xml = (member: string, root = member) => ({ payload: { member, as: 'xml', root } }) as const;

/** Of two that fit, the first one counts. Source: S3 API Reference, "Request Syntax" of each operation. */
const ROUTES: readonly Route[] = [
  { operation: 'ListBuckets', method: 'GET', level: 'service', answer: { root: 'ListAllMyBucketsResult' } },

  { operation: 'CreateBucket', method: 'PUT', level: 'bucket', ...xml('CreateBucketConfiguration') },
  { operation: 'DeleteBucket', method: 'DELETE', level: 'bucket', status: 204 },
  { operation: 'HeadBucket', method: 'HEAD', level: 'bucket' },
  {
    operation: 'GetBucketLocation',
    method: 'GET',
    level: 'bucket',
    parameter: 'location',
    answer: { root: 'LocationConstraint', member: 'LocationConstraint' },
  },
  {
    operation: 'GetBucketEncryption',
    method: 'GET',
    level: 'bucket',
    parameter: 'encryption',
    answer: { root: 'ServerSideEncryptionConfiguration', member: 'ServerSideEncryptionConfiguration' },
  },
  {
    operation: 'PutBucketEncryption',
    method: 'PUT',
    level: 'bucket',
    parameter: 'encryption',
    ...xml('ServerSideEncryptionConfiguration'),
  },
  { operation: 'DeleteBucketEncryption', method: 'DELETE', level: 'bucket', parameter: 'encryption', status: 204 },
  { operation: 'GetBucketPolicy', method: 'GET', level: 'bucket', parameter: 'policy' },
  {
    operation: 'PutBucketPolicy',
    method: 'PUT',
    level: 'bucket',
    parameter: 'policy',
    payload: { member: 'Policy', as: 'text' },
    status: 204,
  },
  { operation: 'DeleteBucketPolicy', method: 'DELETE', level: 'bucket', parameter: 'policy', status: 204 },
  {
    operation: 'ListObjectsV2',
    method: 'GET',
    level: 'bucket',
    parameter: 'list-type',
    answer: { root: 'ListBucketResult' },
  },
  {
    operation: 'DeleteObjects',
    method: 'POST',
    level: 'bucket',
    parameter: 'delete',
    ...xml('Delete'),
    answer: { root: 'DeleteResult' },
  },

  {
    operation: 'ListParts',
    method: 'GET',
    level: 'object',
    parameter: 'uploadId',
    answer: { root: 'ListPartsResult' },
  },
  {
    operation: 'GetObjectTagging',
    method: 'GET',
    level: 'object',
    parameter: 'tagging',
    answer: { root: 'Tagging' },
  },
  { operation: 'GetObject', method: 'GET', level: 'object' },
  { operation: 'HeadObject', method: 'HEAD', level: 'object' },
  {
    operation: 'UploadPartCopy',
    method: 'PUT',
    level: 'object',
    parameter: 'partNumber',
    header: 'x-amz-copy-source',
    answer: { root: 'CopyPartResult', member: 'CopyPartResult' },
  },
  { operation: 'UploadPart', method: 'PUT', level: 'object', parameter: 'partNumber' },
  {
    operation: 'CopyObject',
    method: 'PUT',
    level: 'object',
    header: 'x-amz-copy-source',
    answer: { root: 'CopyObjectResult', member: 'CopyObjectResult' },
  },
  { operation: 'PutObject', method: 'PUT', level: 'object' },
  {
    operation: 'CreateMultipartUpload',
    method: 'POST',
    level: 'object',
    parameter: 'uploads',
    answer: { root: 'InitiateMultipartUploadResult' },
  },
  {
    operation: 'CompleteMultipartUpload',
    method: 'POST',
    level: 'object',
    parameter: 'uploadId',
    ...xml('MultipartUpload', 'CompleteMultipartUpload'),
    answer: { root: 'CompleteMultipartUploadResult' },
  },
  { operation: 'AbortMultipartUpload', method: 'DELETE', level: 'object', parameter: 'uploadId', status: 204 },
  { operation: 'DeleteObject', method: 'DELETE', level: 'object', status: 204 },
];

/**
 * The operation that a request is; null for none of these.
 * @param parameters - the names in the query string
 */
export function routeOf(
  method: string,
  level: Level,
  parameters: { has(name: string): boolean },
  headers: WireHeaders,
): Route | null {
  const fits = (route: Route) =>
    route.method === method &&
    route.level === level &&
    (route.parameter === undefined || parameters.has(route.parameter)) &&
    (route.header === undefined || headers.has(route.header));
  const fitting = ROUTES.filter(fits);
  return fitting.find(({ parameter }) => parameter !== undefined) ?? fitting[0] ?? null;
}
