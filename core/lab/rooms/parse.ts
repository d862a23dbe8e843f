import { ValidationException } from '../../errors/common-errors.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';
import { IamError } from '../../errors/iam-errors.ts';
import { StsError } from '../../errors/sts-errors.ts';
import type { Input, Operation } from '../../operations/operation.ts';
import { validate } from '../../operations/validate.ts';

/**
 * Room 1: the input has the shape that the operation asks for.
 * @throws {ValidationException, SerializationException}; from EC2, STS and IAM, their own codes for the same
 */
export function parse(operation: Operation, input: unknown): Input {
  if (operation.service === 'kms') return validate(operation.input, input);
  if (operation.service === 'sts' || operation.service === 'iam') return validateForQuery(operation, input);
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

/** The Query services say the same under another name. */
function validateForQuery(operation: Operation, input: unknown): Input {
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException)) throw error;
    if (operation.service === 'iam') throw IamError.validation(error.message);
    throw new StsError('ValidationError', error.message, 'malformed-request');
  }
}
