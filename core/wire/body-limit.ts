import { S3Error } from '../errors/s3-errors.ts';
import { MOST_OBJECT_BYTES } from '../services/s3/object-input.ts';
import { MOST_MESSAGE_BYTES } from '../services/sqs/queue.ts';
import { errorResponse } from './s3/s3-response.ts';
import { serviceOf } from './service-of.ts';
import type { WireRequest } from './wire-request.ts';
import type { WireResponse } from './wire-response.ts';

/** How large the body of a request may be, and what is answered to one that is larger. */
export interface BodyLimit {
  readonly bytes: number;
  readonly refusal: WireResponse;
}

const MIB = 1_048_576;

/** KMS's largest request is a key policy of 32 KiB, or 4 KiB of plaintext; most other services' are small as well. */
const MOST_BODY_BYTES = MIB;

/** An object that is a little too large is S3's to refuse; chunks have lines around them. */
const MOST_S3_BODY_BYTES = MOST_OBJECT_BYTES + 4 * MIB;

/** A message may be thrice its size on the way, as escapes of JSON or of a form; around it are attributes and names. */
const MOST_SQS_BODY_BYTES = 3 * MOST_MESSAGE_BYTES + MIB;

/** A package of Lambda's comes in base64. */
const MOST_LAMBDA_BODY_BYTES = 2 * MIB;

/** Told by the head of a request: only those of S3, SQS and Lambda have something large in them. */
export function bodyLimitOf(head: Omit<WireRequest, 'body' | 'sourceIp'>): BodyLimit {
  const declared = Number(head.headers.get('content-length'));
  // Too small for any limit, as most are.
  if (declared > 0 && declared <= MOST_BODY_BYTES) return OTHERS;
  switch (serviceOf({ ...head, body: NOTHING })) {
    case 's3':
      return { bytes: MOST_S3_BODY_BYTES, refusal: tooLarge(head) };
    case 'sqs':
      return { ...OTHERS, bytes: MOST_SQS_BODY_BYTES };
    case 'lambda':
      return { ...OTHERS, bytes: MOST_LAMBDA_BODY_BYTES };
    default:
      return OTHERS;
  }
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
