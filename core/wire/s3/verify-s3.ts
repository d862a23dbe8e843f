import { parseRegion } from '../../cloud/regions.ts';
import type { Holder } from '../../credentials/access-keys.ts';
import { toHex } from '../../crypto/bytes.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import { SignatureError } from '../../errors/signature-errors.ts';
import type { Lab } from '../../lab/lab.ts';
import type { EpochMs, Primitives } from '../../ports.ts';
import type { Caller } from '../caller.ts';
import { type Authorization, parseBasic, readAuthorization } from '../sigv4/authorization.ts';
import { canonicalRequest } from '../sigv4/canonical-request.ts';
import type { Signer } from '../sigv4/signer.ts';
import type { WireRequest } from '../wire-request.ts';
import { addressOf } from './address.ts';
import type { ChunkCheck } from './aws-chunked.ts';
import { openPayload, type Payload, payloadOf, UNSIGNED_PAYLOAD } from './payload.ts';
import { type Presigned, readPresigned } from './presigned.ts';

/** A request whose caller is known, and whose body is as it was before it was sent in chunks. */
export interface TakenRequest {
  readonly caller: Caller;
  readonly request: WireRequest;
}

export interface VerifyScope {
  readonly lab: Lab;
  readonly signer: Signer;
  readonly primitives: Primitives;
  /** By the host's clock, which clients sign by. */
  readonly now: EpochMs;
}

const MOST_SKEW_MS = 15 * 60_000;

/**
 * Whose signature stands on a request to S3, in its header or its query; S3 has rules and words of its own for that.
 * @throws {S3Error} for a request that is not signed, or not by anybody whom this world knows
 * Source: S3 API Reference, "Authenticating Requests (AWS Signature Version 4)"; "Error responses".
 */
export function verifiedS3(request: WireRequest, scope: VerifyScope): TakenRequest {
  const presigned = readPresigned(addressOf(request).parameters);
  const authorization = presigned?.authorization ?? authorizationOf(request);
  const payload = presigned === null ? payloadOf(request.headers) : UNSIGNED_PAYLOAD;
  checkHeadersSigned(request, authorization);
  if (parseRegion(authorization.region) === null) throw malformed(`the region '${authorization.region}' is wrong`);
  if (presigned === null) checkTime(authorization, scope.now);
  else checkValidity(presigned, scope.now);

  const token = presigned === null ? (request.headers.get('x-amz-security-token') ?? null) : presigned.sessionToken;
  const { principalArn, secretAccessKey, facts } = holderOf(authorization, token, scope.lab);
  checkSignature(request, authorization, payload, secretAccessKey, scope);
  const check = chunkCheck(authorization, secretAccessKey, scope);
  const { region, accessKeyId } = authorization;
  return {
    caller: { as: principalArn, region, accessKeyId, ...(facts === undefined ? {} : { session: facts }) },
    request: openPayload(request, payload, check, scope.primitives),
  };
}

/** The request with its body put together, where nobody looks at signatures. @throws {S3Error} */
export function openUnverified(request: WireRequest, primitives: Primitives): WireRequest {
  const isSaid = request.headers.has('x-amz-content-sha256');
  const { hash, chunks } = isSaid ? payloadOf(request.headers) : UNSIGNED_PAYLOAD;
  return openPayload(request, { hash, chunks: chunks === null ? null : 'unsigned' }, NO_CHECK, primitives);
}

const NO_CHECK: ChunkCheck = { chunk() {}, trailers() {} };

/** What other services say of a missing or malformed header, S3 says otherwise. */
function authorizationOf(request: WireRequest): Authorization {
  try {
    return readAuthorization(request);
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    if (error.name === 'MissingAuthenticationTokenException') throw denied('Access Denied');
    throw malformed(error.message);
  }
}

