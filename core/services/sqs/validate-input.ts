import { SerializationException, ValidationException } from '../../errors/common-errors.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import type { Input, Operation } from '../../operations/operation.ts';
import { validate } from '../../operations/validate.ts';

/** Validates an input of SQS. @throws {SqsError} MissingParameter, InvalidParameterValue */
export function validateForSqs(operation: Operation, input: unknown): Input {
  const given = (typeof input === 'object' && input !== null ? input : {}) as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(operation.input.required)) {
    if (given[name] !== undefined && given[name] !== null) continue;
    const message = `The request must contain the parameter ${name}.`;
    throw new SqsError('MissingParameter', message, 'malformed-request');
  }
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException || error instanceof SerializationException)) throw error;
    throw new SqsError('InvalidParameterValue', error.message, 'malformed-request');
  }
}
