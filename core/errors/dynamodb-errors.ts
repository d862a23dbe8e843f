import type { Decision } from '../access/decision.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import type { Because } from './because.ts';
import { CodedError } from './coded-error.ts';

/** DynamoDB's errors that kmslab gives. Source: DynamoDB Developer Guide, "Error handling with DynamoDB". */
export const DYNAMODB_ERROR_NAMES = [
  'AccessDeniedException',
  'ConditionalCheckFailedException',
  'InternalServerError',
  'ResourceInUseException',
  'ResourceNotFoundException',
  'ThrottlingException',
  'ValidationException',
] as const;
/** The name of one of them, in AWS's spelling. */
export type DynamoDbErrorName = (typeof DYNAMODB_ERROR_NAMES)[number];

/** What KMS answers about a key that is not there, or can't be named so. */
const NOT_THERE: readonly string[] = ['NotFoundException', 'InvalidArnException'];

/** Any error of DynamoDB. */
export class DynamoDbError extends CodedError<DynamoDbErrorName> {
  static denied({ message, because }: Decision): DynamoDbError {
    return new DynamoDbError('AccessDeniedException', message ?? '', because);
  }

  static validation(message: string, because: Because = 'invalid-parameter'): DynamoDbError {
    return new DynamoDbError('ValidationException', message, because);
  }

  static notHere(what: string): DynamoDbError {
    return DynamoDbError.validation(`kmslab's DynamoDB has no ${what}.`, 'not-supported-yet');
  }

  /**
   * What KMS refused to DynamoDB, in KMS's words.
   * Simplified: AWS's page names AccessDeniedException and ResourceNotFoundException, and not which trouble of a key gets
   * which; here a key that is not there is the latter. Source: services.md section 12, "Errors".
   */
  static fromKms({ name, message, because, data }: AwsErrorReply['error']): DynamoDbError {
    if (name === 'ThrottlingException') return new DynamoDbError('ThrottlingException', message, because, data);
    const isMissing = NOT_THERE.includes(name);
    return new DynamoDbError(isMissing ? 'ResourceNotFoundException' : 'AccessDeniedException', message, because, data);
  }
}