function checkHeadersSigned({ headers }: WireRequest, { signedHeaders }: Authorization): void {
  const must = [...headers.keys()].filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const unsigned = must.filter((name) => !signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  throw denied('There were headers present in the request which were not signed', {
    HeadersNotSigned: unsigned.join(', '),
  });
}

function checkTime({ signedAt, date }: Authorization, now: EpochMs): void {
  const at = parseBasic(signedAt);
  if (at === null) throw denied('AWS authentication requires a valid Date or x-amz-date header');
  if (signedAt.slice(0, 8) !== date) {
    throw malformed(
      `Invalid credential date "${date}". This date is not the same as X-Amz-Date: "${signedAt.slice(0, 8)}".`,
    );
  }
  if (Math.abs(now - at) <= MOST_SKEW_MS) return;
  const message = 'The difference between the request time and the current time is too large.';
  throw new S3Error('RequestTimeTooSkewed', message, 'not-authenticated', {
    RequestTime: signedAt,
    ServerTime: iso(now),
    MaxAllowedSkewMilliseconds: String(MOST_SKEW_MS),
  });
}

/** A URL is good from when it was signed until it expires. */
function checkValidity({ authorization: { signedAt }, expiresSeconds }: Presigned, now: EpochMs): void {
  const at = parseBasic(signedAt);
  if (at === null) {
    const message = "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"";
    throw new S3Error('AuthorizationQueryParametersError', message, 'not-authenticated');
  }
  if (at > now + MOST_SKEW_MS) throw denied('Request is not yet valid');
  const end = at + expiresSeconds * 1000;
  if (now <= end) return;
  throw denied('Request has expired', {
    'X-Amz-Expires': String(expiresSeconds),
    Expires: iso(end),
    ServerTime: iso(now),
  });
}

/** Sessions end by the lab's clock. */
function holderOf({ accessKeyId }: Authorization, token: string | null, lab: Lab): Holder {
  if (token === null) {
    const holder = lab.accessKeys.find(accessKeyId);
    if (holder !== null) return holder;
    throw unknownKey(accessKeyId);
  }
  const session = lab.accessKeys.findSession(token);
  if (session === null || session.accessKeyId !== accessKeyId) {
    throw new S3Error('InvalidToken', 'The provided token is malformed or otherwise invalid.', 'not-authenticated');
  }
  if (session.expiration > lab.now) return session;
  throw new S3Error('ExpiredToken', 'The provided token has expired.', 'not-authenticated');
}

/** The refusal of an access key that nobody holds. */
export function unknownKey(accessKeyId?: string): S3Error {
  const message = 'The AWS Access Key Id you provided does not exist in our records.';
  const data = accessKeyId === undefined ? {} : { AWSAccessKeyId: accessKeyId };
  return new S3Error('InvalidAccessKeyId', message, 'not-authenticated', data);
}

function checkSignature(
  request: WireRequest,
  authorization: Authorization,
  { hash }: Payload,
  secretAccessKey: string,
  { signer }: VerifyScope,
): void {
  const canonical = canonicalRequest(request, authorization.signedHeaders, hash, 'asTheyAre');
  const computed = signer.signCanonical(secretAccessKey, canonical, authorization);
  if (!signer.isSame(computed, authorization.signature)) throw mismatch(authorization);
}

/** Each chunk's signature is over the one before it, the first over that of the request. */
function chunkCheck(
  authorization: Authorization,
  secretAccessKey: string,
  { signer, primitives }: VerifyScope,
): ChunkCheck {
  const hash = (bytes: Uint8Array | string) => toHex(primitives.sha256(bytes));
  const nothing = hash('');
  let before = authorization.signature;
  const compare = (algorithm: string, lines: string, given: string | null) => {
    const computed = signer.signText(secretAccessKey, algorithm, `${before}\n${lines}`, authorization);
    if (given === null || !signer.isSame(computed, given)) throw mismatch(authorization);
    before = given;
  };
  return {
    chunk(bytes, signature) {
      compare('AWS4-HMAC-SHA256-PAYLOAD', `${nothing}\n${hash(bytes)}`, signature);
    },
    trailers(text, signature) {
      if (text !== '') compare('AWS4-HMAC-SHA256-TRAILER', hash(text), signature);
    },
  };
}

function mismatch({ accessKeyId, signature }: Authorization): S3Error {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  const data = { AWSAccessKeyId: accessKeyId, SignatureProvided: signature };
  return new S3Error('SignatureDoesNotMatch', message, 'not-authenticated', data);
}

function denied(message: string, data: Readonly<Record<string, string>> = {}): S3Error {
  return new S3Error('AccessDenied', message, 'not-authenticated', data);
}

function malformed(what: string): S3Error {
  const message = `The authorization header is malformed; ${what}`;
  return new S3Error('AuthorizationHeaderMalformed', message, 'not-authenticated');
}

function iso(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
