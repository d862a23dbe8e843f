import { S3Error } from '../errors/s3-errors.ts';
import { MOST_OBJECT_BYTES } from '../services/s3/object-input.ts';
import { errorResponse } from './s3/s3-response.ts';
import { serviceOf } from './service-of.ts';
import type { WireRequest } from './wire-request.ts';
import type { WireResponse } from './wire-response.ts';

/** How large the body of a request may be, and what is answered to one that is larger. */
export interface BodyLimit {
  readonly bytes: number;
  readonly refusal: WireResponse;
}

/** KMS's largest request is a key policy of 32 KiB, or 4 KiB of plaintext; the other services' are small as well. */
const MOST_BODY_BYTES = 1_048_576;

/** An object that is a little too large is S3's to refuse; chunks have lines around them. */
const MOST_S3_BODY_BYTES = MOST_OBJECT_BYTES + 4 * 1_048_576;

/** Told by the head of a request: only S3's have objects in them. */
export function bodyLimitOf(head: Omit<WireRequest, 'body' | 'sourceIp'>): BodyLimit {
  const declared = Number(head.headers.get('content-length'));
  // Too small for either limit, as most are.
  if (declared > 0 && declared <= MOST_BODY_BYTES) return OTHERS;
  const isForS3 = serviceOf({ ...head, body: NOTHING }) === 's3';
  return isForS3 ? { bytes: MOST_S3_BODY_BYTES, refusal: tooLarge(head) } : OTHERS;
}

const NOTHING = new Uint8Array(0);

const OTHERS: BodyLimit = {
  bytes: MOST_BODY_BYTES,
  refusal: {
    status: 413,
    headers: { 'Content-Type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ __type: 'RequestEntityTooLargeException' }),
  },
};

function tooLarge({ method }: Pick<WireRequest, 'method'>): WireResponse {
  const message = 'Your proposed upload exceeds the maximum allowed size';
  const data = { MaxSizeAllowed: String(MOST_OBJECT_BYTES) };
  return errorResponse(new S3Error('EntityTooLarge', message, 'too-large', data), '', method);
}
