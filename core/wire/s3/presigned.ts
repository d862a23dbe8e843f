import { S3Error } from '../../errors/s3-errors.ts';
import type { Authorization } from '../sigv4/authorization.ts';

/** A signature that stands in a URL, which whoever has it may use for a while. */
export interface Presigned {
  readonly authorization: Authorization;
  readonly expiresSeconds: number;
  readonly sessionToken: string | null;
}

const NEEDED = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
] as const;
/** Seven days. */
const LONGEST = 604_800;

/**
 * The signature in a query; null where there is none.
 * @throws {S3Error} AuthorizationQueryParametersError for one that is malformed
 * Source: S3 API Reference, "Authenticating Requests: Using Query Parameters".
 */
export function readPresigned(parameters: ReadonlyMap<string, string>): Presigned | null {
  if (!parameters.has('X-Amz-Algorithm') && !parameters.has('X-Amz-Signature')) return null;
  const given = (name: (typeof NEEDED)[number]) => parameters.get(name) ?? '';
  if (NEEDED.some((name) => given(name) === '')) {
    throw refused(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  if (given('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
    throw refused('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  }
  const scope = given('X-Amz-Credential').split('/');
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = scope;
  if (scope.length !== 5 || service !== 's3' || terminator !== 'aws4_request') {
    throw refused(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  const expires = given('X-Amz-Expires');
  if (!/^\d{1,9}$/.test(expires)) throw refused('X-Amz-Expires should be a number');
  if (Number(expires) > LONGEST) {
    throw refused(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${LONGEST} seconds`,
    );
  }
  return {
    authorization: {
      accessKeyId,
      date,
      region,
      service,
      signedHeaders: given('X-Amz-SignedHeaders').toLowerCase().split(';'),
      signature: given('X-Amz-Signature'),
      signedAt: given('X-Amz-Date'),
    },
    expiresSeconds: Number(expires),
    sessionToken: parameters.get('X-Amz-Security-Token') ?? null,
  };
}

function refused(message: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', message, 'not-authenticated');
}
