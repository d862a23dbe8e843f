import { SerializationException, ValidationException } from '../../errors/common-errors.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Input, Operation } from '../../operations/operation.ts';
import { validate } from '../../operations/validate.ts';
import { SSE_ALGORITHMS } from './bucket.ts';

/**
 * Validates an input of S3, which has codes of its own for what is malformed.
 * @throws {S3Error} Source: S3 Developer Guide, "Error responses"; the words about encryption were observed on S3.
 */
export function validateForS3(operation: Operation, input: unknown): Input {
  const { ServerSideEncryption: sse } = (input ?? {}) as { readonly ServerSideEncryption?: unknown };
  if (sse !== undefined && !SSE_ALGORITHMS.some((algorithm) => algorithm === sse)) {
    const message = 'The encryption method specified is not supported';
    const data = { ArgumentName: 'x-amz-server-side-encryption', ArgumentValue: String(sse) };
    throw new S3Error('InvalidArgument', message, 'malformed-request', data);
  }
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (error instanceof ValidationException) throw new S3Error('InvalidArgument', error.message, 'malformed-request');
    if (!(error instanceof SerializationException)) throw error;
    const message = 'The XML you provided was not well-formed or did not validate against our published schema';
    throw new S3Error('MalformedXML', message, 'malformed-request', {}, { cause: error });
  }
}
