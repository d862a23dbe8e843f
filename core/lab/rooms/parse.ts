import { type Constraint, SerializationException, ValidationException } from '../../errors/common-errors.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';
import { IamError } from '../../errors/iam-errors.ts';
import { LambdaError } from '../../errors/lambda-errors.ts';
import { OrganizationsError } from '../../errors/organizations-errors.ts';
import { RdsError } from '../../errors/rds-errors.ts';
import { StsError } from '../../errors/sts-errors.ts';
import type { Input, Operation } from '../../operations/operation.ts';
import { validate } from '../../operations/validate.ts';
import { validateForDynamoDb } from '../../services/dynamodb/validate-input.ts';
import { validateForS3 } from '../../services/s3/validate-input.ts';
import { validateForSqs } from '../../services/sqs/validate-input.ts';
import type { Service } from '../request.ts';

/** Services that refuse a malformed input in the same words. */
const AS_KMS: readonly Service[] = ['kms', 'cloudtrail', 'ssm', 'secretsmanager'];

/**
 * Room 1: the input has the shape that the operation asks for.
 * @throws {ValidationException, SerializationException}; from the other services, their own codes for the same
 */
export function parse(operation: Operation, input: unknown): Input {
  if (AS_KMS.includes(operation.service)) return validate(operation.input, input);
  if (operation.service === 's3') return validateForS3(operation, input);
  if (operation.service === 'dynamodb') return validateForDynamoDb(operation, input);
  if (operation.service === 'sqs') return validateForSqs(operation, input);
  if (operation.service === 'sts' || operation.service === 'iam') return validateForQuery(operation, input);
  if (operation.service === 'organizations') return validateForOrganizations(operation, input);
  if (operation.service === 'lambda') return validateForLambda(operation, input);
  if (operation.service === 'rds') return validateForRds(operation, input);
  const given: Readonly<Record<string, unknown>> = typeof input === 'object' && input !== null ? { ...input } : {};
  for (const name of Object.keys(operation.input.required)) {
    if (given[name] === undefined) {
      throw new Ec2Error('MissingParameter', `The request must contain the parameter ${name}`, 'malformed-request');
    }
  }
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException || error instanceof SerializationException)) throw error;
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

/** Lambda answers with one code, whatever is wrong; but KMS's words fit. Source: Lambda API Reference, "Common Errors". */
function validateForLambda(operation: Operation, input: unknown): Input {
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException || error instanceof SerializationException)) throw error;
    throw LambdaError.invalid(error.message, 'malformed-request');
  }
}

/** RDS says which parameter is missing, and of the others what is wrong with them. Source: RDS API Reference, "Common Errors". */
function validateForRds(operation: Operation, input: unknown): Input {
  const given: Readonly<Record<string, unknown>> = typeof input === 'object' && input !== null ? { ...input } : {};
  for (const name of Object.keys(operation.input.required)) {
    if (given[name] !== undefined) continue;
    throw new RdsError('MissingParameter', `The request must contain the parameter ${name}.`, 'malformed-request');
  }
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException || error instanceof SerializationException)) throw error;
    throw new RdsError('InvalidParameterValue', error.message, 'malformed-request');
  }
}

/** What Organizations says of an input, by what is wrong with it. Source: Organizations API Reference, InvalidInputException. */
const INVALID = {
  required: ['INPUT_REQUIRED', 'You must include a value for all required parameters.'],
  enum: ['INVALID_ENUM', 'You specified an invalid value.'],
  pattern: ['INVALID_PATTERN', 'You provided a value that does not match the required pattern.'],
  minLength: ['MIN_LENGTH_EXCEEDED', 'You provided a string parameter that is shorter than allowed.'],
  maxLength: ['MAX_LENGTH_EXCEEDED', 'You provided a string parameter that is longer than allowed.'],
  minValue: ['MIN_VALUE_EXCEEDED', 'You provided a numeric parameter that has a smaller value than allowed.'],
  maxValue: ['MAX_VALUE_EXCEEDED', 'You provided a numeric parameter that has a larger value than allowed.'],
} as const satisfies Record<Constraint, readonly [reason: string, message: string]>;

/** AWS's sentence does not say which parameter it was; the lab's own words behind it do. */
function validateForOrganizations(operation: Operation, input: unknown): Input {
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException)) throw error;
    const [reason, says] = INVALID[error.constraint ?? 'pattern'];
    throw OrganizationsError.invalid(`${says} ${error.message}`, reason);
  }
}
