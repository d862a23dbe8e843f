import type { Decision } from '../access/decision.ts';
import { AwsError } from './aws-error.ts';
import type { Because } from './because.ts';

/** IAM's codes that kmslab gives. Source: IAM API Reference, "Errors" of its operations, and "Common Errors". */
export const IAM_ERROR_CODES = [
  'AccessDenied',
  'ValidationError',
  'InvalidInput',
  'NoSuchEntity',
  'EntityAlreadyExists',
  'DeleteConflict',
  'LimitExceeded',
  'MalformedPolicyDocument',
  'InvalidClientTokenId',
] as const;
export type IamErrorCode = (typeof IAM_ERROR_CODES)[number];

/** Any error of IAM. Its codes have no `Exception` behind them, so one class carries the code as its name. */
export class IamError extends AwsError {
  override readonly name: IamErrorCode;
  constructor(code: IamErrorCode, message: string, because: Because, options?: ErrorOptions) {
    super(message, because, {}, options);
    this.name = code;
  }
  static denied(decision: Decision): IamError {
    return new IamError('AccessDenied', decision.message ?? '', decision.because);
  }
  static noSuchEntity(message: string): IamError {
    return new IamError('NoSuchEntity', message, 'no-such-iam-entity');
  }
  static alreadyExists(message: string): IamError {
    return new IamError('EntityAlreadyExists', message, 'iam-entity-exists');
  }
  static deleteConflict(message: string): IamError {
    return new IamError('DeleteConflict', message, 'iam-entity-in-use');
  }
  static limitExceeded(message: string): IamError {
    return new IamError('LimitExceeded', message, 'limit-exceeded');
  }
  static validation(message: string): IamError {
    return new IamError('ValidationError', message, 'malformed-request');
  }
  /** For a role of one's own under the path of service-linked roles. Source: observed on IAM. */
  static reservedPath(): IamError {
    return IamError.invalidInput("Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles");
  }
  static invalidInput(message: string): IamError {
    return new IamError('InvalidInput', message, 'invalid-parameter');
  }
}
