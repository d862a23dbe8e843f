import { ValidationException } from '../../errors/common-errors.ts';
import { DynamoDbError } from '../../errors/dynamodb-errors.ts';
import type { Input, Operation } from '../../operations/operation.ts';
import { validate } from '../../operations/validate.ts';

/** Validates an input of DynamoDB, whose error is its own. @throws {DynamoDbError, SerializationException} */
export function validateForDynamoDb(operation: Operation, input: unknown): Input {
  try {
    return validate(operation.input, input);
  } catch (error) {
    if (!(error instanceof ValidationException)) throw error;
    throw DynamoDbError.validation(error.message, 'malformed-request');
  }
}
