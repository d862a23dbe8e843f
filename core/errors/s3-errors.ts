import type { Decision } from '../access/decision.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import { CodedError } from './coded-error.ts';

/** S3's codes that kmslab gives, with their HTTP status. Source: S3 Developer Guide, "Error responses". */
export const S3_ERROR_STATUS = {
  AccessControlListNotSupported: 400,
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  BucketAlreadyExists: 409,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  ExpiredToken: 400,
  IllegalLocationConstraintException: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidDigest: 400,
  InvalidEncryptionAlgorithmError: 400,
  InvalidLocationConstraint: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidToken: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedPolicy: 400,
  MalformedTrailerError: 400,
  MalformedXML: 400,
  MetadataTooLarge: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  MissingRequestBodyError: 400,
  NoSuchBucket: 404,
  NoSuchBucketPolicy: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NotImplemented: 501,
  NotModified: 304,
  PermanentRedirect: 301,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
} as const satisfies Record<string, number>;
export type S3ErrorCode = keyof typeof S3_ERROR_STATUS;

/** Any error of S3. What KMS refuses to S3's caller comes through under KMS's own name, behind `KMS.`. */
export class S3Error extends CodedError<S3ErrorCode | `KMS.${string}`> {
  /**
   * The refusal of an access decision. S3 puts the resource in quotes, and gives its reasons to callers of the
   * resource's own account only. `isOwn`: the caller is of that account.
   * Source: S3 User Guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3".
   */
  static denied({ message, resourceArn, because }: Decision, isOwn: boolean): S3Error {
    const told = (message ?? '').replace(`on resource: ${resourceArn}`, `on resource: "${resourceArn}"`);
    return new S3Error('AccessDenied', isOwn ? told : 'Access Denied', because);
  }

  /**
   * What KMS refused to S3, as S3 tells its caller: a denial is S3's own, in KMS's words.
   * @param requestId - of the call to KMS
   * Source: S3 Developer Guide, "Error responses", `KMS.…`.
   */
  static fromKms({ name, message, because, data }: AwsErrorReply['error']): S3Error {
    return name === 'AccessDeniedException'
      ? new S3Error('AccessDenied', message, because, data)
      : new S3Error(`KMS.${name}`, message, because, data);
  }
}

/** The HTTP status of an S3 error, by its code; KMS's own have 400. */
export function s3Status(code: string): number {
  return Object.hasOwn(S3_ERROR_STATUS, code) ? S3_ERROR_STATUS[code as S3ErrorCode] : 400;
}
