import { ValidationException } from '../../errors/common-errors.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';
import { StsError } from '../../errors/sts-errors.ts';
import type { Input, Operation } from '../../operations/operation.ts';
import { validate } from '../../operations/validate.ts';

/**
 * Room 1: the input has the shape that the operation asks for.
 * @throws {ValidationException, SerializationException}; from EC2 and STS, their own codes for the same
 */
export function parse(operation: Operation, input: unknown): Input {
  if (operation.service === 'kms') return validate(operation.input, input);
  if (operation.service === 'sts') return validateForSts(operation, input);
  const given: Readonly<Record<string, unknown>> = typeof input === 'object' && input !== null ? { ...input } : {};
  for (const name of Object.keys(operation.input.required)) {
    if (given[name] === undefined) {
      throw new Ec2Error('MissingParameter', `The request must contain the parameter ${name}`, 'malformed-request');
    }
  }
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException)) throw error;
    throw new Ec2Error('InvalidParameterValue', error.message, 'malformed-request');
  }
}

function validateForSts(operation: Operation, input: unknown): Input {
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException)) throw error;
    throw new StsError('ValidationError', error.message, 'malformed-request');
  }
}
