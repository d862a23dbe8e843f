import type { Decision } from '../access/decision.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import type { Because } from './because.ts';
import { CodedError } from './coded-error.ts';

/** The errors of Systems Manager that kmslab gives. Source: AWS Systems Manager API Reference, the operations' errors. */
export const SSM_ERROR_NAMES = [
  'AccessDeniedException',
  'HierarchyLevelLimitExceededException',
  'HierarchyTypeMismatchException',
  'InternalServerError',
  'InvalidAllowedPatternException',
  'InvalidFilterKey',
  'InvalidFilterOption',
  'InvalidFilterValue',
  'InvalidKeyId',
  'InvalidNextToken',
  'InvalidResourceId',
  'InvalidResourceType',
  'ParameterAlreadyExists',
  'ParameterLimitExceeded',
  'ParameterMaxVersionLimitExceeded',
  'ParameterNotFound',
  'ParameterPatternMismatchException',
  'ParameterVersionLabelLimitExceeded',
  'ParameterVersionNotFound',
  'ThrottlingException',
  'TooManyTagsError',
  'UnsupportedParameterType',
  'ValidationException',
] as const;
export type SsmErrorName = (typeof SSM_ERROR_NAMES)[number];

/** Any error of Systems Manager. The texts are ours where AWS's are not published. */
export class SsmError extends CodedError<SsmErrorName> {
  static denied({ message, because }: Decision): SsmError {
    return new SsmError('AccessDeniedException', message ?? 'Access denied', because);
  }

  static invalid(message: string, because: Because = 'invalid-parameter'): SsmError {
    return new SsmError('ValidationException', message, because);
  }

  static notFound(): SsmError {
    return new SsmError('ParameterNotFound', '', 'no-such-parameter');
  }

  static notHere(what: string): SsmError {
    return SsmError.invalid(`kmslab's Parameter Store has no ${what}.`, 'not-supported-yet');
  }

  /**
   * What KMS refused, in KMS's words and with its error's name behind them: a denial stays one, throttling too, and all
   * else is about the key.
   * Source: Systems Manager User Guide, "Troubleshooting Parameter Store"; the form as observed.
   */
  static fromKms({ name, message, because, data }: AwsErrorReply['error'], requestId: string): SsmError {
    const own = name === 'AccessDeniedException' || name === 'ThrottlingException' ? name : 'InvalidKeyId';
    const details = `(Service: AWSKMS; Status Code: 400; Error Code: ${name}; Request ID: ${requestId}; Proxy: null)`;
    return new SsmError(own, message === '' ? details : `${message} ${details}`, because, data);
  }
}
